"""Several hands at one moment, on both engines: numbers without gaps, one signature, one filing (T35, T38, T57)."""

from functools import partial

import pytest

from association.minutes import operations
from association.minutes.models import Protocol, ProtocolSeries, Signature
from association.minutes.operations import finishing
from documents.records.models import Record
from home.accounts.operations import give_consent
from home.accounts.queries import SIMPLE_SIGNATURE, current_text
from home.rulebook import DomainError
from tests.factories.minutes import HeldMeeting
from tests.races import at_once

from .conftest import Held

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def test_numbers_given_at_once_have_no_double_and_no_gap(at):
    """T38: eight meetings of one body submitted at the same moment."""
    first = HeldMeeting()
    body, protocols = first.meeting.body, []
    for _ in range(8):
        held = HeldMeeting(kind="commission", title=f"Комиссия {len(protocols)}")
        held.vote(held.item(heard="Доклад."))
        type(held.meeting).objects.filter(pk=held.meeting.pk).update(body=body)
        held.meeting.refresh_from_db()
        protocols.append(operations.open_protocol(held.meeting, by=None, at=at))
    submit = [
        partial(operations.submit_protocol, each, seen=1, by=None, at=at) for each in protocols
    ]
    at_once(*submit)
    numbers = Protocol.objects.filter(body=body).values_list("number", flat=True)
    assert sorted(numbers) == list(range(1, 9))
    assert ProtocolSeries.objects.get(body=body).last_number == 8


def test_one_submitted_twice_at_once_takes_one_number(at):
    held = Held(at)
    submit = partial(operations.submit_protocol, held.protocol, seen=1, by=held.secretary, at=at)
    answers = at_once(submit, submit, submit)
    assert sum(isinstance(answer, DomainError) for answer in answers) == 2
    assert ProtocolSeries.objects.get().last_number == 1


def test_signature_pressed_twice_stands_once(at):
    held = Held(at)
    held.submit()
    text = current_text(SIMPLE_SIGNATURE)
    for user in (held.chair, held.secretary):
        give_consent(user.person, text, at=at)
    sign = partial(
        operations.sign_protocol, held.protocol, sha256=held.protocol.content_sha256, at=at
    )
    answers = at_once(
        *[partial(sign, "presiding", by=held.chair)] * 3,
        *[partial(sign, "secretary", by=held.secretary)] * 3,
    )
    assert sum(isinstance(answer, Signature) for answer in answers) == 2
    assert held.fresh().state == "signed"


def test_signature_and_return_at_once_end_in_one_of_the_two(at):
    held = Held(at, rules="presidium")
    protocol = held.submit()
    give_consent(held.chair.person, current_text(SIMPLE_SIGNATURE), at=at)
    sha256 = protocol.content_sha256
    signed, reopened = at_once(
        partial(
            operations.sign_protocol, protocol, "presiding", sha256=sha256, by=held.chair, at=at
        ),
        partial(
            operations.reopen_protocol,
            protocol,
            "Ошибка.",
            seen=protocol.version,
            by=held.secretary,
            at=at,
        ),
    )
    assert isinstance(signed, DomainError) != isinstance(reopened, DomainError)
    assert held.fresh().state == ("draft" if isinstance(signed, DomainError) else "signing")


def test_two_workers_file_one_record(at):
    held = Held(at)
    held.signed()
    at_once(*[partial(finishing.make_paper.call, held.protocol.pk)] * 2)
    assert Record.objects.count() == 1
