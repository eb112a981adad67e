"""`score` of everybody with everybody at once: four million pairs are too many to ask one by one.

The same points and the same obstacles as scoring.py gives for one pair; a property test holds the two together.
numpy is imported by whoever solves, never by the site as it starts.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..distance import chords_of_kilometres, squared_chord
from .costs import order
from .field import Candidate, Field, Id, Mentor, PairOf
from .scoring import Obstacle, near_points

if TYPE_CHECKING:
    import numpy as np

NONE = -1
"""No points at all, a distance that nobody knows, and the place of whoever has no territory or branch: the last."""
FAR = 100_000
OBSTACLES = (None, *Obstacle)
"""By the numbers that `Matrix.obstacles` holds."""


@dataclass(frozen=True)
class Matrix:
    """Rows are mentors, columns candidates, both by identifier: an order of input changes nothing."""

    mentors: list[Mentor]
    candidates: list[Candidate]
    points: "np.ndarray"
    obstacles: "np.ndarray"

    @property
    def possible(self) -> "np.ndarray":
        return self.obstacles == 0

    def places_of(self, pairs: Iterable[PairOf]) -> list[tuple[int, int]]:
        """Rows and columns of those pairs of which both are in the field."""
        rows = {mentor.id: row for row, mentor in enumerate(self.mentors)}
        columns = {candidate.id: column for column, candidate in enumerate(self.candidates)}
        return [(rows[m], columns[c]) for m, c in pairs if m in rows and c in columns]


def matrix_of(field: Field, dropped: Collection[PairOf] = ()) -> Matrix:
    import numpy as np

    mentors = sorted(field.mentors.values(), key=lambda each: order(each.id))
    candidates = sorted(field.candidates.values(), key=lambda each: order(each.id))
    by_place, distance = _territories(field, mentors, candidates)
    by_branch = _branches(mentors, candidates)
    criterion = by_branch | (by_place > NONE)
    language = _common([m.languages for m in mentors], [c.languages for c in candidates]) > 0
    way = _ways(mentors, candidates, distance)

    points = np.maximum(by_place, 0) + field.weights.same_branch * by_branch
    points += _processes(mentors, candidates, field.weights.wanted_processes)
    certified = np.array([each.is_certified for each in candidates], bool)
    found = {
        Obstacle.CERTIFIED: np.broadcast_to(certified, criterion.shape),
        Obstacle.CRITERION: ~criterion,
        Obstacle.LANGUAGE: ~language,
        Obstacle.WAY: ~way,
    }
    numbers = [np.int8(OBSTACLES.index(each)) for each in found]
    obstacles = np.select(list(found.values()), numbers, np.int8(0))
    matrix = Matrix(mentors, candidates, points, obstacles)
    for place in matrix.places_of(field.past):
        points[place] -= field.weights.worked_before
    for place in matrix.places_of(dropped):
        obstacles[place] = obstacles[place] or OBSTACLES.index(Obstacle.DROPPED)
    return matrix


def _territories(field: Field, mentors, candidates) -> tuple["np.ndarray", "np.ndarray"]:
    """(points or NONE, kilometres or NONE) of each mentor with each candidate."""
    homes = _numbered([each.territory] for each in mentors)
    theres = _numbered([each.territory] for each in candidates)
    distance = _distances(field, homes, theres)
    points = _by_place(field, homes, theres, distance)
    rows = [homes.get(each.territory, NONE) for each in mentors]
    columns = [theres.get(each.territory, NONE) for each in candidates]
    return tuple(table.take(rows, axis=0).take(columns, axis=1) for table in (points, distance))


def _distances(field: Field, homes: dict[Id, int], theres: dict[Id, int]) -> "np.ndarray":
    """Kilometres between places, row by row: all at once would take a gigabyte when nobody shares a territory."""
    import numpy as np

    distance = np.full((len(homes) + 1, len(theres) + 1), NONE, np.int32)
    centres = {
        number: field.places[one].centre for one, number in theres.items() if one in field.places
    }
    known = [number for number, centre in centres.items() if centre]
    vectors = np.array([centres[number] for number in known]).reshape(-1, 3).T
    chords = np.array(chords_of_kilometres())
    for one, row in homes.items():
        centre = field.places[one].centre if one in field.places else None
        if centre:
            distance[row, known] = np.searchsorted(chords, squared_chord(centre, vectors), "right")
        if one in theres:
            distance[row, theres[one]] = 0
    return distance


def _by_place(field: Field, homes: dict[Id, int], theres: dict[Id, int], distance) -> "np.ndarray":
    """Points of each two territories, or NONE."""
    import numpy as np

    weights = field.weights
    near = (distance > NONE) & (distance <= weights.near_km)
    points = np.where(near, near_points(distance, weights), NONE).astype(np.int32)
    for one, place in field.places.items():
        for other in place.neighbours:
            for home, there in ((one, other), (other, one)):
                if home in homes and there in theres:
                    cell = homes[home], theres[there]
                    points[cell] = max(points[cell], weights.neighbouring_territory)
    for one in homes.keys() & theres.keys():
        points[homes[one], theres[one]] = weights.same_territory
    return points


def _branches(mentors, candidates) -> "np.ndarray":
    import numpy as np

    branches = _numbered([each.branch] for each in candidates)
    known = np.zeros((len(mentors), len(branches) + 1), bool)
    for row, mentor in enumerate(mentors):
        for branch in mentor.branches | {mentor.branch}:
            if branch in branches:
                known[row, branches[branch]] = True
    return known[:, [branches.get(each.branch, NONE) for each in candidates]]


def _processes(mentors, candidates, weight: int) -> "np.ndarray":
    import numpy as np

    taught = _common([m.processes for m in mentors], [c.needs for c in candidates])
    wanted = np.array([max(len(each.needs), 1) for each in candidates], np.int32)
    return weight * taught // wanted


def _ways(mentors, candidates, distance) -> "np.ndarray":
    import numpy as np

    remote = _both([m.remote for m in mentors], [c.remote for c in candidates])
    visits = _both([m.visits for m in mentors], [c.visits for c in candidates])
    reach = np.array([FAR if m.reach_km is None else m.reach_km for m in mentors]).reshape(-1, 1)
    within = np.where(distance == NONE, FAR, distance) <= reach
    return remote | visits & within


def _both(ones: list[bool], others: list[bool]) -> "np.ndarray":
    import numpy as np

    return np.logical_and.outer(np.array(ones, bool), np.array(others, bool))


def _common(ones: list[frozenset], others: list[frozenset]) -> "np.ndarray":
    """How many members each of `ones` has in common with each of `others`."""
    import numpy as np

    numbers = _numbered(others)
    # Whole numbers below 2^24 stay whole in float32, in which alone the product is quick.
    left, right = (np.zeros((len(sets), len(numbers)), np.float32) for sets in (ones, others))
    for table, sets in ((left, ones), (right, others)):
        for row, members in enumerate(sets):
            table[row, [numbers[each] for each in members if each in numbers]] = 1
    return (left @ right.T).astype(np.int32)


def _numbered(sets: Iterable[Iterable[Id]]) -> dict[Id, int]:
    """A number for each member of any of the sets; None has none."""
    members = dict.fromkeys(each for some in sets for each in some if each is not None)
    return {each: number for number, each in enumerate(members)}
