"""The one way to refuse."""

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

    def show_in(self, form) -> bool:
        """Put the refusal next to the field that is to blame, or above the form; whether there is such a field."""
        named = self.field in form.fields
        form.add_error(self.field if named else None, str(self))
        return named
