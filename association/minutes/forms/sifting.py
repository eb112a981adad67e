"""How the list of protocols is sifted."""

from urllib.parse import urlencode

from django import forms

from ..choices import ProtocolState


class ProtocolsForm(forms.Form):
    """What is asked for in the address; whatever is not offered is passed over (T72)."""

    body = forms.ChoiceField(label="Орган", required=False)
    year = forms.ChoiceField(label="Год", required=False)
    state = forms.ChoiceField(
        label="Состояние",
        required=False,
        choices=[("", "любое"), ("overdue", "просрочен"), *ProtocolState.choices],
    )

    def __init__(self, data, *, bodies: list[tuple[int, str]], years: list[int]):
        super().__init__(data)
        self.fields["body"].choices = [("", "все"), *((str(pk), title) for pk, title in bodies)]
        self.fields["year"].choices = [("", "все"), *((str(year), year) for year in years)]

    @property
    def asked(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def query(self) -> str:
        return urlencode(self.asked)
