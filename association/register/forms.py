"""What the list of the register may be asked for; whatever of it is no filter is passed over (T72)."""

from django import forms

from association.organisations.forms import BranchSifterForm

from .choices import Wanted
from .queries import Asked


class RegisterForm(BranchSifterForm):
    standing = forms.ChoiceField(
        label="Кого показать", required=False, choices=[("", "члены"), *Wanted.choices]
    )
    certified = forms.BooleanField(label="Только с действующим сертификатом СМК", required=False)

    @property
    def asked(self) -> Asked:
        return Asked(**self.given)
