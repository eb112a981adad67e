"""The roll follows the body; guests have their capacity; letters leave once for each person and version."""

import datetime

import icalendar
import pytest
from django.core import mail

from association.bodies.choices import OfficeKind
from association.bodies.models import Office
from association.meetings.choices import Capacity
from association.meetings.models import Invitation, Meeting
from association.meetings.operations import agenda, inviting, telling
from association.meetings.operations.agenda import Question
from association.meetings.operations.inviting import Guest, NewPerson
from association.meetings.operations.reminding import remind
from association.meetings.rules import names
from documents.records.choices import Level
from home.accounts.models import Person
from home.notices.models import Letter
from home.rulebook import DomainError
from home.workdays.queries import today
from tests.factories.accounts import PersonFactory, UserFactory
from tests.factories.bodies import OfficeFactory
from tests.factories.uploads import checked
from tests.meetings.preparing.helpers import last_log, logged
from tests.races import at_once

pytestmark = pytest.mark.django_db


def guest(person, capacity=Capacity.ADVISORY) -> Guest:
    return Guest(person=person, capacity=capacity, ground="гость")


def events(kind: str) -> list:
    texts = Letter.objects.filter(kind=kind).order_by("pk").values_list("calendar", flat=True)
    return [icalendar.Calendar.from_ical(text).walk("VEVENT")[0] for text in texts]


def test_each_gets_an_own_letter_with_an_entry(sent, group):
    """R112, T56."""
    letters = Letter.objects.filter(kind="meetings.invitation")
    addresses = {each.email for each in (group.head, *group.members)}
    assert set(letters.values_list("address", flat=True)) == addresses
    assert set(letters.values_list("clause", flat=True)) == {names.GROUP_INFORMING.clause}
    assert {len(message.to) for message in mail.outbox} == {1}
    (uid,) = {str(event["UID"]) for event in events("meetings.invitation")}
    assert uid == f"meeting-{sent.pk}@testserver"
    assert {event["SEQUENCE"] for event in events("meetings.invitation")} == {0}


def test_letters_leave_once_however_often_they_are_written(sent, group, now):
    """T34, T57: a second worker, a second press, the daily command."""
    before = Letter.objects.count()
    for _ in range(2):
        telling.write_letters(sent, at=now)
        remind(now)
    assert Letter.objects.count() == before


def test_letters_that_a_dead_worker_owes_are_written_by_the_daily_command(sent, now):
    """T54, T57: killed after the commit, before the letters."""
    Letter.objects.filter(kind="meetings.invitation").delete()
    sent.invitations.update(told_sequence=None, sent_at=None)
    assert remind(now) == 3
    assert sent.invitations.filter(sent_at=None).count() == 0


def test_second_sending_replaces_the_first(sent, group, now, django_capture_on_commit_callbacks):
    agenda.add_item(sent, Question("О новом"), by=group.secretary, at=now)
    with django_capture_on_commit_callbacks(execute=True):
        for act, by in (
            (agenda.submit_agenda, group.secretary),
            (agenda.approve_agenda, group.head),
            (agenda.send_invitations, group.secretary),
        ):
            sent.refresh_from_db()
            act(sent, seen=sent.version, by=by, at=now)
    assert [event["SEQUENCE"] for event in events("meetings.changed")] == [1, 1, 1]
    letter = Letter.objects.filter(kind="meetings.changed").first()
    assert "2. О новом." in letter.text


