"""Protocols of the demo: one signed and filed, one that waits for signatures, one that members agree to."""

import datetime

from association.meetings.models import Meeting
from home.accounts.models import User
from home.accounts.operations import give_consent
from home.accounts.queries import SIMPLE_SIGNATURE, accepted_text, current_text

from .choices import AgreementAnswer, SignatureCapacity
from .models import Protocol
from .operations.agreement import answer_agreement
from .operations.signing import sign_protocol
from .operations.submitting import submit_protocol


def load(held: list[Meeting], *, chair: User, secretary: User, now: datetime.datetime) -> None:
    """`held`: a meeting of the Presidium long ago, its last one, and one of a working group."""
    if not held:
        return
    filed, signing, agreeing = (Protocol.objects.get(meeting=meeting) for meeting in held)
    _sign(_submit(filed, secretary, 3), chair, secretary)
    _submit(signing, secretary, 1)
    _agree(_submit(agreeing, secretary, 2))


def _submit(protocol: Protocol, secretary: User, days: int) -> Protocol:
    at = protocol.meeting.closed_at + datetime.timedelta(days)
    return submit_protocol(protocol, seen=protocol.version, by=secretary, at=at)


def _sign(protocol: Protocol, chair: User, secretary: User) -> None:
    at = protocol.submitted_at + datetime.timedelta(hours=3)
    for capacity, user in (
        (SignatureCapacity.PRESIDING, chair),
        (SignatureCapacity.SECRETARY, secretary),
    ):
        if accepted_text(user.person, SIMPLE_SIGNATURE) is None:
            give_consent(user.person, current_text(SIMPLE_SIGNATURE), at=at)
        sign_protocol(protocol, capacity, sha256=protocol.content_sha256, by=user, at=at)


def _agree(protocol: Protocol) -> None:
    """Two have answered; the others still may."""
    at = protocol.submitted_at + datetime.timedelta(hours=5)
    first, second = protocol.agreements.select_related("person__user")[:2]
    sha256 = protocol.content_sha256
    answer_agreement(protocol, AgreementAnswer.AGREED, sha256=sha256, by=first.person.user, at=at)
    answer_agreement(
        protocol,
        AgreementAnswer.REMARKS,
        "В первом вопросе стоит назвать три организации, в которых опробуют перечень.",
        sha256=sha256,
        by=second.person.user,
        at=at,
    )
