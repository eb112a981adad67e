from django.db.models import TextChoices


class EditionStatus(TextChoices):
    DRAFT = "draft", "Проект"
    ADOPTED = "adopted", "Принята"


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
