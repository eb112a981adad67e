"""Who sees more of the register than everybody, and who puts its badge on a site."""

from association.organisations.permissions import may_see_organisation
from association.organisations.queries import organisations_of
from home.accounts.choices import Role
from home.accounts.roles import has_role


def may_see_contacts(user) -> bool:
    """The directory with telephones is the members' own and the office's (2.3.2, R14)."""
    if not user.is_authenticated or not user.is_active:
        return False
    return (
        has_role(user, Role.SECRETARY)
        or has_role(user, Role.AUTHORITY_SUPPORT)
        or any(organisation.is_member for organisation in organisations_of(user))
    )


def may_take_badge(user, organisation) -> bool:
    """Whoever speaks for the organisation, and the office that helps it."""
    return may_see_organisation(user, organisation)
