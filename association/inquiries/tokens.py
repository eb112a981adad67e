"""The link by which whoever asked for help sees the answer: 128 bits, signed, of no use without the site's key."""

import uuid

from django.core.signing import BadSignature, Signer

_status = Signer(salt="inquiries.help", sep="~")


def status_token(key: uuid.UUID) -> str:
    return _status.sign(key.hex)


def read_status_token(token: str) -> uuid.UUID | None:
    """None when it was not signed here."""
    try:
        return uuid.UUID(_status.unsign(token))
    except (BadSignature, ValueError):
        return None
