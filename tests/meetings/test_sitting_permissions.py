"""Who may do what at a meeting, for every role and every state (T1, T3, R9)."""

import pytest
from django.contrib.auth.models import AnonymousUser

from association.bodies.choices import OfficeKind
from association.meetings import permissions
from association.meetings.choices import Act, Capacity, MeetingState
from association.meetings.rules import procedure
from documents.records.choices import Level
from home.accounts.choices import Role
from tests.factories.accounts import UserFactory
from tests.factories.bodies import CollegialBodyFactory, OfficeFactory
from tests.factories.meetings import InvitationFactory, MeetingFactory
from tests.factories.membership import organisation_of
from tests.factories.sitting import NOW, body_of, opened_meeting, user_of, voters_of

pytestmark = pytest.mark.django_db

ACTS = (Act.OPEN, Act.ATTEND, Act.PRESIDE, Act.RECORD, Act.VOTE, Act.CLOSE)
POSSIBLE = {
    MeetingState.SENT: {Act.OPEN, Act.PRESIDE},
    MeetingState.OPEN: {Act.ATTEND, Act.PRESIDE, Act.RECORD, Act.VOTE, Act.CLOSE},
    MeetingState.CLOSED: {Act.RECORD},
}


@pytest.mark.parametrize("state", list(MeetingState))
def test_state_decides_what_is_possible(state):
    possible = {act for act in ACTS if procedure.is_possible(state, act)}
    assert possible == POSSIBLE.get(state, set())


def officer(body, kind):
    user = UserFactory()
    OfficeFactory(body=body, person=user.person, kind=kind)
    return user


def invited(meeting, capacity):
    user = UserFactory()
    InvitationFactory(meeting=meeting, person=user.person, capacity=capacity, sent_at=NOW)
    return user


ROLES = {
    # name: (conducts, votes, sees who voted how)
    "руководитель": (True, True, True),
    "секретарь группы": (True, False, True),
    "член группы": (False, True, True),
    "совещательный голос": (False, False, False),
    "без права голоса": (False, False, False),
    "секретарь Ассоциации": (True, False, True),
    "поддержка ведомства": (False, False, False),
    "чужой": (False, False, False),
    "гость сайта": (False, False, False),
}


def somebody(role, meeting):
    body = meeting.body
    makers = {
        "руководитель": lambda: _with_vote(meeting, OfficeKind.LEADER),
        "секретарь группы": lambda: officer(body, OfficeKind.SECRETARY),
        "член группы": lambda: _with_vote(meeting, OfficeKind.MEMBER),
        "совещательный голос": lambda: invited(meeting, Capacity.ADVISORY),
        "без права голоса": lambda: invited(meeting, Capacity.ATTENDING),
        "секретарь Ассоциации": lambda: UserFactory(role=Role.SECRETARY),
        "поддержка ведомства": lambda: UserFactory(role=Role.AUTHORITY_SUPPORT),
        "чужой": UserFactory,
        "гость сайта": AnonymousUser,
    }
    return makers[role]()


def _with_vote(meeting, kind):
    user = officer(meeting.body, kind)
    InvitationFactory(meeting=meeting, person=user.person, office=kind)
    return user


@pytest.mark.parametrize("role", list(ROLES))
@pytest.mark.parametrize("state", [MeetingState.SENT, MeetingState.OPEN, MeetingState.CLOSED])
def test_role_decides(role, state):
    meeting = MeetingFactory(state=state)
    user = somebody(role, meeting)
    assert (
        permissions.may_conduct_meeting(user, meeting),
        permissions.may_vote(user, meeting),
        permissions.may_see_ballots(user, meeting, Level.PUBLIC),
    ) == ROLES[role]


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.ADMINISTRATOR, Role.AUTHORITY_SUPPORT])
def test_meeting_of_an_organisation_is_closed_to_the_association(role):
    """T1, T3: «чужая организация»."""
    owner = organisation_of(UserFactory())
    meeting = MeetingFactory(
        state=MeetingState.OPEN, body=CollegialBodyFactory(owner=owner, title="Совет")
    )
    stranger = UserFactory(role=role)
    member_elsewhere = officer(CollegialBodyFactory(), OfficeKind.SECRETARY)
    for user in (stranger, member_elsewhere):
        assert not permissions.may_conduct_meeting(user, meeting)
        assert not permissions.may_see_ballots(user, meeting, Level.PUBLIC)
        assert not permissions.may_see_meeting(user, meeting)


def test_who_presides_and_who_keeps_the_minutes_conduct_this_meeting_alone():
    """R111: an appointed member is given the screen, and nothing of the body's other affairs."""
    body = body_of(3)
    meeting = opened_meeting(body)
    keeper = user_of(voters_of(meeting)[-1].person)
    assert permissions.may_conduct_meeting(keeper, meeting)
    assert not permissions.may_run_meeting(keeper, meeting)
    assert not permissions.may_conduct_meeting(keeper, MeetingFactory(body=body))
    keeper.is_active = False
    assert not permissions.may_conduct_meeting(keeper, meeting)
