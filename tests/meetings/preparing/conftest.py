"""A working group with its leader, secretary and members, and its meeting in any state."""

import datetime
from dataclasses import dataclass, field

import pytest

from association.bodies.choices import BodyKind, OfficeKind
from association.bodies.models import CollegialBody
from association.meetings.choices import MeetingForm
from association.meetings.models import Meeting
from association.meetings.operations import calling
from association.meetings.rules.preparing import Arrangement
from home.accounts.models import User
from home.workdays.models import ConfirmedYear
from tests.factories.accounts import UserFactory
from tests.factories.bodies import CollegialBodyFactory, OfficeFactory
from tests.meetings.preparing.helpers import brought_to


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


@pytest.fixture
def sent(group, call, now, django_capture_on_commit_callbacks) -> Meeting:
    """A meeting of `group` whose invitations have left."""
    with django_capture_on_commit_callbacks(execute=True):
        return brought_to(call(group), "sent", group, now)
