from django.db.models import TextChoices


class LetterStatus(TextChoices):
    """What became of a letter. Only `queued` and `sending` are on their way."""

    QUEUED = "queued", "ждёт отправки"
    SENDING = "sending", "отправляется"
    SENT = "sent", "отправлено"
    FAILED = "failed", "не отправлено"
    SUPPRESSED = "suppressed", "только в кабинете"
    NO_ADDRESS = "no_address", "нет адреса"


class MailingStatus(TextChoices):
    DRAFT = "draft", "черновик"
    ACCEPTED = "accepted", "письма готовятся"
    WRITTEN = "written", "передано на отправку"
