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


def may_enter_admin(user) -> bool:
    """The admin where editors, the secretary and the administrator work."""
    return user.is_active and user.has_perm("wagtailadmin.access_admin")


def may_enter_django_admin(user) -> bool:
    """The raw tables: for those who run the server; no role of the Association needs them."""
    return user.is_active and user.is_staff


def may_see_withdrawals(user) -> bool:
    return roles.has_role(user, Role.ADMINISTRATOR)


def may_end_processing(user) -> bool:
    return roles.has_role(user, Role.ADMINISTRATOR)