def test_letter_tells_only_what_its_reader_may_know(
    group, call, now, django_capture_on_commit_callbacks
):
    """R73, C35: guests read public titles; what is confidential stands in no letter."""
    meeting = call(group)
    for title, level in (
        ("Об открытом", Level.PUBLIC),
        ("О внутреннем", Level.MEMBERS),
        ("О тайном", Level.CONFIDENTIAL),
    ):
        agenda.add_item(meeting, Question(title, level=level), by=group.secretary, at=now)
    person = PersonFactory()
    inviting.invite(meeting, guest(person), by=group.secretary, at=now)
    with django_capture_on_commit_callbacks(execute=True):
        for act, by in (
            (agenda.submit_agenda, group.secretary),
            (agenda.approve_agenda, group.head),
            (agenda.send_invitations, group.secretary),
        ):
            meeting.refresh_from_db()
            act(meeting, seen=meeting.version, by=by, at=now)
    letters = Letter.objects.filter(kind="meetings.invitation")
    assert "О внутреннем" not in letters.get(person=person).text
    assert "О внутреннем" in letters.get(person=group.head.person_id).text
    assert [each.pk for each in letters if "О тайном" in each.text + each.calendar] == []
    assert all("О" not in each.calendar.split("SUMMARY")[0] for each in letters)


def test_guest_added_later_gets_the_only_letter(
    sent, group, now, django_capture_on_commit_callbacks
):
    before = Letter.objects.count()
    person = PersonFactory()
    with django_capture_on_commit_callbacks(execute=True):
        inviting.invite(sent, guest(person), by=group.secretary, at=now)
    assert Letter.objects.count() == before + 1
    letter = Letter.objects.get(person=person)
    assert (letter.kind, letter.address) == ("meetings.invitation", person.email)
    assert "с правом совещательного голоса" in letter.text
    assert last_log(sent)[0] == "meetings.invite"


def test_withdrawn_guest_gets_a_cancellation_and_may_be_called_again(
    sent, group, now, django_capture_on_commit_callbacks
):
    person = PersonFactory()
    with django_capture_on_commit_callbacks(execute=True):
        invitation = inviting.invite(sent, guest(person), by=group.secretary, at=now)
    with django_capture_on_commit_callbacks(execute=True):
        inviting.withdraw_invitation(invitation, by=group.secretary, at=now)
    with django_capture_on_commit_callbacks(execute=True):
        inviting.invite(sent, guest(person), by=group.secretary, at=now)
    letters = Letter.objects.filter(person=person).order_by("pk")
    assert list(letters.values_list("kind", flat=True)) == [
        "meetings.invitation",
        "meetings.withdrawn",
        "meetings.invitation",
    ]
    parsed = [icalendar.Calendar.from_ical(each.calendar) for each in letters]
    assert [(each["METHOD"], each.walk("VEVENT")[0]["SEQUENCE"]) for each in parsed] == [
        ("REQUEST", 1),
        ("CANCEL", 2),
        ("REQUEST", 3),
    ]


def test_changed_capacity_is_logged_and_told(sent, group, now, django_capture_on_commit_callbacks):
    """C16."""
    person = PersonFactory()
    invitation = inviting.invite(sent, guest(person), by=group.secretary, at=now)
    with django_capture_on_commit_callbacks(execute=True):
        telling.write_letters(sent, at=now)
        inviting.change_capacity(
            invitation, Capacity.ATTENDING, "гость", by=group.secretary, at=now
        )
    assert logged(sent)[-1] == "meetings.change_capacity"
    assert "без права голоса" in Letter.objects.filter(person=person).latest("pk").text


def test_guest_gets_no_vote(presidium, call, now):
    """R55: the electorate follows the body, never a form (T37, T46)."""
    meeting = call(presidium)
    with pytest.raises(DomainError) as refusal:
        inviting.invite(
            meeting, guest(PersonFactory(), Capacity.VOTING), by=presidium.secretary, at=now
        )
    assert refusal.value.rule is names.GUESTS
    member = meeting.invitations.voting().first()
    with pytest.raises(DomainError, match="по должности"):
        inviting.withdraw_invitation(member, by=presidium.secretary, at=now)


