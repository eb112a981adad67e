"""What protocols want of a person, for the desk: one query for all of it, none for who has no seat and no role."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from association.meetings import permissions as meetings
from home.desk.registry import Task

from . import queries
from .choices import AgreementAnswer, ProtocolState, SignatureCapacity
from .models import Protocol
from .rules import signing


def protocol_tasks(user, today: date) -> Iterator[Task]:
    """Draw up, answer, sign: each with its day and clause."""
    for protocol in queries.waiting_for(user):
        if protocol.state == ProtocolState.AGREEMENT:
            yield from _agreement(user, protocol)
        elif protocol.state == ProtocolState.SIGNING:
            yield from _signature(user, protocol)
        elif meetings.may_run_meeting(user, protocol.meeting):
            rule = protocol.meeting.rule_set.rule_for("minutes_days")
            yield _task("Оформите протокол", protocol, rule, protocol.due_on)


def _agreement(user, protocol: Protocol) -> Iterator[Task]:
    rules = protocol.meeting.rule_set
    lines = [
        each for each in protocol.agreements.all() if each.content_sha256 == protocol.content_sha256
    ]
    mine = [each for each in lines if each.person_id == user.person_id]
    if any(each.answer == AgreementAnswer.NONE for each in mine):
        until = protocol.agreement_until
        yield _task("Согласуйте протокол", protocol, rules.rule_for("agreement_sheet"), until)
    if not meetings.may_run_meeting(user, protocol.meeting):
        return
    if any(each.answer == AgreementAnswer.REMARKS and not each.reply for each in lines):
        rule = rules.rule_for("agreement_sheet")
        yield _task("Ответьте на замечания к протоколу", protocol, rule, protocol.due_on)
    else:
        rule = rules.rule_for("minutes_days")
        yield _task("Доведите протокол до подписи", protocol, rule, protocol.due_on)


def _signature(user, protocol: Protocol) -> Iterator[Task]:
    rules = protocol.meeting.rule_set
    given = {
        each.capacity
        for each in protocol.signatures.all()
        if each.content_sha256 == protocol.content_sha256
    }
    missing = set(signing.capacities(rules.signatories)) - given
    if user.person_id in {_signer(protocol, capacity) for capacity in missing}:
        yield _task("Подпишите протокол", protocol, rules.rule_for("signatories"), protocol.due_on)
    elif meetings.may_run_meeting(user, protocol.meeting):
        rule = rules.rule_for("minutes_days")
        yield _task("Проследите, чтобы протокол подписали", protocol, rule, protocol.due_on)


def _signer(protocol: Protocol, capacity: str) -> int | None:
    if capacity == SignatureCapacity.PRESIDING:
        return protocol.meeting.presiding_id
    return protocol.meeting.secretary_id


def _task(title: str, protocol: Protocol, rule, due: date | None) -> Task:
    held_on = queries.held_on(protocol.meeting)
    about = f"{protocol.body}, заседание {held_on:%d.%m.%Y}"
    return Task(title, reverse("minutes:protocol", args=[protocol.pk]), rule, due, about)
