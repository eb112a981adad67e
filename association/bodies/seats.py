"""What a user is in the bodies; to the left of the permissions, which ask it."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import CharField, Value

from home.workdays.queries import today

from .choices import BodyKind

KEEPS = "keeps"


@dataclass(frozen=True)
class Places:
    """Offices by body; those in the Presidium; bodies of the organisations for which the user speaks."""

    seats: dict[int, frozenset[str]]
    presidium: frozenset[str]
    kept: frozenset[int]


NOWHERE = Places({}, frozenset(), frozenset())


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
    rows = held.values_list("body", "body__kind", "kind").union(
        kept.values_list(
            "organisation__bodies", "organisation__bodies__kind", Value(KEEPS, CharField())
        )
    )
    seats: dict[int, set[str]] = defaultdict(set)
    presidium, bodies = set(), set()
    for body_id, body_kind, kind in rows:
        if kind == KEEPS:
            bodies.add(body_id)
            continue
        seats[body_id].add(kind)
        if body_kind == BodyKind.PRESIDIUM:
            presidium.add(kind)
    return Places(
        {body_id: frozenset(kinds) for body_id, kinds in seats.items()},
        frozenset(presidium),
        frozenset(bodies),
    )
