"""What upper rooms tell the register: who may open a certificate, and whose certificates are mine."""

from collections.abc import Callable, Iterable

from django.db.models import Model

Opener = Callable[..., bool]
Holder = Callable[..., Iterable[Model]]

_openers: list[Opener] = []
_holders: list[Holder] = []
_entitlements: list[Callable[[Model], bool]] = []


def register_opener(opener: Opener) -> None:
    """`opener(user, certificate)` answers True when the user may download that certificate."""
    if opener not in _openers:
        _openers.append(opener)


def register_holder(holder: Holder) -> None:
    """`holder(user)` gives the objects, sources of certificates, that the user stands for."""
    if holder not in _holders:
        _holders.append(holder)


def register_entitlement(entitled: Callable[[Model], bool]) -> None:
    """`entitled(source)` answers True while a certificate on that ground may be issued."""
    if entitled not in _entitlements:
        _entitlements.append(entitled)


def is_entitled(source: Model) -> bool:
    return any(entitled(source) for entitled in _entitlements)


def may_open(user, certificate) -> bool:
    return any(opener(user, certificate) for opener in _openers)


def sources_of(user) -> list[Model]:
    return [source for holder in _holders for source in holder(user)]
