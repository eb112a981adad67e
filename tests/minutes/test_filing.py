"""A signed protocol in the archive: class, parts by level, files, people, term; and its write-off (R67, R219, C19, C35)."""

import datetime

import pytest

from association.minutes import operations
from association.minutes.choices import ProtocolState
from association.minutes.models import Protocol
from association.minutes.operations import finishing
from association.minutes.registrations import readers
from association.organisations.choices import Standing
from documents.records.choices import Level
from documents.records.models import Record
from documents.records.queries import record_of
from documents.uploads.inspection import inspect
from documents.uploads.models import StoredFile
from home.accounts.choices import Role
from home.accounts.operations import give_consent, withdraw_consent
from home.accounts.queries import PUBLICATION, current_text
from home.rulebook import DomainError
from home.workdays.queries import today
from tests.factories.accounts import UserFactory
from tests.factories.minutes import HeldMeeting
from tests.factories.organisations import OrganisationFactory

from .conftest import Held

pytestmark = pytest.mark.django_db


@pytest.fixture
def filed(presidium, django_capture_on_commit_callbacks):
    """With a confidential item, and a person named in the public one."""
    person = presidium.members[0].person
    open_item = presidium.meeting_row.item("О поездке", heard="Доклад.")
    presidium.meeting_row.vote(open_item, question=f"Поручить {person.surname} А. И. поездку.")
    closed = presidium.meeting_row.item("О тайном деле", level="confidential", heard="Тайна.")
    presidium.meeting_row.vote(closed, question="Решить тайно.")
    Protocol.objects.update(preamble="Собрались в актовом зале.")
    with django_capture_on_commit_callbacks(execute=True):
        presidium.signed()
    return record_of(presidium.protocol)


def test_signed_protocol_is_filed_by_itself(presidium, filed):
    assert (filed.record_class.code, filed.number, filed.title) == (
        "presidium_protocols",
        "1",
        "Протокол заседания Президиума Ассоциации",
    )
    assert (filed.body_key, filed.date) == (presidium.meeting.body.key, datetime.date(2026, 11, 20))
    assert (filed.signed_on, filed.retained_until) == (
        datetime.date(2026, 11, 21),
        datetime.date(2029, 11, 21),
    )
    assert (filed.retention_clause, filed.level, filed.is_published) == (
        "п.\xa04.10",
        Level.MEMBERS,
        True,
    )
    [file] = filed.files.all()
    assert (file.file, file.level) == (presidium.fresh().paper, Level.CONFIDENTIAL)


def test_parts_leave_the_archive_only_as_far_as_their_level(presidium, filed):
    plan, trip, secret = filed.parts.all()
    person = presidium.members[0].person
    assert (plan.level, plan.public_text) == (Level.PUBLIC, "1.1. Принять план работы.")
    assert person.surname in trip.text
    assert person.surname not in trip.public_text
    assert "[член Президиума Ассоциации]" in trip.public_text
    assert "Доклад." not in trip.public_text
    assert (secret.level, secret.public_text) == (Level.CONFIDENTIAL, "")
    assert "Тайна." in secret.text


def test_who_consented_is_named_in_public_as_long_as_they_wish(
    presidium, at, django_capture_on_commit_callbacks
):
    person = presidium.members[0].person
    give_consent(person, current_text(PUBLICATION), at=at)
    item = presidium.meeting_row.item("О поездке", heard="Доклад.")
    presidium.meeting_row.vote(item, question=f"Поручить {person.surname} А. И. поездку.")
    with django_capture_on_commit_callbacks(execute=True):
        presidium.signed()
    record = record_of(presidium.protocol)
    assert person.surname in record.parts.last().public_text
    withdraw_consent(person.consents.get(), by=presidium.chair, at=at)
    assert person.surname not in record.parts.last().public_text
    assert "[член Президиума Ассоциации]" in record.parts.last().public_text
    assert person.surname in record.parts.last().text
    give_consent(person, current_text(PUBLICATION), at=at)
    assert person.surname in record.parts.last().public_text


def test_people_are_found_by_name(presidium, filed):
    chair = filed.people.get(person=presidium.chair.person)
    assert (chair.name, chair.role) == (
        presidium.chair.person.full_name,
        "председатель Президиума Ассоциации",
    )
    assert filed.people.count() == 5


