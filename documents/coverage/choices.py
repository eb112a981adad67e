from django.db.models import TextChoices


class Manner(TextChoices):
    """What the program does about a clause; the order is that of strength."""

    ENFORCED = "enforced", "Исполняется программой"
    ASSISTED = "assisted", "Программа помогает"
    INFORMATIONAL = "informational", "Правила не содержит"


UNCOVERED = "uncovered"
UNCOVERED_LABEL = "Программой не исполняется"
REVIEW = "review"
REVIEW_LABEL = "Требует проверки"


class Standing(TextChoices):
    """How sure a link is. Whatever does not stand waits for a person."""

    STANDS = "stands", "Подтверждена"
    PROPOSED = "proposed", "Предложена программой"
    CHANGED = "changed", "Пункт изменился"
    LOST = "lost", "Пункта больше нет"
