"""Who may read letters of others and write to many."""

from home.accounts.choices import Role
from home.accounts.roles import has_role


def may_write_to_audiences(user) -> bool:
    return has_role(user, Role.SECRETARY)


def may_resend_letter(user, letter) -> bool:
    return has_role(user, Role.SECRETARY)
