from django import forms

from ..choices import ActKind
from ..models import Edition
from .fields import DateInput


class AdoptionForm(forms.Form):
    """What the secretary knows of the decision that adopts an edition."""

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
