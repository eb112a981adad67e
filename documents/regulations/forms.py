from django import forms

from .models import Edition


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class AdoptionForm(forms.Form):
    """What the secretary knows of the decision that adopts an edition."""

    adopted_on = forms.DateField(label="Дата решения", widget=DateInput())
    adopted_by = forms.CharField(
        label="Решение",
        max_length=Edition._meta.get_field("adopted_by").max_length,
        help_text="Вид, дата и номер: «приказ от 12.01.2026 №\xa07».",
    )
    effective_from = forms.DateField(label="Действует с", widget=DateInput())
