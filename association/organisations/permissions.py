"""Who may see, act for and decide about an organisation. The right follows the present day (T5, T82)."""

from home.accounts.choices import Role
from home.accounts.roles import has_role
from home.workdays.queries import today


def may_act_for(user, organisation) -> bool:
    """A representative in force speaks for the organisation; nobody else does."""
    if not (user.is_authenticated and user.is_active and user.person_id):
        return False
    representatives = organisation.representatives.in_force(today())
    return representatives.filter(person=user.person_id).exists()


def may_see_organisation(user, organisation) -> bool:
    return (
        has_role(user, Role.SECRETARY)
        or has_role(user, Role.AUTHORITY_SUPPORT)
        or may_act_for(user, organisation)
    )


def may_change_details(user, organisation) -> bool:
    return may_act_for(user, organisation)


def may_decide_joins(user) -> bool:
    """The secretary decides about anybody's requests; a representative about those to their own."""
    return has_role(user, Role.SECRETARY)


def may_decide_join(user, request) -> bool:
    """Whoever speaks for the organisation, or the secretary; never the one who asks."""
    if user.is_authenticated and user.person_id == request.person_id:
        return False
    return may_decide_joins(user) or may_act_for(user, request.organisation)


def may_end_representations(user, organisation) -> bool:
    return has_role(user, Role.SECRETARY) or may_act_for(user, organisation)


def may_end_representation(user, representative) -> bool:
    return may_end_representations(user, representative.organisation)
