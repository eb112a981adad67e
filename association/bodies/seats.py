"""What a user is in the bodies; to the left of the permissions, which ask it."""

from home.workdays.queries import today


def person_seats(user) -> dict[int, frozenset[str]]:
    """Offices that the user holds today, by body: one query for the life of the user object."""
    if not user.is_authenticated or not user.is_active or user.person_id is None:
        return {}
    if not hasattr(user, "_seats"):
        user._seats = _read_seats(user.person)
    return user._seats


def _read_seats(person) -> dict[int, frozenset[str]]:
    seats: dict[int, set[str]] = {}
    for body_id, kind in person.offices.in_force(today()).values_list("body", "kind"):
        seats.setdefault(body_id, set()).add(kind)
    return {body_id: frozenset(kinds) for body_id, kinds in seats.items()}
