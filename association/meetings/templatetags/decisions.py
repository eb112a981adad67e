"""Words and tones for the execution of decisions."""

from django import template

from home.rulebook.text import counted

from ..choices import Execution

register = template.Library()

_TONES = {
    Execution.NOT_NEEDED: "neutral",
    Execution.ASSIGNED: "waiting",
    Execution.REPORTED: "waiting",
    Execution.DONE: "positive",
}


@register.filter
def execution_tone(execution: str) -> str:
    """Tone of components/status.html."""
    return _TONES[Execution(execution)]


@register.filter
def overdue_in_words(days: int) -> str:
    return f"просрочено на {counted(days, 'день', 'дня', 'дней')}"
