"""Fields that forms before a meeting share."""

from datetime import datetime

from django import forms
from django.utils import timezone

ALL = ("", "все")
"""Of a field of a search: nothing is asked."""


class ClockField(forms.TimeField):
    widget = forms.TimeInput(format="%H:%M", attrs={"inputmode": "numeric", "size": 6})
    default_error_messages = {
        "required": "Впишите время.",
        "invalid": "Такого времени нет. Впишите часы и минуты: 14:30.",
    }

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", "Например, 14:30")
        super().__init__(input_formats=["%H:%M", "%H.%M", "%H:%M:%S"], **kwargs)


def moment(day, clock) -> datetime | None:
    """In the one stated zone (T52)."""
    if day is None or clock is None:
        return None
    return datetime.combine(day, clock, timezone.get_default_timezone())
