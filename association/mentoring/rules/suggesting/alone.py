"""Who stays without a pair, and why."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from home.rulebook.text import NBSP

from ...choices import Side
from .field import Candidate, Field, Id, Mentor, PairOf, Party
from .scoring import Obstacle, obstacle


@dataclass(frozen=True)
class Alone:
    side: Side
    id: Id
    name: str
    why: str


Found = Counter[Obstacle | None]
"""How many of the other side there are behind each obstacle; under None those with whom a pair is possible."""

_OTHERS = {
    Side.CANDIDATE: ("наставник", "наставников", "все заняты"),
    Side.MENTOR: ("кандидат", "кандидатов", "у\xa0каждого уже есть наставник"),
}


def alone(side: Side, party: Party, found: Found) -> Alone:
    return Alone(side, party.id, str(party), _why(side, party, found))


def why_alone(field: Field, party: Mentor | Candidate, dropped: Collection[PairOf] = ()) -> Alone:
    """The same of one of them, for a page that shows few."""
    if isinstance(party, Mentor):
        side, couples = Side.MENTOR, ((party, other) for other in field.candidates.values())
    else:
        side, couples = Side.CANDIDATE, ((other, party) for other in field.mentors.values())
    found = Counter(_obstacle(mentor, candidate, field, dropped) for mentor, candidate in couples)
    return alone(side, party, found)


def _obstacle(mentor: Mentor, candidate: Candidate, field: Field, dropped) -> Obstacle | None:
    found = obstacle(mentor, candidate, field)
    is_dropped = (mentor.id, candidate.id) in dropped
    return found or (Obstacle.DROPPED if is_dropped else None)


def _why(side: Side, party: Party, found: Found) -> str:
    if isinstance(party, Mentor) and party.capacity < 1:
        return "Не\xa0берёт кандидатов."
    if isinstance(party, Candidate) and party.is_certified:
        return "Сертификат СМК уже есть: наставник не\xa0нужен."
    one, many, taken = _OTHERS[side]
    number = found.total()
    if not number:
        return f"{many.capitalize()} нет."
    if found[None]:
        return f"Подходящих {many} —{NBSP}{found[None]}, {taken}."
    told = [f"{each.value} —{NBSP}{found[each]}" for each in Obstacle if found[each]]
    return f"Не\xa0подходит ни\xa0один {one} из{NBSP}{number}: {'; '.join(told)}."
