"""The paper of thanks to a mentor whose candidate reached the certificate: a kind of certificate (R68)."""

from datetime import datetime

from django.db import transaction
from django.utils.formats import date_format

from documents.certificates.models import Certificate
from documents.certificates.operations import Holder, issue_certificate
from home.rulebook import DomainError
from home.rulebook.text import NBSP
from home.workdays.queries import today

from ..choices import GRATITUDE_KIND, EndGround
from ..emails import oversight as emails
from ..models import Pair
from ..rules.names import GRATITUDE
from ..rules.oversight import has_worked
from .beats import log_act


def thank_when_ready(pair: Pair, *, by, at: datetime) -> Certificate | None:
    """The paper at once; None where its form or its signatories are not there yet: the secretary's desk keeps it."""
    try:
        with transaction.atomic():
            return thank_mentor(pair, by=by, at=at)
    except DomainError:
        return None


@transaction.atomic
def thank_mentor(pair: Pair, *, by, at: datetime) -> Certificate:
    """Issue the paper, once for a pair: the register refuses a second one that stands (R90)."""
    pair = (
        Pair.objects.select_for_update(of=("self",))
        .select_related("mentor", "candidate")
        .get(pk=pair.pk)
    )
    _check_deserved(pair)
    certificate = issue_certificate(
        GRATITUDE_KIND,
        holder=Holder(pair.mentor.full_name, pair.mentor.legal_address),
        source=pair,
        issued_on=today(at),
        by=by,
        at=at,
        words={"candidate": pair.candidate.short_name, "term": term_of(pair)},
    )
    log_act(pair, "thank_mentor", by=by, at=at, number=certificate.number)
    emails.tell_thanked(pair, certificate, at=at)
    return certificate


def _check_deserved(pair: Pair) -> None:
    if pair.end_ground != EndGround.CERTIFIED or not has_worked(pair.begins_on, pair.ended_on):
        raise DomainError(
            "Благодарность выдают наставнику, с\xa0чьей помощью кандидат получил сертификат СМК.",
            GRATITUDE,
        )


def term_of(pair: Pair) -> str:
    """«с 18 ноября 2026 г. по 20 мая 2027 г.», as the paper prints it."""
    return f"с{NBSP}{date_format(pair.begins_on)} по{NBSP}{date_format(pair.ended_on)}"
