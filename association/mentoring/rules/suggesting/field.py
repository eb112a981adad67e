"""Who can be paired with whom: the whole field as values, whatever they were read from."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from ...choices import Language
from ..distance import Vector, kilometres, unit_vector
from ..ratio import Ratio

Id = Hashable
"""A string or a number that stands for an organisation, a territory, a branch or a process."""
PairOf = tuple[Id, Id]
"""(mentor, candidate)."""

RUSSIAN = frozenset({Language.RUSSIAN.value})


@dataclass(frozen=True, kw_only=True)
class Party:
    """What both sides say of how they work; `name` is what people read."""

    id: Id
    name: str = ""
    territory: Id | None = None
    branch: Id | None = None
    remote: bool = True
    visits: bool = True
    languages: frozenset[str] = RUSSIAN

    def __str__(self) -> str:
        return self.name or str(self.id)


@dataclass(frozen=True, kw_only=True)
class Mentor(Party):
    """`branch` is its own, `branches` others that it knows; `reach_km` None is any distance."""

    capacity: int = 1
    processes: frozenset[Id] = frozenset()
    branches: frozenset[Id] = frozenset()
    reach_km: int | None = None

    def knows(self, branch: Id | None) -> bool:
        return branch is not None and (branch == self.branch or branch in self.branches)


@dataclass(frozen=True, kw_only=True)
class Candidate(Party):
    """`is_certified`: its aim is reached already (R68). It is counted while it is a candidate, and needs no mentor."""

    needs: frozenset[Id] = frozenset()
    is_certified: bool = False


@dataclass(frozen=True, kw_only=True)
class Place:
    """A territory: degrees of WGS 84 of its administered centre, both or neither."""

    id: Id
    name: str = ""
    latitude: float | None = None
    longitude: float | None = None
    neighbours: frozenset[Id] = frozenset()

    def __str__(self) -> str:
        return self.name or str(self.id)

    @cached_property
    def centre(self) -> Vector | None:
        if self.latitude is None or self.longitude is None:
            return None
        return unit_vector(self.latitude, self.longitude)


@dataclass(frozen=True, kw_only=True)
class Weights:
    """Points; the administrator keeps them in MentoringSettings, whose defaults these are."""

    same_territory: int = 40
    neighbouring_territory: int = 25
    near_territory: int = 20
    near_km: int = 200
    same_branch: int = 30
    wanted_processes: int = 30
    worked_before: int = 10
    most_mentors: int = 1


@dataclass(frozen=True, kw_only=True)
class Field:
    """`standing` pairs go on working, and nobody's share in them is given away; `past` ones are over."""

    mentors: Mapping[Id, Mentor]
    candidates: Mapping[Id, Candidate]
    places: Mapping[Id, Place] = field(default_factory=dict)
    weights: Weights = Weights()
    past: frozenset[PairOf] = frozenset()
    standing: frozenset[PairOf] = frozenset()
    on: date | None = None

    @property
    def ratio(self) -> Ratio:
        """Everybody in the field is counted, also who is busy already (C38)."""
        return Ratio(len(self.mentors), len(self.candidates), self.on)

    def kilometres(self, one: Id | None, other: Id | None) -> int | None:
        """None when a centre is not known; within one territory no distance is counted."""
        if one is None or other is None:
            return None
        if one == other:
            return 0
        a, b = (self.places[each].centre if each in self.places else None for each in (one, other))
        return None if a is None or b is None else kilometres(a, b)

    def are_neighbours(self, one: Id | None, other: Id | None) -> bool:
        """Whichever of the two names the other."""
        couples = (one, other), (other, one)
        return any(b in self.places[a].neighbours for a, b in couples if a in self.places)

    def name_of(self, place: Id) -> str:
        return str(self.places.get(place, place))
