from django.db.models import TextChoices


class Status(TextChoices):
    VALID = "valid", "Действует"
    REVOKED = "revoked", "Аннулирован"
    REPLACED = "replaced", "Заменён"
    VOIDED = "voided", "Номер недействителен"


class Layout(TextChoices):
    """Every layout that a kind may choose: its value names the template and nothing else does (T21)."""

    MEMBERSHIP = "membership", "Сертификат члена Ассоциации (приложение Б): А4, альбомный"


class Act(TextChoices):
    """What an entry of the register's book says happened."""

    ISSUED = "issued", "Выдан"
    REVOKED = "revoked", "Аннулирован"
    REPLACED = "replaced", "Заменён"
    VOIDED = "voided", "Номер признан недействительным"
