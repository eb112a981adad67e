"""Which two editions, and how they are laid side by side."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.formats import date_format

from home.rulebook.text import NBSP

from ..models import Edition

COLUMNS = "columns"
TEXT = "text"
CHANGES = "changes"
WHOLE = "whole"
VIEWS = [(TEXT, "В одном тексте"), (COLUMNS, "Рядом, в двух столбцах")]
EXTENTS = [(CHANGES, "Только изменения"), (WHOLE, "Весь текст")]


class ComparisonForm(forms.Form):
    """Editions go by the date they are in force from; drafts, for whom they are shown, by their number."""

    use_required_attribute = False

    view = forms.ChoiceField(label="Как показать", choices=VIEWS)
    show = forms.ChoiceField(label="Что показать", choices=EXTENTS)
    field_order = ["from", "to", "view", "show"]

    def __init__(self, asked: Mapping[str, str], editions: Sequence[Edition]):
        """`asked` may leave out how to show them."""
        super().__init__({"view": TEXT, "show": CHANGES} | dict(asked))
        self._editions = {key_of(edition): edition for edition in editions}
        choices = [(key, dated(edition)) for key, edition in self._editions.items()]
        for name, label in (("from", "Было: редакция"), ("to", "Стало: редакция")):
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=choices,
                error_messages={
                    "required": "Выберите редакцию.",
                    "invalid_choice": "Такой редакции нет. Выберите из списка.",
                },
            )
        self.order_fields(self.field_order)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("from") and cleaned.get("from") == cleaned.get("to"):
            self.add_error("to", "Это одна и та же редакция. Выберите другую.")
        return cleaned

    @property
    def names_no_edition(self) -> bool:
        """Does the address name an edition that is not there, or not for this reader?"""
        return any(self.has_error(name, "invalid_choice") for name in ("from", "to"))

    @property
    def pair(self) -> tuple[Edition, Edition]:
        return self._editions[self.cleaned_data["from"]], self._editions[self.cleaned_data["to"]]


def dated(edition: Edition) -> str:
    """«с 1 сентября 2026 г.», «проект № 3»."""
    if not edition.is_adopted:
        return f"проект №{NBSP}{edition.number}"
    return f"с{NBSP}{date_format(edition.effective_from)}"


def named(edition: Edition) -> str:
    """«редакция с 1 сентября 2026 г. (приказ № 7)», «проект № 3, ещё не принят»."""
    if not edition.is_adopted:
        return f"{dated(edition)}, ещё не принят"
    act = f" ({edition.act_in_sentence})" if edition.act else ""
    return f"редакция {dated(edition)}{act}"


def key_of(edition: Edition) -> str:
    """«2026-09-01», «draft-3»."""
    if edition.is_adopted:
        return edition.effective_from.isoformat()
    return f"draft-{edition.number}"
