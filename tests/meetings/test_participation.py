"""What the page of participation hears of meetings (R75–R77)."""

import datetime

import pytest
from django.utils import timezone

from association.bodies.choices import Choice
from association.meetings.choices import MeetingForm, MeetingState
from association.meetings.models import Attendance, Ballot, Meeting
from association.meetings.participation import meetings_of
from association.meetings.rules.names import TAKING_PART, VENUE
from association.organisations.choices import Standing
from tests.factories.bodies import CollegialBodyFactory
from tests.factories.meetings import InvitationFactory, MeetingFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.sitting import asked_meeting, votes_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]

YEAR = datetime.date(2026, 1, 1), datetime.date(2026, 12, 31)
NOON = datetime.datetime(2026, 5, 20, 12, tzinfo=datetime.UTC)


@pytest.fixture
def member():
    return OrganisationFactory(standing=Standing.MEMBER)


def held(**fields) -> Meeting:
    return MeetingFactory(state=MeetingState.CLOSED, starts_at=NOON, **fields)


def told(member) -> list[tuple]:
    return [(one.outcome, one.counts, one.rule) for one in meetings_of(member, *YEAR)]


def test_meeting_counts_where_somebody_came(member):
    here, away = held(), held()
    came = InvitationFactory(meeting=here, organisation=member)
    InvitationFactory(meeting=here, organisation=member)
    Attendance.objects.create(invitation=came, arrived_at=NOON)
    InvitationFactory(meeting=away, organisation=member)
    assert sorted(told(member)) == sorted(
        [
            ("была представлена", True, TAKING_PART),
            ("не\xa0была представлена", False, TAKING_PART),
        ]
    )


def test_vote_without_a_sitting_counts_where_somebody_voted(member):
    meeting = asked_meeting(2, form=MeetingForm.POLL)
    voter = meeting.invitations.voting().first()
    meeting.invitations.filter(pk=voter.pk).update(organisation=member)
    Meeting.objects.filter(pk=meeting.pk).update(
        state=MeetingState.CLOSED, closed_at=timezone.now()
    )
    year = meeting.starts_at.year
    period = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    assert [one.counts for one in meetings_of(member, *period)] == [False]
    ballots = Ballot.objects.filter(vote__in=votes_of(meeting), invitation=voter)
    ballots.update(choice=Choice.FOR, cast_at=timezone.now())
    assert [one.counts for one in meetings_of(member, *period)] == [True]


def test_house_of_a_meeting_is_told(member):
    held(venue=member)
    assert told(member) == [("прошло на\xa0базе организации", True, VENUE)]


@pytest.mark.parametrize(
    "fields",
    [
        {"state": MeetingState.SENT},
        {"starts_at": NOON - datetime.timedelta(days=365)},
    ],
)
def test_meeting_that_was_not_held_in_the_period_is_left_out(member, fields):
    meeting = MeetingFactory(**{"state": MeetingState.CLOSED, "starts_at": NOON, **fields})
    InvitationFactory(meeting=meeting, organisation=member)
    assert told(member) == []


def test_bodies_of_organisations_are_their_own_affair(member):
    """T1: the office reads this page too."""
    meeting = held(body=CollegialBodyFactory(owner=OrganisationFactory()))
    InvitationFactory(meeting=meeting, organisation=member)
    assert told(member) == []
