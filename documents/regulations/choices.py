from django.db.models import TextChoices


class EditionStatus(TextChoices):
    """R224: an editor prepares a draft, the secretary reviews it and adopts it."""

    DRAFT = "draft", "Проект"
    REVIEW = "review", "На проверке"
    ADOPTED = "adopted", "Принята"


class ActKind(TextChoices):
    """The act by which an edition is adopted (R162)."""

    ORDER = "order", "Приказ"
    DECISION = "decision", "Решение"
    RESOLUTION = "resolution", "Постановление"
    DIRECTIVE = "directive", "Распоряжение"
    PROTOCOL = "protocol", "Протокол"


class ClauseKind(TextChoices):
    """What a piece of a regulation is; the importer gives the same words."""

    PART = "part", "Часть"
    CHAPTER = "chapter", "Глава"
    SECTION = "section", "Раздел"
    ARTICLE = "article", "Статья"
    CLAUSE = "clause", "Пункт"
    ITEM = "item", "Подпункт или строка перечня"
    PARAGRAPH = "paragraph", "Абзац"
    TABLE = "table", "Таблица"
    APPENDIX = "appendix", "Приложение"
    FORM = "form", "Форма"


HEADINGS = frozenset(
    {
        ClauseKind.PART,
        ClauseKind.CHAPTER,
        ClauseKind.SECTION,
        ClauseKind.ARTICLE,
        ClauseKind.APPENDIX,
    }
)
"""Kinds that hold others and have a title instead of a text."""


class Validity(TextChoices):
    """R2, C33: whether a governing act may still be relied on."""

    IN_FORCE = "in_force", "Действует"
    EXPIRED = "expired", "Утратил силу"
    DRAFT = "draft", "Проект"


class DownloadFormat(TextChoices):
    """What an edition can be taken away as; the value is the extension of the file."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "DOCX"
    MARKDOWN = "md", "Markdown"
    JSON = "json", "JSON"
    AKOMA_NTOSO = "xml", "Akoma Ntoso"


class ReadingState(TextChoices):
    """What has become of a file that the task queue reads."""

    WAITING = "waiting", "Читается"
    READ = "read", "Прочитан"
    REFUSED = "refused", "Не принят"
