"""By what lists of organisations are narrowed; whatever of it is no filter is passed over (T72)."""

from collections.abc import Iterable

from django import forms

from home.accounts.fields import LineField

from ..models import Branch, Territory


class SifterForm(forms.Form):
    words = LineField(label="Название или ИНН", max_length=100, required=False)
    territory = forms.TypedChoiceField(
        label="Территория", required=False, coerce=int, empty_value=None
    )

    def __init__(self, data):
        super().__init__(data)
        self.offer("territory", Territory.objects.values_list("pk", "name"), "любая")

    def offer(self, name: str, rows: Iterable[tuple[int, str]], nothing: str) -> None:
        self.fields[name].choices = [("", nothing), *rows]

    @property
    def given(self) -> dict:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def in_words(self) -> str:
        """«Название или ИНН: лицей; Территория: Заречный район», as the log of exports says it (T76)."""
        return "; ".join(_said(self.fields[name], value) for name, value in self.given.items())


def _said(field: forms.Field, value: object) -> str:
    if value is True:
        return field.label
    return f"{field.label}: {dict(getattr(field, 'choices', ())).get(value, value)}"


class BranchSifterForm(SifterForm):
    branch = forms.TypedChoiceField(label="Отрасль", required=False, coerce=int, empty_value=None)

    def __init__(self, data):
        super().__init__(data)
        self.offer("branch", Branch.objects.values_list("pk", "name"), "любая")
