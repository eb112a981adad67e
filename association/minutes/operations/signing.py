"""Signatures under the frozen content: in the cabinet, on paper, and files beside it (4.10, C8, 63-FZ)."""

from datetime import date, datetime

from django.db import transaction

from documents.uploads.operations import store_upload
from home.accounts.queries import SIMPLE_SIGNATURE, accepted_text
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import content, queries
from ..choices import Act, ProtocolState, SignatureCapacity, SignatureMethod
from ..models import DetachedSignature, Protocol, Signature
from ..rules import names, signing
from .beats import begin, finish
from .finishing import finish_signed


@transaction.atomic
def sign_protocol(protocol: Protocol, capacity: str, *, sha256: str, by, at: datetime) -> Signature:
    """The simple electronic signature of whoever presided or kept the minutes, under the hash that they have read."""
    protocol = begin(protocol, Act.SIGN)
    _check(protocol, sha256)
    person = queries.who_signs(protocol, capacity)
    if person is None or by.person_id != person.pk:
        raise DomainError(
            "Подписать может только тот, кто вёл это заседание или был на нём секретарём.",
            protocol.meeting.rule_set.rule_for("signatories"),
        )
    text = accepted_text(person, SIMPLE_SIGNATURE)
    if text is None:
        raise DomainError(
            "Сначала примите соглашение об использовании простой электронной подписи.",
            names.SIMPLE_SIGNATURE,
        )
    return _sign(
        protocol,
        [capacity],
        {"method": SignatureMethod.SIMPLE, "agreement_text": text, "signed_on": today(at)},
        by=by,
        at=at,
    )[0]


@transaction.atomic
def record_paper(
    protocol: Protocol,
    capacities: list[str],
    *,
    signed_on: date,
    upload,
    seen: int,
    by,
    at: datetime,
) -> list[Signature]:
    """The secretary brings in the original that was signed by hand: when, by whom, its scan."""
    protocol = begin(protocol, Act.RECORD_PAPER, seen=seen)
    _check(protocol, protocol.content_sha256)
    if not capacities:
        raise DomainError(
            "Отметьте, чьи подписи стоят под протоколом.",
            names.PAPER_SIGNATURE,
            field="capacities",
        )
    signing.check_paper_date(signed_on, queries.held_on(protocol.meeting), today(at))
    scan = store_upload(upload, by=by, at=at)
    facts = {"method": SignatureMethod.PAPER, "scan": scan, "signed_on": signed_on}
    return _sign(protocol, capacities, facts, by=by, at=at)


def _check(protocol: Protocol, sha256: str) -> None:
    signing.check_content(sha256, protocol.content_sha256, content.digest(protocol.content))


def _sign(protocol: Protocol, capacities: list[str], facts: dict, *, by, at) -> list[Signature]:
    missing = queries.missing_capacities(protocol)
    if not set(capacities) <= set(missing):
        raise DomainError("Эта подпись уже стоит или не нужна.", names.STEP_BY_STEP)
    given = [_signature(protocol, capacity, facts, by, at) for capacity in capacities]
    if set(missing) == set(capacities):
        protocol.state, protocol.signed_at = ProtocolState.SIGNED, at
    titles = [each.get_capacity_display() for each in given]
    finish(protocol, "sign", by=by, at=at, who=titles, method=facts["method"], **_hash(protocol))
    if protocol.state == ProtocolState.SIGNED:
        finish_signed(protocol)
    return given


def _signature(protocol: Protocol, capacity: str, facts: dict, by, at: datetime) -> Signature:
    person = queries.who_signs(protocol, capacity)
    is_secretary = capacity == SignatureCapacity.SECRETARY
    title = protocol.content["people"][str(person.pk)]["title"]
    in_office = queries.held_office_on(protocol, person, capacity, facts["signed_on"])
    return Signature.objects.create(
        protocol=protocol,
        capacity=SignatureCapacity(capacity),
        person=person,
        office_title=f"секретарь {protocol.body.title_genitive}" if is_secretary else title,
        content_sha256=protocol.content_sha256,
        note="" if in_office else signing.OUT_OF_OFFICE,
        entered_by=by,
        entered_at=at,
        **facts,
    )


@transaction.atomic
def attach_detached(
    protocol: Protocol, title: str, upload, *, by, at: datetime
) -> DetachedSignature:
    """Keep a file .sig beside the protocol; the program offers it and does not check it."""
    protocol = begin(protocol, Act.ATTACH)
    detached = DetachedSignature.objects.create(
        protocol=protocol,
        title=title.strip(),
        file=store_upload(upload, by=by, at=at),
        content_sha256=protocol.content_sha256,
        added_by=by,
        added_at=at,
    )
    finish(protocol, "attach", by=by, at=at, title=title, sha256=detached.file.sha256)
    return detached


def _hash(protocol: Protocol) -> dict:
    return {"sha256": protocol.content_sha256}
