from django.db.models import TextChoices


class Status(TextChoices):
    VALID = "valid", "Действует"
    REVOKED = "revoked", "Аннулирован"
    REPLACED = "replaced", "Заменён"
    VOIDED = "voided", "Номер недействителен"


class Layout(TextChoices):
    """Every layout that a kind may choose: its value names the template and nothing else does (T21)."""

    MEMBERSHIP = "membership", "Сертификат члена Ассоциации (приложение Б): А4, альбомный"
    LANDSCAPE = "landscape", "Сертификат участника: А4, альбомный"
    PORTRAIT = "portrait", "Удостоверение: А4, книжный"


class Size(TextChoices):
    SMALL = "small", "мельче"
    NORMAL = "normal", "обычный"
    LARGE = "large", "крупнее"


class TemplateState(TextChoices):
    DRAFT = "draft", "черновик"
    APPROVED = "approved", "утверждён"
    RETIRED = "retired", "заменён"


class Receipt(TextChoices):
    OWN = "own", "лично, под подпись"
    PROXY = "proxy", "по доверенности"


class BatchState(TextChoices):
    DRAFT = "draft", "составляется"
    RUNNING = "running", "выдаётся"
    STOPPED = "stopped", "остановлен"
    DONE = "done", "выдан"


class BookFormat(TextChoices):
    PDF = "pdf", "PDF для печати"
    XLSX = "xlsx", "таблица XLSX"


class Act(TextChoices):
    """What an entry of the register's book says happened."""

    ISSUED = "issued", "Выдан"
    TAKEN = "taken", "Перенесён"
    REVOKED = "revoked", "Аннулирован"
    REPLACED = "replaced", "Заменён"
    VOIDED = "voided", "Номер признан недействительным"
