"""Who may do what with editions."""

from home.accounts.choices import Role
from home.accounts.roles import has_role

from .choices import EditionStatus


def may_read_editions(user) -> bool:
    """Drafts too: the public reads the edition in force only (T6)."""
    return user.has_perm("regulations.view_edition")


def may_prepare_drafts(user) -> bool:
    """Upload, correct, send to review (R224)."""
    return has_role(user, Role.EDITOR) or has_role(user, Role.SECRETARY)


def may_return_draft(user, edition) -> bool:
    return has_role(user, Role.SECRETARY) and edition.status == EditionStatus.REVIEW


def may_adopt_edition(user, edition) -> bool:
    return has_role(user, Role.SECRETARY) and not edition.is_adopted


def may_correct_misprint(user, edition) -> bool:
    """The text stays frozen: a correction stands beside it, with its ground."""
    return has_role(user, Role.SECRETARY) and edition.is_adopted


def may_interpret(user, edition) -> bool:
    keeps = has_role(user, Role.EDITOR) or has_role(user, Role.SECRETARY)
    return keeps and edition.is_adopted


def may_keep_acts(user) -> bool:
    """The register of governing acts (R2)."""
    return has_role(user, Role.EDITOR)
