"""Which composition is asked for: on a day, or by an order."""

from datetime import date

from django import forms

from home.accounts.fields import DayField

from ..models import Order


class CompositionForm(forms.Form):
    """Asked for in the address; whatever is neither a day nor a known order is passed over (T72)."""

    on = DayField(label="На какой день", required=False)
    order = forms.ModelChoiceField(
        Order.objects.none(), label="Или по приказу", required=False, empty_label="не выбран"
    )

    def __init__(self, data, *, orders):
        super().__init__(data)
        self.fields["order"].queryset = orders

    @property
    def asked_order(self) -> Order | None:
        return self._asked("order")

    @property
    def asked_day(self) -> date | None:
        return self._asked("on")

    def _asked(self, name: str):
        self.is_valid()
        return self.cleaned_data.get(name)
