"""A meeting is called, arranged anew, moved, cancelled."""

import datetime

import pytest

from association.meetings.choices import Answer, Fate, MeetingForm, MeetingState, Occasion
from association.meetings.models import Meeting
from association.meetings.operations import calling, proposals
from association.meetings.rules import names
from association.meetings.rules.preparing import YEARLY_QUESTIONS, Arrangement
from association.organisations.choices import Standing
from home.notices.models import Letter
from home.rulebook import DomainError
from tests.factories.organisations import OrganisationFactory
from tests.meetings.preparing.helpers import brought_to, last_log

pytestmark = pytest.mark.django_db


def test_called_meeting_freezes_its_rules_and_has_its_roll(group, call, now):
    meeting = call(group)
    assert meeting.rule_set == group.body.rule_set
    assert meeting.state == MeetingState.COLLECTING
    on_roll = set(meeting.invitations.voting().values_list("person", flat=True))
    assert on_roll == {each.person_id for each in (group.head, *group.members)}
    assert last_log(meeting) == ("meetings.call", group.head)


def test_second_press_calls_no_second_meeting(group, call):
    """T34."""
    call(group)
    with pytest.raises(DomainError, match="уже назначено"):
        call(group)
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize("who", ["head", "secretary"])
def test_extraordinary_meeting_is_called_by_the_chair_alone(presidium, plan, now, who):
    """R54: by decision of the chair, with a reason."""
    urgent = Arrangement(
        **plan.__dict__
        | {"occasion": Occasion.EXTRAORDINARY, "reason": "Заявка закрывается завтра"}
    )
    if who == "head":
        meeting = calling.call_meeting(presidium.body, urgent, by=presidium.head, at=now)
        assert meeting.reason == "Заявка закрывается завтра"
        return
    with pytest.raises(DomainError) as refusal:
        calling.call_meeting(presidium.body, urgent, by=presidium.secretary, at=now)
    assert refusal.value.rule is names.EXTRAORDINARY
    assert Meeting.objects.count() == 0


@pytest.mark.parametrize("who", ["head", "secretary"])
def test_absentee_meeting_is_the_leaders_decision(group, plan, now, who):
    """3.2 of the working group's rules (R120)."""
    absentee = Arrangement(
        **plan.__dict__
        | {"form": MeetingForm.ABSENTEE, "closes_at": plan.starts_at + datetime.timedelta(days=3)}
    )
    if who == "head":
        assert calling.call_meeting(group.body, absentee, by=group.head, at=now).is_without_sitting
        return
    with pytest.raises(DomainError, match="кто возглавляет") as refusal:
        calling.call_meeting(group.body, absentee, by=group.secretary, at=now)
    assert refusal.value.rule == group.body.rule_set.rule_for("absentee_allowed")


def test_yearly_meeting_comes_with_its_questions(presidium, call):
    """R80."""
    meeting = call(presidium, occasion=Occasion.YEARLY_CONFERENCE)
    assert names.YEARLY.clause == "п.\xa06.3 Положения"
    titles = list(meeting.items.order_by("position").values_list("title", flat=True))
    assert titles == list(YEARLY_QUESTIONS)


def test_only_a_member_lends_its_rooms(presidium, call):
    """R71, 5.2."""
    with pytest.raises(DomainError) as refusal:
        call(presidium, venue=OrganisationFactory())
    assert refusal.value.rule is names.VENUE
    member = OrganisationFactory(standing=Standing.MEMBER)
    assert call(presidium, venue=member).venue == member


def test_change_is_refused_to_whoever_saw_another_version(group, call, plan, now):
    """T35."""
    meeting = call(group)
    calling.change_meeting(meeting, plan, seen=meeting.version, by=group.head, at=now)
    with pytest.raises(DomainError, match="изменили"):
        calling.change_meeting(meeting, plan, seen=meeting.version, by=group.secretary, at=now)


def test_moved_meeting_is_told_to_each_once_and_asks_again(
    sent, group, plan, now, django_capture_on_commit_callbacks
):
    sent.invitations.update(answer=Answer.COMING, answered_at=now)
    later = Arrangement(
        **plan.__dict__ | {"starts_at": plan.starts_at + datetime.timedelta(days=1)}
    )
    with django_capture_on_commit_callbacks(execute=True):
        moved = calling.move_meeting(sent, later, seen=sent.version, by=group.secretary, at=now)
    letters = Letter.objects.filter(kind="meetings.changed")
    assert letters.count() == 3
    assert letters.filter(calendar__contains="SEQUENCE:1\r\n").count() == 3
    assert letters.filter(calendar__contains="DTSTART:20261203T090000Z").count() == 3
    assert letters.filter(text__startswith="Здравствуйте").count() == 3
    assert all("Изменилось: время." in each.text for each in letters)
    assert set(moved.invitations.values_list("answer", flat=True)) == {Answer.NONE}


def test_cancelled_meeting_leaves_the_calendars_and_frees_proposals(
    sent, group, now, django_capture_on_commit_callbacks
):
    author = group.members[0]
    proposal = proposals.propose(group.body, "О журнале", author=author.person, by=author, at=now)
    proposal = proposals.take_proposal(proposal, sent, by=group.secretary, at=now)
    sent.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        calling.cancel_meeting(sent, "Нет кворума", seen=sent.version, by=group.head, at=now)
    letters = Letter.objects.filter(kind="meetings.cancelled")
    assert letters.filter(calendar__contains="METHOD:CANCEL").count() == 3
    assert all("Причина: Нет кворума" in each.text for each in letters)
    proposal.refresh_from_db()
    assert (proposal.fate, proposal.meeting, proposal.item) == (Fate.NEW, None, None)


def test_cancelled_before_the_sending_writes_to_nobody(
    group, call, now, django_capture_on_commit_callbacks
):
    meeting = brought_to(call(group), "approved", group, now)
    with django_capture_on_commit_callbacks(execute=True):
        calling.cancel_meeting(meeting, "Не нужно", seen=meeting.version, by=group.head, at=now)
    assert Letter.objects.filter(kind="meetings.cancelled").count() == 0
