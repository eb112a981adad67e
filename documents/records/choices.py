from django.db.models import TextChoices


class Level(TextChoices):
    """Who may read a text: three levels of sight (C35, R73)."""

    PUBLIC = "public", "для всех"
    MEMBERS = "members", "для членов органа"
    CONFIDENTIAL = "confidential", "конфиденциально"
