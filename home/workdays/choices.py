from django.db.models import TextChoices


class DayKind(TextChoices):
    """How the days of a term are counted (C7)."""

    WORKING = "working", "рабочие дни"
    CALENDAR = "calendar", "календарные дни"
