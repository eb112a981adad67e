"""Answers, receipts of reading, written opinions."""

import datetime

import pytest

from association.meetings.choices import Answer, Capacity, MeetingState
from association.meetings.models import Attendance, Meeting, WrittenOpinion
from association.meetings.operations import agenda, inviting, opinions
from association.meetings.operations.inviting import Guest
from association.meetings.rules import names
from home.rulebook import DomainError
from home.workdays.models import ConfirmedYear
from home.workdays.rules import CalendarMissing
from tests.factories.accounts import PersonFactory
from tests.factories.uploads import checked
from tests.meetings.preparing.helpers import brought_to, logged

pytestmark = pytest.mark.django_db
LAST = datetime.datetime(2026, 12, 1, 20, 59, 59, tzinfo=datetime.UTC)
"""The last second of the working day before 2 December in Moscow."""


@pytest.fixture
def invitation(sent, group):
    return sent.invitations.get(person=group.members[0].person)


def write(invitation, text="Я за план", *, at, by=None, **more) -> WrittenOpinion:
    return opinions.give_opinion(invitation, text, by=by, at=at, **more)


@pytest.mark.parametrize(
    "answer", [Answer.COMING, Answer.REMOTE, Answer.NOT_COMING, Answer.OPINION]
)
def test_answer_is_kept_and_logged(invitation, sent, group, now, answer):
    member, version = group.members[0], sent.version
    opinions.answer_invitation(invitation, answer, by=member, at=now)
    opinions.answer_invitation(invitation, answer, by=member, at=now)
    invitation.refresh_from_db()
    sent.refresh_from_db()
    assert (invitation.answer, invitation.answered_at) == (answer, now)
    assert logged(sent).count("meetings.answer") == 1
    assert sent.version == version


@pytest.mark.parametrize("answer", ["", "none", "maybe"])
def test_what_is_no_answer_is_refused(invitation, now, answer):
    with pytest.raises(DomainError) as refusal:
        opinions.answer_invitation(invitation, answer, by=None, at=now)
    assert refusal.value.rule is names.GROUP_TAKING_PART


def test_presidium_answers_by_its_own_clause(presidium, call, now):
    """5.5; before the sending nobody has anything to answer, and the Presidium knows no written opinions."""
    meeting = brought_to(call(presidium), "approved", presidium, now)
    own = meeting.invitations.voting().first()
    with pytest.raises(DomainError) as refusal:
        opinions.answer_invitation(own, Answer.COMING, by=None, at=now)
    assert refusal.value.rule is names.ATTENDING
    agenda.send_invitations(meeting, seen=meeting.version, by=presidium.head, at=now)
    with pytest.raises(DomainError, match="не предусматривают"):
        opinions.answer_invitation(own, Answer.OPINION, by=None, at=now)


def test_reading_is_confirmed_once_when_there_is_something_to_read(invitation, sent, group, now):
    """R63, 4.8."""
    with pytest.raises(DomainError) as refusal:
        opinions.confirm_reading(invitation, by=None, at=now)
    assert refusal.value.rule is names.GROUP_INFORMING
    assert names.MATERIALS.clause == "п.\xa04.8 Положения"
    agenda.attach_material(sent.items.get(), "", checked("plan.pdf"), by=group.secretary, at=now)
    opinions.confirm_reading(invitation, by=None, at=now)
    later = now + datetime.timedelta(hours=1)
    assert opinions.confirm_reading(invitation, by=None, at=later).materials_read_at == now


@pytest.mark.parametrize(("seconds", "is_late"), [(0, False), (1, True)])
def test_opinion_in_the_last_second_of_the_day_before_is_in_time(invitation, seconds, is_late):
    """R117: Wednesday's meeting, Tuesday 23:59:59 in the stated zone; late ones are taken and marked."""
    at = LAST + datetime.timedelta(seconds=seconds)
    opinion = write(invitation, at=at)
    assert opinion.is_late == is_late
    invitation.refresh_from_db()
    assert invitation.answer == Answer.OPINION


def test_opinion_that_came_on_paper_counts_from_the_day_it_came(invitation, group, now):
    received = LAST - datetime.timedelta(days=1)
    opinion = write(
        invitation, at=LAST + datetime.timedelta(hours=5), by=group.secretary, received_at=received
    )
    assert (opinion.is_late, opinion.entered_by) == (False, group.secretary)
    with pytest.raises(DomainError, match="позже, чем сейчас"):
        write(invitation, "ещё", at=now, received_at=now + datetime.timedelta(days=1))


def test_opinion_sent_twice_is_kept_once(invitation, now):
    """T34."""
    assert write(invitation, at=now) == write(invitation, at=now)
    assert write(invitation, "", at=now, upload=checked("opinion.pdf")).file is not None
    assert WrittenOpinion.objects.count() == 2


def test_opinion_without_words_or_of_a_guest_or_of_one_present_is_refused(
    invitation, sent, group, now
):
    with pytest.raises(DomainError, match="Напишите мнение"):
        write(invitation, " ", at=now)
    guest = inviting.invite(
        sent, Guest(PersonFactory(), Capacity.ADVISORY, "гость"), by=group.secretary, at=now
    )
    with pytest.raises(DomainError, match="члены органа"):
        write(guest, at=now)
    Meeting.objects.filter(pk=sent.pk).update(state=MeetingState.OPEN, opened_at=now)
    Attendance.objects.create(invitation=invitation, arrived_at=now)
    with pytest.raises(DomainError, match="кого нет на заседании"):
        write(invitation, at=now)
    assert WrittenOpinion.objects.count() == 0


def test_opinion_without_a_calendar_is_a_loud_stop(invitation, now):
    """T52."""
    ConfirmedYear.objects.all().delete()
    with pytest.raises(CalendarMissing, match="2026"):
        write(invitation, at=now)


def test_opinion_is_considered_with_its_outcome(invitation, sent, group, now):
    """R118, 2.7; late ones too; while the meeting is open the mark may be put right."""
    opinion = write(invitation, at=LAST + datetime.timedelta(seconds=1))
    with pytest.raises(DomainError, match="приглашения разосланы"):
        opinions.consider_opinion(opinion, "учтено", by=group.secretary, at=now)
    Meeting.objects.filter(pk=sent.pk).update(state=MeetingState.OPEN, opened_at=now)
    with pytest.raises(DomainError) as refusal:
        opinions.consider_opinion(opinion, " ", by=group.secretary, at=now)
    assert refusal.value.rule is names.OPINION_CONSIDERED
    for outcome in ("учтено", "учтено в п. 2"):
        opinions.consider_opinion(opinion, outcome, by=group.secretary, at=now)
    opinion.refresh_from_db()
    assert (opinion.outcome, opinion.considered_by) == ("учтено в п. 2", group.secretary)
    Meeting.objects.filter(pk=sent.pk).update(state=MeetingState.CLOSED, closed_at=now)
    with pytest.raises(DomainError, match="уже отмечено"):
        opinions.consider_opinion(opinion, "иначе", by=group.secretary, at=now)
