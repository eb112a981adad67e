"""Who asks, who answers, who sees what came. Another's request or answer is 404 (T1)."""

from association.bodies.choices import OfficeKind
from association.bodies.seats import presidium_offices
from association.organisations.permissions import may_see_organisation
from association.organisations.queries import organisations_of
from home.accounts.choices import Role
from home.accounts.roles import has_role


def may_route_help(user) -> bool:
    """The secretary reads every request for help and says who answers it (2.3.1)."""
    return has_role(user, Role.SECRETARY)


def may_see_help(user, request) -> bool:
    return may_route_help(user) or may_answer_help(user, request)


def may_answer_help(user, request) -> bool:
    """To whom it was passed on; the secretary may answer at once."""
    if may_route_help(user):
        return True
    if not user.is_authenticated or not user.is_active or user.person_id is None:
        return False
    return request.executor_id == user.person_id


def may_ask_members(user) -> bool:
    """The chair of the Presidium, and the secretary for them (5.2)."""
    return has_role(user, Role.SECRETARY) or OfficeKind.CHAIR in presidium_offices(user)


def may_see_answers(user) -> bool:
    """Answers are for who asks, and for the authority's support, who looks on (R9)."""
    return may_ask_members(user) or has_role(user, Role.AUTHORITY_SUPPORT)


def may_answer(user, addressee) -> bool:
    """Whoever speaks for the organisation that was asked."""
    return organisations_of(user).filter(pk=addressee.organisation_id).exists()


def may_see_question(user, addressee) -> bool:
    return may_see_answers(user) or may_answer(user, addressee)


def may_see_participation(user, organisation) -> bool:
    """Its own people, the chair and the office."""
    return may_see_answers(user) or may_see_organisation(user, organisation)
