"""How a protocol gets its number and its frozen content, and how it comes back to be mended."""

from datetime import datetime

from django.db import transaction

from home.rulebook import DomainError
from home.workdays.queries import today

from .. import content, emails, queries
from ..choices import Act, ProtocolState
from ..models import Agreement, Protocol, ProtocolSeries
from ..rules import completeness, names, procedure
from ..rules.completeness import Gap
from .beats import begin, finish


def gaps_of(protocol: Protocol, of: content.Content) -> list[Gap]:
    """What the content lacks under the rules of its meeting (R126–R128, R118)."""
    rules = protocol.meeting.rule_set
    needs_secretary = rules.signatories == "chair_and_secretary"
    demands = completeness.demands_of(rules.source)
    return completeness.gaps(of, demands, needs_secretary=needs_secretary)


@transaction.atomic
def submit_protocol(protocol: Protocol, *, seen: int, by, at: datetime) -> Protocol:
    """Give the number, freeze the content with its hash, and pass it on to be agreed or signed (R114, R124, T38, T51)."""
    protocol = begin(protocol, Act.SUBMIT, seen=seen)
    lacks = gaps_of(protocol, content.gather(protocol))
    if lacks:
        raise DomainError(lacks[0].text, lacks[0].rule)
    if protocol.number is None:
        protocol.number = _next_number(protocol)
    protocol.content = content.gather(protocol)
    protocol.content_sha256 = content.digest(protocol.content)
    protocol.submitted_at, protocol.reopen_reason = at, ""
    protocol.state = procedure.submitted(protocol.meeting.rule_set.agreement_sheet)
    finish(protocol, "submit", by=by, at=at, **_what(protocol))
    if protocol.state == ProtocolState.AGREEMENT:
        _ask_members(protocol, at)
    else:
        emails.ask_signatories(protocol, at=at)
    return protocol


def _what(protocol: Protocol) -> dict:
    return {"number": protocol.number, "sha256": protocol.content_sha256}


def _next_number(protocol: Protocol) -> int:
    """Gapless per body and calendar year: the series stays locked until the transaction ends (T38)."""
    key = {"body": protocol.body, "year": protocol.year}
    ProtocolSeries.objects.get_or_create(**key)
    series = ProtocolSeries.objects.select_for_update().get(**key)
    series.last_number += 1
    series.save(update_fields=["last_number"])
    return series.last_number


def _ask_members(protocol: Protocol, at: datetime) -> None:
    """Open the agreement sheet: a line for everybody who took part with a vote (R125)."""
    term = queries.agreement_term(protocol, today(at))
    protocol.agreement_until = term and term.date
    protocol.agreement_steps = list(term.steps) if term else []
    protocol.agreement_ended_at = None
    protocol.save(update_fields=["agreement_until", "agreement_steps", "agreement_ended_at"])
    present = {each["person"] for each in protocol.content["attendance"]["present"]}
    for key in sorted(present, key=int):
        Agreement.objects.get_or_create(
            protocol=protocol, person_id=int(key), content_sha256=protocol.content_sha256
        )
    emails.ask_members(protocol, at=at)


@transaction.atomic
def reopen_protocol(protocol: Protocol, reason: str, *, seen: int, by, at: datetime) -> Protocol:
    """Back to be mended: the frozen content goes; the number, the answers and the signatures given stay in history."""
    if not reason.strip():
        raise DomainError("Напишите, что нужно исправить.", names.STEP_BY_STEP, field="reason")
    former = protocol.content_sha256
    protocol = begin(protocol, Act.REOPEN, seen=seen)
    protocol.content, protocol.content_sha256 = None, ""
    protocol.submitted_at = protocol.agreement_until = protocol.agreement_ended_at = None
    protocol.agreement_steps, protocol.reopen_reason = [], reason.strip()
    return finish(protocol, "reopen", by=by, at=at, reason=reason.strip(), sha256=former)
