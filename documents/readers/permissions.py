"""Who may read and remind."""

from home.accounts.choices import Role
from home.accounts.roles import has_role


def may_read_register(user) -> bool:
    """Names of people: the secretary's, and the authority's support looks on."""
    return user.has_perm("readers.view_acquaintance")


def may_remind(user) -> bool:
    return has_role(user, Role.SECRETARY)
