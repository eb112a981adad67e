"""Notes beside an adopted text."""

from django import forms

from home.accounts.fields import LineField

from ..models import Edition, Erratum, Interpretation
from .fields import ClauseField, DateInput


class NoteForm(forms.Form):
    """A note at one clause of an edition."""

    def __init__(self, edition: Edition, *args, **kwargs):
        super().__init__(*args, **kwargs)
        clause = {"clause": ClauseField(edition)}
        self.fields = clause | self.fields


class ErratumForm(NoteForm):
    wrong = forms.CharField(
        label="Напечатано",
        max_length=Erratum._meta.get_field("wrong").max_length,
        strip=False,
        help_text="Слова из пункта точно, как они стоят; место должно быть одно.",
    )
    right = forms.CharField(
        label="Следует читать",
        max_length=Erratum._meta.get_field("right").max_length,
        strip=False,
        required=False,
        help_text="Пусто, если эти слова лишние.",
    )
    ground = LineField(
        label="Основание",
        max_length=Erratum._meta.get_field("ground").max_length,
        help_text=Erratum._meta.get_field("ground").help_text,
    )
    made_on = forms.DateField(label="Дата исправления", widget=DateInput())


class InterpretationForm(NoteForm):
    text = forms.CharField(
        label="Толкование",
        max_length=Interpretation._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Как понимать это место. Текст самого положения не меняется.",
    )
    decision = LineField(
        label="Решение",
        required=False,
        max_length=Interpretation._meta.get_field("decision").max_length,
        help_text=Interpretation._meta.get_field("decision").help_text,
    )
    written_on = forms.DateField(label="Дата", widget=DateInput())
