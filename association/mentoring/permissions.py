"""Who forms pairs, who looks on, who enters the room of a pair. Somebody else's pair is 404 (T1)."""

from association.bodies.choices import OfficeKind
from association.bodies.seats import presidium_offices
from association.organisations.choices import Standing
from association.organisations.permissions import may_act_for, may_represent
from home.accounts.choices import Role
from home.accounts.roles import has_role

from .choices import Side

FORMERS = frozenset({OfficeKind.CHAIR, OfficeKind.DEPUTY_CHAIR})
VOTERS = FORMERS | {OfficeKind.MEMBER}


def may_form_pairs(user) -> bool:
    """The chair of the Presidium, or the deputy in the chair's place (3.16, R46)."""
    return bool(presidium_offices(user) & FORMERS)


def may_agree_pairs(user) -> bool:
    """Whoever votes in the Presidium (3.16)."""
    return bool(presidium_offices(user) & VOTERS)


def is_office(user) -> bool:
    """The secretary puts lists on agendas and sees what the chair sees."""
    return has_role(user, Role.SECRETARY)


def may_see_lists(user) -> bool:
    return may_agree_pairs(user) or is_office(user)


def may_see_progress(user) -> bool:
    """How all pairs are getting on, without what they wrote to each other."""
    return may_form_pairs(user) or is_office(user)


def may_offer_as_mentor(user, organisation) -> bool:
    return may_act_for(user, organisation) and organisation.standing == Standing.MEMBER


def may_ask_for_mentor(user, organisation) -> bool:
    return may_act_for(user, organisation) and organisation.standing == Standing.CANDIDATE


def side_of(user, pair) -> Side | None:
    """For whom of the two the user speaks; a stand-in of the office does not enter, nor does who has left the Association."""
    for side in Side:
        organisation = pair.organisation_on(side)
        if organisation.standing in BELONGING and may_represent(user, organisation):
            return side
    return None


BELONGING = (Standing.MEMBER, Standing.CANDIDATE)


def may_enter_pair(user, pair) -> bool:
    """The two organisations, the chair and the office; closed to every other member."""
    return side_of(user, pair) is not None or may_see_progress(user)


def may_work_in_pair(user, pair) -> bool:
    """Plan, journal, questions, documents: the two organisations alone, while the pair works."""
    return not pair.is_over and side_of(user, pair) is not None


def may_keep_catalogue(user) -> bool:
    return has_role(user, Role.ADMINISTRATOR)


def may_propose_assignments(user) -> bool:
    """The chair and the secretary prepare what the meeting of the Association decides (3.17)."""
    return may_form_pairs(user) or is_office(user)


def may_support(user, organisation) -> bool:
    """Enter what was done for others on a process that the organisation answers for."""
    return may_act_for(user, organisation) and organisation.standing == Standing.MEMBER
