"""What upper rooms tell the register: who may open a certificate, and whose certificates are mine."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.models import Model

    from home.accounts.models import User

    from .models import Certificate

Opener = Callable[["User", "Certificate"], bool]
Holder = Callable[["User"], Iterable["Model"]]

_openers: list[Opener] = []
_holders: list[Holder] = []


def register_opener(opener: Opener) -> None:
    """`opener(user, certificate)` answers True when the user may download that certificate."""
    if opener not in _openers:
        _openers.append(opener)


def register_holder(holder: Holder) -> None:
    """`holder(user)` gives the objects, sources of certificates, that the user stands for."""
    if holder not in _holders:
        _holders.append(holder)


def may_open(user: "User", certificate: "Certificate") -> bool:
    return any(opener(user, certificate) for opener in _openers)


def sources_of(user: "User") -> list["Model"]:
    return [source for holder in _holders for source in holder(user)]
