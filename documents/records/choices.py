from django.db.models import TextChoices


class Level(TextChoices):
    """Who may read a piece of the archive (R73, C35)."""

    PUBLIC = "public", "Открыто всем"
    MEMBERS = "members", "Для членов органа"
    CONFIDENTIAL = "confidential", "Конфиденциально"


class RetentionStart(TextChoices):
    """From which day the term of keeping is counted (C19)."""

    SIGNING = "signing", "со дня подписания"
    NEXT_JANUARY = "next_january", "с 1 января следующего года"


class RecordState(TextChoices):
    KEPT = "kept", "Хранится"
    WRITTEN_OFF = "written_off", "Списана"


class Shelf(TextChoices):
    """What a record is today; computed, but for the last."""

    KEPT = "kept", "Хранится"
    DUE = "due", "Подлежит списанию"
    HELD = "held", "Списание приостановлено"
    WRITTEN_OFF = "written_off", "Списана"


class ActState(TextChoices):
    DRAFT = "draft", "Готовится"
    SIGNING = "signing", "На подписи"
    COMPLETE = "complete", "Исполнен"
    CANCELLED = "cancelled", "Отменён"


class Manner(TextChoices):
    """How a member of the commission signed."""

    CABINET = "cabinet", "в кабинете"
    PAPER = "paper", "на бумаге"


class ImportState(TextChoices):
    CHECKING = "checking", "Проверяется"
    REFUSED = "refused", "Есть ошибки"
    READY = "ready", "Готов к переносу"
    TAKING = "taking", "Переносится"
    DONE = "done", "Перенесён"


class RowFate(TextChoices):
    """What an import does with a row of the table."""

    NEW = "new", "Будет перенесена"
    KNOWN = "known", "Уже в архиве"
    WRONG = "wrong", "Есть ошибки"
