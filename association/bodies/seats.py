"""What a user is in the bodies; to the left of the permissions, which ask it."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import CharField, Value

from home.workdays.queries import today

from .choices import BodyKind

KEEPS = "keeps"


@dataclass(frozen=True)
class Places:
    """Offices by body; those in the Presidium; bodies of the organisations for which the user speaks; concerns."""

    seats: dict[int, frozenset[str]]
    presidium: frozenset[str]
    kept: frozenset[int]
    concerns: frozenset[str]


NOWHERE = Places({}, frozenset(), frozenset(), frozenset())

_concerns: dict[str, tuple[Callable, str]] = {}


def register_concern(code: str, rows: Callable, *, body: str) -> None:
    """What else ties people to bodies, as a decision to carry out: `rows(person)` is a query, `body` its path to one.

    It is asked in the one query that reads the offices, so it costs the desk of whoever has none nothing more.
    """
    _concerns[code] = (rows, body)


def has_concern(user, code: str) -> bool:
    """A room above has something of this kind for the user."""
    return code in _places(user).concerns


def person_seats(user) -> dict[int, frozenset[str]]:
    """Offices that the user holds today, by body."""
    return _places(user).seats


def presidium_offices(user) -> frozenset[str]:
    return _places(user).presidium


def kept_bodies(user) -> frozenset[int]:
    """Bodies of the organisations for which the user speaks today."""
    return _places(user).kept


def _places(user) -> Places:
    """One query for the life of the user object, whatever is asked."""
    if not user.is_authenticated or not user.is_active or user.person_id is None:
        return NOWHERE
    if not hasattr(user, "_places"):
        user._places = _read_places(user.person, today())
    return user._places


def _read_places(person, on) -> Places:
    held = person.offices.in_force(on).order_by()
    kept = person.representations.in_force(on).filter(organisation__bodies__isnull=False).order_by()
    others = [(KEEPS, kept, "organisation__bodies")]
    others += [(code, rows(person), body) for code, (rows, body) in _concerns.items()]
    rows = held.values_list("body", "body__kind", "kind").union(
        *(
            found.order_by().values_list(body, f"{body}__kind", Value(code, CharField()))
            for code, found, body in others
        )
    )
    seats: dict[int, set[str]] = defaultdict(set)
    presidium, bodies, concerns = set(), set(), set()
    for body_id, body_kind, kind in rows:
        if kind == KEEPS:
            bodies.add(body_id)
            continue
        if kind in _concerns:
            concerns.add(kind)
            continue
        seats[body_id].add(kind)
        if body_kind == BodyKind.PRESIDIUM:
            presidium.add(kind)
    return Places(
        {body_id: frozenset(kinds) for body_id, kinds in seats.items()},
        frozenset(presidium),
        frozenset(bodies),
        frozenset(concerns),
    )
