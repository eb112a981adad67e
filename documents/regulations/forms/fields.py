from django import forms
from django.core.exceptions import ValidationError

from home.rulebook import Citation

from ..models import Clause, Edition
from ..rules import map_clauses


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class ClauseField(forms.CharField):
    """A clause of one edition, named as people cite it («4.2 (второй)», «прил. А») or by its anchor."""

    def __init__(self, edition: Edition, **kwargs):
        self.edition = edition
        kwargs.setdefault("label", "Пункт")
        kwargs.setdefault(
            "help_text", "Номер, как напечатан: 4.2, 3.1\xa0а, прил.\xa0А, — или адрес: p-4.2."
        )
        super().__init__(max_length=200, **kwargs)

    def clean(self, value) -> Clause:
        name = super().clean(value).removeprefix("#").removeprefix("п.").strip()
        clauses = self.edition.clauses.order_by("order")
        clause = clauses.filter(anchor=self._anchor(name) or name).first()
        if clause is None:
            raise ValidationError("Такого пункта в этой редакции нет.")
        return clause

    def _anchor(self, name: str) -> str | None:
        try:
            citation = Citation.parse(name.rstrip("."))
        except ValueError:
            return None
        rows = self.edition.clauses.order_by("order")
        rows = rows.values_list("anchor", "kind", "label", "parent__anchor")
        return map_clauses(rows).find(
            citation.label,
            item=citation.item,
            occurrence=citation.occurrence,
            appendix=citation.appendix,
        )
