"""A working group with its leader, secretary and members, and its meeting in any state."""

import datetime
from dataclasses import dataclass, field

import pytest

from association.bodies.choices import BodyKind, OfficeKind
from association.bodies.models import CollegialBody
from association.meetings.choices import MeetingForm
from association.meetings.models import Meeting
from association.meetings.operations import agenda, calling
from association.meetings.operations.agenda import Question
from association.meetings.rules.preparing import Arrangement
from home.accounts.models import User
from home.workdays.models import ConfirmedYear
from tests.factories.accounts import UserFactory
from tests.factories.bodies import CollegialBodyFactory, OfficeFactory


@dataclass
class Group:
    body: CollegialBody
    head: User
    secretary: User
    members: list[User] = field(default_factory=list)


def make_group(members: int = 2, **body) -> Group:
    group = Group(CollegialBodyFactory(**body), UserFactory(), UserFactory())
    head = OfficeKind.CHAIR if group.body.kind == BodyKind.PRESIDIUM else OfficeKind.LEADER
    OfficeFactory(body=group.body, kind=head, person=group.head.person)
    OfficeFactory(body=group.body, kind=OfficeKind.SECRETARY, person=group.secretary.person)
    for _ in range(members):
        member = UserFactory()
        OfficeFactory(body=group.body, person=member.person)
        group.members.append(member)
    return group


@pytest.fixture
def years(db):
    for year in (2026, 2027):
        ConfirmedYear.objects.get_or_create(year=year)


@pytest.fixture
def group(years) -> Group:
    return make_group()


@pytest.fixture
def presidium(years) -> Group:
    return make_group(kind=BodyKind.PRESIDIUM, rules_code="presidium", title="Президиум")


@pytest.fixture
def plan(now) -> Arrangement:
    """Two weeks from now: Wednesday, 2 December 2026, noon."""
    return Arrangement(
        form=MeetingForm.IN_PERSON,
        starts_at=now + datetime.timedelta(days=14),
        place="ул. Садовая, 1",
    )


@pytest.fixture
def call(now, plan):
    def make(group: Group, **changes) -> Meeting:
        values = {**plan.__dict__, **changes}
        return calling.call_meeting(group.body, Arrangement(**values), by=group.head, at=now)

    return make


def brought_to(meeting: Meeting, state: str, group: Group, at, titles=("О плане",)) -> Meeting:
    """The same acts that people do, up to the state."""
    steps = ["collecting", "drafted", "approved", "sent"]
    for title in titles:
        agenda.add_item(meeting, Question(title), by=group.secretary, at=at)
    meeting.refresh_from_db()
    acts = [
        lambda: agenda.submit_agenda(meeting, seen=meeting.version, by=group.secretary, at=at),
        lambda: agenda.approve_agenda(meeting, seen=meeting.version, by=group.head, at=at),
        lambda: agenda.send_invitations(meeting, seen=meeting.version, by=group.secretary, at=at),
    ]
    for act in acts[: steps.index(state)]:
        act()
        meeting.refresh_from_db()
    return meeting


@pytest.fixture
def sent(group, call, now, django_capture_on_commit_callbacks) -> Meeting:
    """A meeting of `group` whose invitations have left."""
    with django_capture_on_commit_callbacks(execute=True):
        return brought_to(call(group), "sent", group, now)
