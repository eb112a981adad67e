"""The signature in the address of a badge: nobody makes a badge of an organisation but this site."""

from django.core.signing import BadSignature, Signer

_badges = Signer(salt="register.badge", sep="~")


def badge_token(organisation) -> str:
    """Lasts for good: the badge stands on a site for years, and what it shows is of the moment."""
    return _badges.sign(str(organisation.pk))


def read_badge_token(token: str) -> int | None:
    """None when it was not signed here."""
    try:
        return int(_badges.unsign(token))
    except (BadSignature, ValueError):
        return None
