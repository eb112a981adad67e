"""The best list of pairs over the whole field (3.16, R46–R48)."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...choices import Side
from .alone import Alone, alone
from .costs import scored
from .field import Field, PairOf
from .matrix import OBSTACLES, Matrix, matrix_of
from .scoring import ScoredPair

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True)
class Suggestion:
    """`total` are the points of `pairs`, which are new: neither standing nor locked ones are among them."""

    pairs: tuple[ScoredPair, ...]
    total: int
    unpaired: tuple[Alone, ...]
    """Candidates first, then mentors."""


def suggest(
    field: Field, *, locked: Collection[PairOf] = (), dropped: Collection[PairOf] = ()
) -> Suggestion:
    """Most candidates served first, then most points; the same field gives the same list whatever its order.

    `locked` pairs stay and take their share of both sides; `dropped` ones are not suggested.
    """
    matrix = matrix_of(field, dropped)
    kept = field.standing | frozenset(locked)
    shares = _shares(field, matrix, kept)
    possible = matrix.possible
    for place in matrix.places_of(kept):
        possible[place] = False
    chosen = _best(matrix.points, possible, shares)
    new = [(matrix.mentors[row].id, matrix.candidates[column].id) for row, column in chosen]
    pairs = scored(field, new)
    total = sum(pair.score.points for pair in pairs)
    return Suggestion(pairs, total, _unpaired(matrix, kept.union(new)))


@dataclass(frozen=True)
class Shares:
    """How many partners each may still get, and which candidates have none yet."""

    of_mentors: "np.ndarray"
    of_candidates: "np.ndarray"
    unserved: "np.ndarray"


def _shares(field: Field, matrix: Matrix, kept: frozenset[PairOf]) -> Shares:
    """What the counts allow (C38), less what standing and locked pairs have taken."""
    import numpy as np

    ratio, weights = field.ratio, field.weights
    most_candidates = ratio.candidates if ratio.allows_several_candidates else 1
    most_mentors = weights.most_mentors if ratio.allows_several_mentors else 1
    busy = Counter(mentor for mentor, _ in kept)
    served = Counter(candidate for _, candidate in kept)
    of_mentors = [
        min(mentor.capacity, most_candidates) - busy[mentor.id] for mentor in matrix.mentors
    ]
    of_candidates = [most_mentors - served[each.id] for each in matrix.candidates]
    return Shares(
        np.maximum(np.array(of_mentors, np.int64), 0),
        np.maximum(np.array(of_candidates, np.int64), 0),
        np.array([not served[each.id] for each in matrix.candidates], bool),
    )


def _best(points, possible, shares: Shares) -> list[tuple[int, int]]:
    """Rows and columns of the best list.

    Each partner whom somebody may have is a row or column of its own. Most are never used, so it begins with few for
    each and gives more to those who use all of theirs: a limit that does not bind changes no optimum (the problem is
    linear), and so the last list is the best without these limits too.
    """
    import numpy as np

    limits = shares.of_mentors * possible.any(axis=1), shares.of_candidates * possible.any(axis=0)
    if not all(limit.any() for limit in limits):
        return []
    few = 3 + max(map(len, limits)) // min(map(len, limits))
    given = [np.minimum(limit, few) for limit in limits]
    while True:
        chosen = _solve(points, possible, *given, shares.unserved)
        bound = [_is_bound(*each) for each in zip(chosen, given, limits, strict=True)]
        if not any(side.any() for side in bound):
            return list(zip(*(side.tolist() for side in chosen), strict=True))
        given = [
            np.where(is_bound, np.minimum(4 * so_far, limit), so_far)
            for is_bound, so_far, limit in zip(bound, given, limits, strict=True)
        ]


def _is_bound(chosen, given, limit) -> "np.ndarray":
    """Who has used all that was given, and could have more."""
    import numpy as np

    return (np.bincount(chosen, minlength=len(given)) == given) & (given < limit)


def _solve(points, possible, of_mentors, of_candidates, unserved):
    """(rows, columns) of an optimal assignment of seats to seats.

    A first mentor for a candidate is worth more than all points together; a further one is worth its points alone,
    and is left out when they are none.
    """
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    rows = np.repeat(np.arange(len(of_mentors)), of_mentors)
    columns = np.repeat(np.arange(len(of_candidates)), of_candidates)
    is_first = np.append(True, columns[1:] != columns[:-1]) & unserved[columns]
    points = np.where(possible, points, 0).astype(np.float64)
    bound = 2 * np.abs(points).max() * min(len(rows), len(columns)) + 1
    cost = _spread(-(points + bound * possible), rows, columns)
    if not is_first.all():
        cost[:, ~is_first] = _spread(-np.maximum(points, 0), rows, columns[~is_first])
    taken = linear_sum_assignment(cost)
    is_pair = cost[taken] < 0
    return rows[taken[0][is_pair]], columns[taken[1][is_pair]]


def _spread(table, rows, columns) -> "np.ndarray":
    """The table seat by seat; the longer side last, so that only the result is large."""
    if len(rows) > len(columns):
        return table.take(columns, axis=1).take(rows, axis=0)
    return table.take(rows, axis=0).take(columns, axis=1)


def _unpaired(matrix: Matrix, pairs: frozenset[PairOf]) -> tuple[Alone, ...]:
    sides = (
        (Side.CANDIDATE, matrix.candidates, matrix.obstacles.T, {c for _, c in pairs}),
        (Side.MENTOR, matrix.mentors, matrix.obstacles, {m for m, _ in pairs}),
    )
    return tuple(
        alone(side, party, Counter(OBSTACLES[number] for number in line.tolist()))
        for side, parties, obstacles, paired in sides
        for party, line in zip(parties, obstacles, strict=True)
        if party.id not in paired
    )
