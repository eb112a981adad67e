from django.db.models import TextChoices


class Standing(TextChoices):
    """What an organisation is to the Association."""

    NONE = "none", "Не состоит в Ассоциации"
    APPLICANT = "applicant", "Подала заявление"
    CANDIDATE = "candidate", "Кандидат"
    MEMBER = "member", "Член Ассоциации"
    FORMER = "former", "Бывший член"


BELONGING = (Standing.MEMBER, Standing.CANDIDATE)
"""Who has a part in what the Association does for its own."""


class RepresentativeRole(TextChoices):
    HEAD = "head", "Руководитель"
    QUALITY = "quality", "Ответственный за качество"
    PAPERS = "papers", "Ведёт документы"
    REPRESENTATIVE = "representative", "Представитель"


class JoinState(TextChoices):
    WAITING = "waiting", "Ждёт решения"
    ACCEPTED = "accepted", "Доступ открыт"
    REFUSED = "refused", "Отказано"


class ReorganisationKind(TextChoices):
    """Ст. 57 ГК РФ."""

    MERGER = "merger", "Слияние"
    ACCESSION = "accession", "Присоединение"
    DIVISION = "division", "Разделение"
    SEPARATION = "separation", "Выделение"
    TRANSFORMATION = "transformation", "Преобразование"


class CertificationOutcome(TextChoices):
    WAITING = "waiting", "Рассматривается"
    CERTIFIED = "certified", "Сертифицирована"
    REFUSED = "refused", "Отказано"
    WITHDRAWN = "withdrawn", "Отозвана"


class QmsState(TextChoices):
    """What a certificate of the QMS is worth on a day."""

    WAITING = "waiting", "Ждёт подтверждения"
    IN_FORCE = "in_force", "Действует"
    EXPIRED = "expired", "Срок истёк"
    ENDED = "ended", "Прекращён"
    REJECTED = "rejected", "Не подтверждён"
    NOT_YET = "not_yet", "Ещё не действует"


class Side(TextChoices):
    BEFORE = "before", "Реорганизована"
    AFTER = "after", "Возникла или продолжает"


STANDING_TONES = {
    Standing.NONE: "neutral",
    Standing.APPLICANT: "waiting",
    Standing.CANDIDATE: "waiting",
    Standing.MEMBER: "positive",
    Standing.FORMER: "ended",
}
QMS_TONES = {
    QmsState.WAITING: "waiting",
    QmsState.IN_FORCE: "positive",
    QmsState.EXPIRED: "ended",
    QmsState.ENDED: "ended",
    QmsState.REJECTED: "attention",
    QmsState.NOT_YET: "neutral",
}
"""Tones of components/status.html."""
