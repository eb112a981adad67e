"""How a certificate stands on a day, in a word and a tone: one whose term is over is valid no more (C11, R92)."""

import datetime
from dataclasses import dataclass

from .choices import Status
from .models import Certificate
from .rules import has_expired

EXPIRED = "expired"
TONES = {
    Status.VALID: "positive",
    Status.REVOKED: "attention",
    Status.REPLACED: "ended",
    Status.VOIDED: "attention",
}


@dataclass(frozen=True)
class Standing:
    """`code` is a Status or EXPIRED."""

    code: str
    label: str
    tone: str


def standing_on(certificate: Certificate, on: datetime.date) -> Standing:
    if certificate.is_valid and has_expired(certificate.valid_until, on):
        return Standing(EXPIRED, "Срок истёк", "ended")
    status = Status(certificate.status)
    return Standing(status.value, status.label, TONES[status])
