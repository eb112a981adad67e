from django import forms

from ..choices import ActKind
from ..models import Edition
from .fields import DateInput

ACT = ("act_kind", "adopted_by", "act_number", "adopted_on", "effective_from")


class AdoptionForm(forms.Form):
    """What the secretary knows of the decision that adopts an edition; what was typed early stands in it."""

    act_kind = forms.ChoiceField(label="Чем принята", choices=ActKind)
    adopted_by = forms.CharField(
        label="Чей документ",
        required=False,
        max_length=Edition._meta.get_field("adopted_by").max_length,
        help_text=Edition._meta.get_field("adopted_by").help_text,
    )
    act_number = forms.CharField(
        label="Номер", max_length=Edition._meta.get_field("act_number").max_length
    )
    adopted_on = forms.DateField(label="Дата документа", widget=DateInput())
    effective_from = forms.DateField(label="Действует с", widget=DateInput())
    reviewed = forms.BooleanField(
        label="Предупреждения просмотрены",
        error_messages={"required": "Просмотрите предупреждения и\xa0отметьте это."},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, edition: Edition, version: int, data=None):
        initial = {name: getattr(edition, name) for name in ACT}
        super().__init__(data, initial={**initial, "seen": version})
        if not edition.findings.get("warnings"):
            del self.fields["reviewed"]

    @property
    def answers(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "reviewed"}
