from django.db.models import TextChoices


class Manner(TextChoices):
    """What a reader had before the eyes when they said they had read an edition."""

    FULL = "full", "весь текст"
    DIFFERENCES = "differences", "изменения"
