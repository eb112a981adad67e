"""Who may do what with people and accounts."""

from home.accounts import roles
from home.accounts.choices import Role


def is_staff_member(user) -> bool:
    """Whoever may enter one of the two admins, or holds a role: for them the second factor is obligatory."""
    return (
        user.is_staff
        or user.is_superuser
        or bool(roles.roles_of(user))
        or user.has_perm("wagtailadmin.access_admin")
    )


def may_see_withdrawals(user) -> bool:
    return roles.has_role(user, Role.ADMINISTRATOR)


def may_end_processing(user) -> bool:
    return roles.has_role(user, Role.ADMINISTRATOR)
