"""Who may do what with certificates."""

from home.accounts.choices import Role
from home.accounts.roles import has_role

from . import registry


def may_open_certificate(user, certificate) -> bool:
    """Download its PDF (R218): whom an upper room names, asked anew each time (T5), and the secretary."""
    if not (user.is_authenticated and user.is_active):
        return False
    return may_keep_register(user) or registry.may_open(user, certificate)


def may_see_certificate(user, certificate) -> bool:
    """Read what it says of itself: also whoever stood behind it when it was revoked, who downloads nothing (R42)."""
    return may_open_certificate(user, certificate) or any(
        source == certificate.source for source in registry.sources_of(user)
    )


def may_read_register(user) -> bool:
    return may_keep_register(user) or has_role(user, Role.AUTHORITY_SUPPORT)


def may_keep_register(user) -> bool:
    """Revoke, void, have a PDF made again."""
    return has_role(user, Role.SECRETARY)


def may_set_up_certificates(user) -> bool:
    """Change kinds and signatories."""
    return has_role(user, Role.ADMINISTRATOR)
