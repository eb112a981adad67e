"""Meetings that are held, brought there by the acts of the room."""

import datetime

from django.utils import timezone

from association.bodies.choices import BodyKind, Choice, OfficeKind
from association.meetings.choices import Capacity, MeetingForm, MeetingState, Presence
from association.meetings.models import Ballot, Meeting, Vote
from association.meetings.operations import absentee, attendance, course, sitting, voting
from tests.factories.accounts import PersonFactory, UserFactory
from tests.factories.bodies import CollegialBodyFactory, OfficeFactory
from tests.factories.meetings import AgendaItemFactory, InvitationFactory, MeetingFactory

NOW = datetime.datetime(2026, 11, 18, 12, 0, tzinfo=timezone.get_default_timezone())
UNTIL = NOW + datetime.timedelta(days=3)
HOUR = datetime.timedelta(hours=1)


def body_of(members: int, *, presidium=False, head=True, deputy=False):
    """A body with so many votes; the first is its head, the second the deputy, if asked for."""
    kinds = {"kind": BodyKind.PRESIDIUM, "rules_code": "presidium"} if presidium else {}
    body = CollegialBodyFactory(**kinds)
    offices = [OfficeKind.CHAIR if presidium else OfficeKind.LEADER] if head else []
    offices += [OfficeKind.DEPUTY_CHAIR] if deputy else []
    for kind in [*offices, *[OfficeKind.MEMBER] * members][:members]:
        OfficeFactory(body=body, kind=kind)
    return body


def called_meeting(body, *, form=MeetingForm.IN_PERSON, items=1, **details) -> Meeting:
    """Invitations are sent and the day has come; every question has a draft of its decision."""
    if form in (MeetingForm.ABSENTEE, MeetingForm.POLL):
        details.setdefault("closes_at", UNTIL)
    details.setdefault("sent_at", NOW - 24 * HOUR)
    meeting = MeetingFactory(
        body=body, form=form, state=MeetingState.SENT, starts_at=NOW, **details
    )
    for office in body.offices.exclude(kind=OfficeKind.SECRETARY).order_by("pk"):
        InvitationFactory(meeting=meeting, person=office.person, office=office.kind)
    for number in range(1, items + 1):
        AgendaItemFactory(
            meeting=meeting, position=number, draft_decision=f"Утвердить план {number}."
        )
    return meeting


def voters_of(meeting) -> list:
    """Invitations with a vote, heads first, as the offices were given."""
    return list(meeting.invitations.voting().select_related("person").order_by("pk"))


def opened_meeting(body, *, present=None, presiding=None, ground="", **details) -> Meeting:
    """`present` is how many come, in the order of their offices; all unless told otherwise."""
    meeting = called_meeting(body, **details)
    coming = voters_of(meeting)[:present]
    return sitting.open_meeting(
        meeting,
        present={each.pk: Presence.IN_PERSON for each in coming},
        presiding=presiding or coming[0].person,
        ground=ground,
        secretary=coming[-1].person,
        by=None,
        at=NOW,
    )


def item_of(meeting, position=1):
    return meeting.items.get(position=position)


def voted_on(meeting, position=1, **details) -> Vote:
    """A vote under way on the question."""
    item = item_of(meeting, position)
    if item.state != "current":
        course.take_up(item, by=None, at=NOW)
    return voting.open_vote(item_of(meeting, position), by=None, at=NOW, **details)


def asked_meeting(members=3, *, form=MeetingForm.ABSENTEE, **details) -> Meeting:
    """An absentee vote under way."""
    meeting = called_meeting(body_of(members), form=form, **details)
    keeper = voters_of(meeting)[0].person
    return absentee.open_poll(meeting, secretary=keeper, by=None, at=NOW)


def votes_of(meeting) -> list[Vote]:
    return list(Vote.objects.filter(item__meeting=meeting).order_by("item__position", "round"))


def user_of(person):
    return getattr(person, "user", None) or UserFactory(person=person)


def say(vote, *choices: Choice | str, at=NOW) -> None:
    """The roll-call, in the order of the offices; who says nothing has «»."""
    ballots = Ballot.objects.filter(vote=vote).order_by("invitation")
    said = {
        each.pk: Choice(choice) for each, choice in zip(ballots, choices, strict=False) if choice
    }
    voting.record_roll_call(vote, said, by=None, at=at)


def guest_of(meeting, capacity=Capacity.ADVISORY):
    """Somebody invited without a vote, with an account."""
    user = UserFactory()
    InvitationFactory(meeting=meeting, person=user.person, capacity=capacity, sent_at=NOW)
    return user


def leave(meeting, invitation, at=NOW) -> None:
    attendance.mark_left(meeting, [invitation.pk], by=None, at=at)


def newcomer(body):
    return OfficeFactory(body=body, person=PersonFactory()).person
