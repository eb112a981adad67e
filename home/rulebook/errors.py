"""The one way to refuse."""

from collections.abc import Callable

from .registry import Rule


class DomainError(Exception):
    """An act that a rule forbids: a sentence for the user, the rule, and the form field if one is to blame."""

    def __init__(self, message: str, rule: Rule, *, field: str | None = None):
        super().__init__(message)
        self.message = message
        self.rule = rule
        self.field = field

    def __str__(self) -> str:
        return f"{self.message} ({self.rule.clause})"

    @property
    def printed(self) -> str:
        """The refusal for a page: its clause is a link, and whatever else stands in it is escaped (T18)."""
        return _printer(self)

    def show_in(self, form) -> bool:
        """Put the refusal next to the field that is to blame, or above the form; whether there is such a field."""
        named = self.field in form.fields
        form.add_error(self.field if named else None, self.printed)
        return named


_printer: Callable[[DomainError], str] = str


def register_printer(function: Callable[[DomainError], str]) -> None:
    """Called once, by the module that knows HTML: this room stays plain Python."""
    global _printer
    _printer = function
