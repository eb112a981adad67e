"""What the list of the register may be asked for; whatever of it is no filter is passed over (T72)."""

from django import forms

from association.organisations.models import Branch, Territory
from home.accounts.fields import LineField

from .choices import Wanted
from .queries import Asked


class RegisterForm(forms.Form):
    words = LineField(label="Название или ИНН", max_length=100, required=False)
    territory = forms.TypedChoiceField(
        label="Территория", required=False, coerce=int, empty_value=None
    )
    branch = forms.TypedChoiceField(label="Отрасль", required=False, coerce=int, empty_value=None)
    standing = forms.ChoiceField(
        label="Кого показать", required=False, choices=[("", "члены"), *Wanted.choices]
    )
    certified = forms.BooleanField(label="Только с действующим сертификатом СМК", required=False)

    def __init__(self, data):
        super().__init__(data)
        for name, model in (("territory", Territory), ("branch", Branch)):
            rows = model.objects.values_list("pk", "name")
            self.fields[name].choices = [("", "любая"), *rows]

    @property
    def asked(self) -> Asked:
        self.is_valid()
        return Asked(**{name: value for name, value in self.cleaned_data.items() if value})
