"""How the rules of the room stand for one reader of the regulation."""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format

from home.rulebook import LiveState
from home.rulebook.text import NBSP

from .choices import Status
from .queries import certificates_of_user
from .rules import ISSUE, VALIDITY


def certificates_now(user, on: date) -> Iterator[LiveState]:
    """Certificates of whatever the reader stands for; a replaced or voided one is told by its successor."""
    shown = certificates_of_user(user).filter(status__in=[Status.VALID, Status.REVOKED])
    for certificate in shown:
        named = f"Сертификат №{NBSP}{certificate.number}"
        url = certificate.get_absolute_url()
        yield LiveState(ISSUE, f"{named} выдан {date_format(certificate.issued_on)}", url)
        state = "действует"
        if certificate.status == Status.REVOKED:
            state = f"не действует с{NBSP}{date_format(certificate.revoked_on)}"
        yield LiveState(VALIDITY, f"{named} {state}", url)
