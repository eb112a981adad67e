"""Who prepares what the meeting decides, who enters help, who may ask whom (3.17)."""

from django.db.models import Q

from association.bodies.permissions import leads_presidium, votes_in_presidium
from association.organisations.choices import BELONGING, Standing
from association.organisations.permissions import may_act_for
from association.organisations.queries import acting_for, organisations_represented_by
from home.accounts.choices import Role
from home.accounts.roles import has_role


def is_office(user) -> bool:
    return has_role(user, Role.SECRETARY)


def may_propose_assignments(user) -> bool:
    """The chair and the secretary prepare what the meeting of the Association decides (3.17)."""
    return leads_presidium(user) or is_office(user)


def may_see_report(user) -> bool:
    """Members and processes in numbers: the Presidium, the office, the authority that looks on (R9)."""
    return votes_in_presidium(user) or is_office(user) or has_role(user, Role.AUTHORITY_SUPPORT)


def may_support(user, organisation) -> bool:
    """Enter what was done for others on a process that the organisation answers for."""
    return may_act_for(user, organisation) and organisation.standing == Standing.MEMBER


def may_find_help(user) -> bool:
    """«К кому обратиться» is for all who belong, and for those who look on; strangers have the open register."""
    if not user.is_authenticated or not user.is_active:
        return False
    return may_see_report(user) or any(
        organisation.standing in BELONGING for organisation in acting_for(user)
    )


def may_strike_support(user, support) -> bool:
    """Whoever entered it for the member, and the office, to which the helped may turn."""
    return may_support(user, support.assignment.organisation) or is_office(user)


def may_open_all_support(user) -> bool:
    return votes_in_presidium(user) or is_office(user)


def may_open_support(user, support) -> bool:
    """What was given to one is a pattern for all members, and belongs to whoever got it; a stand-in never comes."""
    if may_open_all_support(user):
        return True
    mine = organisations_represented_by(user)
    return mine.filter(Q(standing=Standing.MEMBER) | Q(pk=support.organisation_id)).exists()
