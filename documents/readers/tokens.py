"""What stands in the links of letters: a secret that confirms once, and a signature that lets one leave."""

import secrets
import uuid
from hashlib import sha256

from django.core.signing import BadSignature, Signer

_leaving = Signer(salt="readers.leave", sep="~")


def new_secret() -> str:
    """256 bits, for one letter; the database keeps its hash alone."""
    return secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def leaving_token(key: uuid.UUID) -> str:
    """For as long as the follower follows: a letter of three years ago still lets its reader leave."""
    return _leaving.sign(key.hex)


def read_leaving_token(token: str) -> uuid.UUID | None:
    """None when it was not signed here."""
    try:
        return uuid.UUID(_leaving.unsign(token))
    except (BadSignature, ValueError):
        return None
