"""The end of a pair: by the candidate's certificate on that very day, earlier by a decision alone (4.11, R68)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from association.meetings.models import Decision
from association.organisations.models import QmsCertificate
from home.pages.cache import empty_public_cache

from ..choices import EndGround
from ..emails import oversight as emails
from ..models import Pair
from ..rules.oversight import ends_on, is_certificate_of_pair
from .beats import log_act
from .thanking import thank_when_ready


@dataclass(frozen=True)
class Ending:
    """Since which day the pair works no more, and by what: a certificate or a decision, never both."""

    on: date
    certificate: QmsCertificate | None = None
    decision: Decision | None = None
    note: str = ""


@transaction.atomic
def end_by_certificate(certificate: QmsCertificate, *, by, at: datetime) -> list[Pair]:
    """Every open pair of that candidate ends on the day of the certificate, by itself (R68).

    Called in the transaction from which the certificate counts. A certificate ended later as entered by mistake
    does not bring the pair back: a decision forms it anew.
    """
    pairs = [
        pair
        for pair in _open_pairs_of(certificate.organisation_id)
        if is_certificate_of_pair(certificate.valid_until, pair.begins_on)
    ]
    for pair in pairs:
        day = ends_on(certificate.issued_on, pair.begins_on)
        end_pair(pair, Ending(day, certificate=certificate), by=by, at=at)
        thank_when_ready(pair, by=by, at=at)
    return pairs


def _open_pairs_of(candidate_pk: int) -> list[Pair]:
    return list(
        Pair.objects.select_for_update(of=("self",))
        .filter(candidate=candidate_pk, ended_on__isnull=True)
        .select_related("mentor", "candidate")
        .order_by("pk")
    )


def end_pair(pair: Pair, ending: Ending, *, by, at: datetime) -> Pair:
    """Enter the end and tell both; the caller holds the pair locked, in a transaction, and has asked the rules."""
    pair.ended_on, pair.ended_at = ending.on, at
    pair.end_ground = EndGround.CERTIFIED if ending.certificate else EndGround.DECISION
    pair.certificate, pair.end_decision = ending.certificate, ending.decision
    pair.end_note = ending.note
    pair.version += 1
    pair.save()
    log_act(pair, "end_pair", by=by, at=at, on=ending.on.isoformat(), ground=pair.end_ground)
    emails.tell_pair_ended(pair, at=at)
    empty_public_cache()
    return pair