def test_new_person_with_a_known_name_and_address_is_the_known_one(group, call, now):
    """T82: the same name alone is not enough."""
    known = PersonFactory(surname="Гостева", email="gost@example.org")
    meeting = call(group)
    details = {"capacity": Capacity.ATTENDING, "ground": "", "position": ""}
    same = NewPerson("гостева", "Анна", "Игоревна", "GOST@example.org")
    invitation = inviting.invite_new_person(meeting, same, details, by=group.secretary, at=now)
    assert invitation.person == known
    namesake = NewPerson("Гостева", "Анна", "Игоревна", "other@example.org")
    other = inviting.invite_new_person(meeting, namesake, details, by=group.secretary, at=now)
    assert other.person != known
    assert Person.objects.filter(surname="Гостева").count() == 2


def test_roll_follows_the_body(sent, group, now, django_capture_on_commit_callbacks):
    """T47: whoever left is taken off and told, whoever came is called."""
    left, came = group.members[0].person, UserFactory().person
    Office.objects.filter(body=group.body, person=left).update(until=today(now))
    OfficeFactory(body=group.body, kind=OfficeKind.MEMBER, person=came)
    with django_capture_on_commit_callbacks(execute=True):
        change = inviting.check_roll(sent, by=group.secretary, at=now, on=today(now))
    assert (change.added, change.removed) == ((came,), (left,))
    assert Letter.objects.filter(person=left).latest("pk").kind == "meetings.withdrawn"
    assert Letter.objects.filter(person=came).latest("pk").kind == "meetings.invitation"
    assert Letter.objects.filter(person=group.head.person).count() == 2


def test_roll_of_an_open_meeting_changes_no_more(sent, group, now):
    """T47: whoever comes into the body during the meeting has no vote at it."""
    Meeting.objects.filter(pk=sent.pk).update(state="open", opened_at=now)
    OfficeFactory(body=group.body, kind=OfficeKind.MEMBER)
    with pytest.raises(DomainError, match="уже не меняют") as refusal:
        inviting.check_roll(sent, by=group.secretary, at=now, on=today(now))
    assert refusal.value.rule is names.LISTED
    assert sent.invitations.voting().count() == 3


def test_guest_who_is_elected_gets_a_vote(group, call, now):
    meeting, person = call(group), PersonFactory()
    inviting.invite(meeting, guest(person), by=group.secretary, at=now)
    OfficeFactory(body=group.body, person=person)
    inviting.refresh_roll(meeting, today(now))
    assert meeting.invitations.get(person=person).capacity == Capacity.VOTING


def test_reminders_of_materials_and_of_the_eve(sent, group, now):
    """C39: three days before; R60: whoever prepares; each once."""
    member = group.members[0]
    item = sent.items.get()
    agenda.change_item(
        item, Question("О плане", responsible=member.person), by=group.secretary, at=now
    )
    type(sent).objects.filter(pk=sent.pk).update(state="sent")
    assert remind(sent.starts_at - datetime.timedelta(days=4)) == 0
    before = sent.starts_at - datetime.timedelta(days=3)
    assert (remind(before), remind(before)) == (1, 0)
    assert Letter.objects.get(kind="meetings.materials_due").person == member.person
    sent.refresh_from_db()
    agenda.attach_material(item, "", checked("plan.pdf"), by=group.secretary, at=now)
    eve = sent.starts_at - datetime.timedelta(days=1)
    assert (remind(eve), remind(eve)) == (6, 0)
    kinds = Letter.objects.filter(kind__in=["meetings.unread", "meetings.tomorrow"])
    assert (
        sorted(kinds.values_list("kind", flat=True))
        == ["meetings.tomorrow"] * 3 + ["meetings.unread"] * 3
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.database
def test_two_workers_at_once_write_each_letter_once(sent, now):
    """T57."""
    Letter.objects.filter(kind="meetings.invitation").delete()
    Invitation.objects.update(told_sequence=None, sent_at=None)
    at_once(*[lambda: telling.write_letters(sent, at=now)] * 2)
    people = Letter.objects.filter(kind="meetings.invitation").values_list("person", flat=True)
    assert len(people) == len(set(people)) == 3
