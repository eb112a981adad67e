"""Candidates whose papers are judged, brought there by the acts of the room."""

import datetime

from association.bodies.choices import BodyKind, OfficeKind
from association.membership import operations
from association.membership.choices import Basis
from association.membership.models import Expertise, MembershipApplication
from association.organisations.choices import Standing
from home.accounts.models import User
from tests.factories.bodies import CollegialBodyFactory, officer
from tests.factories.membership import NOW, TODAY, organisation_of, sent_application

DUE = TODAY + datetime.timedelta(days=14)


def expert_group(experts: int = 2):
    """The group, its leader first, as users who can come in."""
    group = CollegialBodyFactory(kind=BodyKind.EXPERT_GROUP)
    leader = officer(group, OfficeKind.LEADER)
    return group, [leader, *(officer(group) for _ in range(experts - 1))]


def candidates_application(applicant: User, basis=Basis.IMPLEMENTED) -> MembershipApplication:
    """A candidate wants to become a member; the head has signed."""
    organisation = organisation_of(applicant, standing=Standing.CANDIDATE)
    return sent_application(applicant, organisation, basis, signed=True)


def assignment(group, experts: list[User]) -> dict:
    """What the secretary chooses."""
    people = [each.person for each in experts]
    return {"body": group, "lead": people[0], "experts": people, "due_on": DUE}


def expertise_of(
    application: MembershipApplication, group, experts: list[User], *, by: User, **changes
) -> Expertise:
    return operations.assign_experts(
        application,
        **assignment(group, experts) | changes,
        seen=application.version,
        by=by,
        at=NOW,
    )
