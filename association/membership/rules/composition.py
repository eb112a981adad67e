"""Who belongs to the Association, as rows that can be compared (3.3, R27)."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

BELONGING = ("member", "candidate")
"""Standings that stand in a composition, in its order; candidates do not count as members (C12)."""


@dataclass(frozen=True)
class Line:
    """One organisation of a composition, as it was called on that day."""

    organisation_id: int
    standing: str
    since: date
    full_name: str
    short_name: str
    legal_address: str
    territory: str
    head_name: str
    head_position: str

    def as_fields(self) -> dict:
        return asdict(self)


def in_order(lines: Iterable[Line]) -> list[Line]:
    """Members before candidates, by name; «ё» stands where readers look for it."""
    return sorted(
        lines,
        key=lambda line: (
            BELONGING.index(line.standing),
            line.short_name.casefold().replace("ё", "е"),
            line.organisation_id,
        ),
    )


@dataclass(frozen=True)
class Difference:
    """What has changed from one composition to the next."""

    joined: tuple[Line, ...]
    left: tuple[Line, ...]
    moved: tuple[Line, ...]
    """Those whose standing changed: a candidate that became a member."""

    def __bool__(self) -> bool:
        return bool(self.joined or self.left or self.moved)


def difference(before: Iterable[Line], after: Iterable[Line]) -> Difference:
    """By organisations, whatever they are called; in the order of the lists."""
    earlier = {line.organisation_id: line for line in before}
    later = {line.organisation_id: line for line in after}
    kept = [line for pk, line in later.items() if pk in earlier]
    return Difference(
        joined=tuple(line for pk, line in later.items() if pk not in earlier),
        left=tuple(line for pk, line in earlier.items() if pk not in later),
        moved=tuple(
            line for line in kept if line.standing != earlier[line.organisation_id].standing
        ),
    )


def count_of(lines: Iterable[Line]) -> dict[str, int]:
    """How many of each standing."""
    counts = dict.fromkeys(BELONGING, 0)
    for line in lines:
        counts[line.standing] += 1
    return counts
