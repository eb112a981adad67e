"""What upper rooms tell the register: who may open a certificate, and whose certificates are mine."""

from collections.abc import Callable, Iterable
from datetime import date

from django.db.models import Model

from home.accounts.models import Person

from .wording import Placeholder

Opener = Callable[..., bool]
Holder = Callable[..., Iterable[Model]]

_openers: list[Opener] = []
_holders: list[Holder] = []
_entitlements: list[Callable[[Model], bool]] = []
_reserved: set[str] = set()
_placeholders: dict[str, dict[str, Placeholder]] = {}
_chairs: list[Callable[..., Person | None]] = []


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


def register_placeholder(kind_code: str, placeholder: Placeholder) -> None:
    """Certificates of the kind may say `{name}`: the upper room gives its value with each (`words=`)."""
    own = _placeholders.setdefault(kind_code, {})
    if own.setdefault(placeholder.name, placeholder) != placeholder:
        raise ValueError(f"two placeholders of {kind_code} are called {placeholder.name}")


def placeholders_of(kind_code: str) -> list[Placeholder]:
    return list(_placeholders.get(kind_code, {}).values())


def reserve_kind(code: str) -> None:
    """Certificates of this kind come from acts of an upper room alone, never by a typed list."""
    _reserved.add(code)


def reserved_kinds() -> frozenset[str]:
    return frozenset(_reserved)


def register_chair(chair: Callable[..., Person | None]) -> None:
    """`chair(on)` gives whoever keeps the sums of the books outside the site: the chair of the association."""
    if chair not in _chairs:
        _chairs.append(chair)


def chairs(on: date) -> list[Person]:
    return [person for chair in _chairs if (person := chair(on))]


def is_entitled(source: Model) -> bool:
    return any(entitled(source) for entitled in _entitlements)


def may_open(user, certificate) -> bool:
    return any(opener(user, certificate) for opener in _openers)


def sources_of(user) -> list[Model]:
    return [source for holder in _holders for source in holder(user)]