def test_protocol_of_an_organisation_is_never_published(at, django_capture_on_commit_callbacks):
    owner = OrganisationFactory()
    held = Held(at, kind="working_group", rules="working-group", owner=owner, title="Группа школы")
    held.submit()
    for user in held.users:
        held.answer(user)
    with django_capture_on_commit_callbacks(execute=True):
        held.sign(held.chair, "presiding")
    record = Record.objects.get()
    assert (record.record_class.code, record.is_published) == ("protocols", False)
    # The group's rules give no term: it is kept for good (C19).
    assert record.retained_until is None
    office = UserFactory(role=Role.SECRETARY)
    assert held.meeting.body.key not in readers(office).members
    assert readers(held.members[0]).confidential == {held.meeting.body.key}


def test_unsigned_protocol_is_not_filed(presidium, at):
    presidium.submit()
    with pytest.raises(DomainError, match="только подписанный"):
        operations.file_protocol(presidium.protocol, by=None, at=at)


def test_filing_twice_is_refused_and_a_repeated_task_is_quiet(presidium, filed, at):
    """T57."""
    with pytest.raises(DomainError, match="Уже в архиве"):
        operations.file_protocol(presidium.protocol, by=None, at=at)
    finishing.make_paper.call(presidium.protocol.pk)
    assert Record.objects.count() == 1


def test_readers_follow_the_seats_of_the_day(presidium, filed, django_assert_num_queries):
    """R219, T5; whoever has no seat is asked nothing more than what they are."""
    key = presidium.meeting.body.key
    assert readers(presidium.secretary).keeps == {key}
    assert readers(presidium.chair).keeps == {key}
    member = readers(presidium.members[0])
    assert (member.confidential, member.keeps) == ({key}, frozenset())
    support = readers(UserFactory(role=Role.AUTHORITY_SUPPORT))
    assert (key in support.members, support.confidential) == (True, frozenset())
    presidium.meeting.body.offices.update(until=today())
    left = UserFactory._meta.model.objects.get(pk=presidium.members[0].pk)
    assert not readers(left)


def test_head_of_a_member_reads_protocols_of_the_general_meeting(at):
    """3.6: such a person sits in it without an office."""
    held = HeldMeeting(kind="general_meeting", rules="general-meeting", title="Общее собрание")
    head = UserFactory()
    OrganisationFactory(head=head.person, standing=Standing.MEMBER)
    candidate = UserFactory()
    OrganisationFactory(head=candidate.person, standing=Standing.CANDIDATE)
    key = held.meeting.body.key
    assert (key in readers(head).confidential, bool(readers(candidate))) == (True, False)


def test_stranger_costs_the_archive_nothing_more(django_assert_num_queries):
    stranger = UserFactory()
    readers(stranger)
    with django_assert_num_queries(0):
        assert not readers(stranger)


def test_write_off_leaves_the_number_and_the_hash(presidium, filed, at):
    """4.10: the archive destroys, and nothing of what was said stays, in this room or with the meeting."""
    presidium.meeting_row.opinion(
        "Против.", outcome="Учтено.", invitation=presidium.meeting_row.voting[2]
    )
    sha256 = presidium.fresh().content_sha256
    content = b"\x30\x80" + bytes.fromhex("06092a864886f70d010702") + b"\0" * 40
    upload = inspect("подпись.sig", content, ("sig",))
    late = operations.attach_detached(
        presidium.protocol, "Лебедева М. П.", upload, by=presidium.chair, at=at
    )
    operations.forget_written_off(filed, at=at)
    assert not StoredFile.objects.filter(pk=late.file_id).exists()
    protocol = presidium.fresh()
    assert (protocol.state, protocol.content, protocol.paper) == (
        ProtocolState.WRITTEN_OFF,
        {},
        None,
    )
    assert (protocol.number, protocol.content_sha256) == (1, sha256)
    assert protocol.signatures.count() == 2
    assert (protocol.preamble, protocol.ending) == ("", "")
    said = presidium.meeting.items.values_list("heard", "spoken")
    assert set(said) == {("", "")}
    opinion = presidium.meeting.opinions.get()
    assert (opinion.text, opinion.outcome) == ("Списано вместе с протоколом.", "")
