"""Who may do what with editions."""

from home.accounts.choices import Role
from home.accounts.roles import has_role


def may_read_editions(user) -> bool:
    """Drafts too: the public reads the edition in force only (T6)."""
    return user.has_perm("regulations.view_edition")


def may_adopt_edition(user, edition) -> bool:
    return has_role(user, Role.SECRETARY) and not edition.is_adopted
