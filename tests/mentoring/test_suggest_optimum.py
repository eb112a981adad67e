"""The best list: against every list there is, against an independent solver, and by the law of counts (R48, C38)."""

from collections import Counter
from dataclasses import replace
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from association.mentoring.choices import Side
from association.mentoring.rules.ratio import refusals_of_ratio
from association.mentoring.rules.suggesting import (
    Weights,
    Worth,
    score,
    suggest,
    why_alone,
    worth_of,
)
from association.mentoring.rules.suggesting.reading import read_field
from tests.factories.suggesting import candidate, drawn, field, fields, mentor

# No deadlines: the first example of a process pays for the import of the solver.
seeds = st.integers(0, 2**32).map(Random)


def points_of(whole, kept=frozenset(), dropped=frozenset()) -> dict:
    """{pair: points} of everything that could be suggested."""
    found = {}
    for one in whole.mentors.values():
        for other in whole.candidates.values():
            worth, key = score(one, other, whole), (one.id, other.id)
            if worth and key not in kept | dropped | whole.standing:
                found[key] = worth.points
    return found


def shares_of(whole, kept=frozenset()) -> tuple[dict, dict]:
    """How many partners everybody may still get, said anew from 3.16 rather than asked of the code."""
    mentors, candidates = len(whole.mentors), len(whole.candidates)
    kept = kept | whole.standing
    taken = Counter(m for m, _ in kept), Counter(c for _, c in kept)
    of_mentors = {
        one.id: max(
            0, (one.capacity if candidates > mentors else min(one.capacity, 1)) - taken[0][one.id]
        )
        for one in whole.mentors.values()
    }
    most = whole.weights.most_mentors if mentors > candidates else 1
    of_candidates = {name: max(0, most - taken[1][name]) for name in whole.candidates}
    return of_mentors, of_candidates


def best_by_search(whole, kept=frozenset(), dropped=frozenset()) -> Worth:
    """Of every list there is. Candidates with a mentor already are served, whatever is suggested."""
    points = points_of(whole, kept, dropped)
    free, shares = shares_of(whole, kept)
    served = {c for _, c in kept | whole.standing}
    names = sorted(whole.candidates)

    def search(place: int, left: dict) -> Worth:
        if place == len(names):
            return Worth(0, 0)
        name, best = names[place], Worth(-1, 0)
        able = [m for m in left if left[m] and (m, name) in points]
        for number in range(shares[name] + 1):
            for chosen in combinations(able, number):
                rest = search(place + 1, {m: n - (m in chosen) for m, n in left.items()})
                gained = sum(points[m, name] for m in chosen)
                is_new = bool(chosen) and name not in served
                best = max(best, Worth(rest.served + is_new, rest.points + gained))
        return best

    return search(0, free)


def worth_of_suggested(whole, suggestion, kept=frozenset()) -> Worth:
    served = {c for _, c in kept | whole.standing}
    new = {pair.candidate.id for pair in suggestion.pairs} - served
    assert suggestion.total == sum(pair.score.points for pair in suggestion.pairs)
    return Worth(len(new), suggestion.total)


@given(st.integers(1, 3).flatmap(lambda most: fields(most=4, most_mentors=most)))
@settings(max_examples=150, deadline=None)
def test_no_list_is_better(whole):
    assert worth_of_suggested(whole, suggest(whole)) == best_by_search(whole)


@given(fields(most=4), seeds)
@settings(max_examples=60, deadline=None)
def test_no_list_is_better_round_what_the_chair_has_locked_and_dropped(whole, random):
    cells = sorted((m, c) for m in whole.mentors for c in whole.candidates)
    locked = frozenset(cell for cell in cells if random.random() < 0.1)
    dropped = frozenset(cell for cell in cells if random.random() < 0.2) - locked

    suggestion = suggest(whole, locked=locked, dropped=dropped)

    assert worth_of_suggested(whole, suggestion, locked) == best_by_search(whole, locked, dropped)
    assert not {pair.key for pair in suggestion.pairs} & (locked | dropped | whole.standing)


@given(seeds, st.integers(5, 30), st.integers(5, 30), st.integers(1, 3))
@settings(max_examples=40, deadline=None)
def test_an_independent_solver_finds_nothing_better(random, mentors, candidates, most):
    whole = drawn(random, mentors, candidates, capacity=12, spread=6, most_mentors=most)

    assert worth_of_suggested(whole, suggest(whole)) == best_by_programming(whole)


def best_by_programming(whole) -> Worth:
    """By HiGHS, in two steps: how many can be served at most; then the most points with so many served."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    points = points_of(whole)
    served = {c for _, c in whole.standing}
    names = [name for name in whole.candidates if name not in served]
    if not points:
        return Worth(0, 0)
    pairs = list(points)
    of_mentors, of_candidates = shares_of(whole)
    # A variable for each pair, and one for each unserved candidate that is 1 only when it has a mentor.
    limits, most, least = [], [], []
    for side, shares in enumerate((of_mentors, of_candidates)):
        for name, share in shares.items():
            limits.append([pair[side] == name for pair in pairs] + [0] * len(names))
            most.append(share)
            least.append(0)
    for name in names:
        limits.append([pair[1] == name for pair in pairs] + [-(name == other) for other in names])
        most.append(np.inf)
        least.append(0)
    constraint = LinearConstraint(np.array(limits, float), least, most)
    counting = np.array([0] * len(pairs) + [1] * len(names), float)
    options = {"bounds": Bounds(0, 1), "integrality": np.ones(len(counting))}
    number = round(-milp(-counting, constraints=constraint, **options).fun)
    worth = np.array([*points.values()] + [0] * len(names), float)
    exact = LinearConstraint(counting, number, number)
    return Worth(number, round(-milp(-worth, constraints=[constraint, exact], **options).fun))


@given(fields(most=7), seeds)
@settings(deadline=None)
def test_the_order_of_the_input_changes_nothing(whole, random):
    def shuffled(parties):
        return dict(random.sample(list(parties.items()), len(parties)))

    other = replace(
        whole,
        mentors=shuffled(whole.mentors),
        candidates=shuffled(whole.candidates),
        places=shuffled(whole.places),
    )

    assert suggest(other) == suggest(whole)


@given(fields(most=7, most_mentors=2))
@settings(deadline=None)
def test_suggested_pairs_keep_to_the_counts_the_capacity_and_the_criterion(whole):
    suggestion = suggest(whole)
    new = [pair.key for pair in suggestion.pairs]

    assert not refusals_of_ratio(whole.ratio, whole.standing, new)
    busy = Counter(m for m, _ in {*whole.standing, *new})
    assert all(busy[m] <= whole.mentors[m].capacity for m, _ in new)
    assert all(pair.score.criterion in ("territory", "branch") for pair in suggestion.pairs)
    assert len(set(new)) == len(new)


@given(fields(most=7))
@settings(deadline=None)
def test_everybody_is_in_a_pair_or_named_as_alone(whole):
    suggestion = suggest(whole)
    paired = {*whole.standing, *(pair.key for pair in suggestion.pairs)}

    alone = [(each.side, each.id) for each in suggestion.unpaired]
    expected = [
        ("candidate", c) for c in sorted(whole.candidates) if c not in {p[1] for p in paired}
    ]
    expected += [("mentor", m) for m in sorted(whole.mentors) if m not in {p[0] for p in paired}]
    assert alone == expected


@given(fields(most=5), seeds)
@settings(deadline=None, max_examples=50)
def test_one_who_stays_alone_reads_the_same_as_in_the_whole_list(whole, random):
    cells = [(m, c) for m in whole.mentors for c in whole.candidates]
    dropped = frozenset(random.sample(cells, len(cells) // 3))

    for each in suggest(whole, dropped=dropped).unpaired:
        party = (whole.mentors if each.side == Side.MENTOR else whole.candidates)[each.id]
        assert why_alone(whole, party, dropped) == each


def crowd(mentors: int, candidates: int, *, capacity=5, **weights):
    return field(
        [mentor(f"m{number}", capacity=capacity) for number in range(mentors)],
        [candidate(f"c{number}") for number in range(candidates)],
        weights=Weights(**weights),
    )


@pytest.mark.parametrize(
    ("mentors", "candidates", "most", "pairs"),
    [
        # Equal counts: one to one, whatever everybody could do.
        (3, 3, 3, 3),
        # More candidates: a mentor has several, a candidate one.
        (1, 3, 3, 3),
        (2, 5, 3, 5),
        # More mentors: a candidate has as many as the association suggests, a mentor one.
        (3, 1, 1, 1),
        (3, 1, 2, 2),
        (3, 1, 3, 3),
        (7, 2, 3, 6),
        (0, 3, 1, 0),
        (3, 0, 1, 0),
    ],
)
def test_how_many_pairs_the_counts_allow(mentors, candidates, most, pairs):
    suggestion = suggest(crowd(mentors, candidates, most_mentors=most))

    assert len(suggestion.pairs) == pairs


def test_one_mentor_takes_as_many_as_it_can_when_the_others_are_worth_less():
    """More than the average share, with which the solver begins."""
    mentors = [mentor("best", capacity=9), *(mentor(f"m{n}", territory="far") for n in range(5))]
    whole = field(mentors, [candidate(f"c{number}") for number in range(9)])

    assert {pair.mentor.id for pair in suggest(whole).pairs} == {"best"}


def test_a_second_candidate_served_outweighs_any_points():
    whole = field(
        [mentor("near"), mentor("far", territory="far")],
        [candidate("both"), candidate("one", branch="other")],
    )

    assert [pair.key for pair in suggest(whole).pairs] == [("far", "both"), ("near", "one")]


def test_who_has_no_mentor_yet_comes_before_a_second_mentor_of_somebody():
    whole = field(
        [mentor("busy"), mentor("free"), mentor("far", territory="far", branch="third")],
        [candidate("served"), candidate("waiting", branch="other")],
        weights=Weights(most_mentors=2),
        standing=frozenset({("busy", "served")}),
    )

    assert [pair.key for pair in suggest(whole).pairs] == [("free", "waiting")]


def test_a_further_mentor_that_is_worth_nothing_is_not_suggested():
    whole = field(
        [mentor("m1"), mentor("m2"), mentor("m3", territory="far")],
        [candidate("c")],
        weights=Weights(most_mentors=3, same_branch=0),
    )

    assert {pair.mentor.id for pair in suggest(whole).pairs} == {"m1", "m2"}


def test_a_list_knows_what_it_is_worth():
    whole = crowd(2, 2)

    assert worth_of(whole, [pair.key for pair in suggest(whole).pairs]) == Worth(2, 140)


def test_why_somebody_stays_alone():
    whole = field(
        [
            mentor("busy"),
            mentor("spare"),
            mentor("far", territory="far", branch="other"),
            mentor("none", capacity=0),
        ],
        [candidate("c"), candidate("done", is_certified=True)],
    )

    suggestion = suggest(whole)

    assert {each.id: each.why for each in suggestion.unpaired} == {
        "done": "Сертификат СМК уже есть: наставник не\xa0нужен.",
        "far": "Не\xa0подходит ни\xa0один кандидат из\xa02: у\xa0кандидата уже есть сертификат СМК —\xa01; "
        "нет ни близкой территории, ни общей отрасли —\xa01.",
        "none": "Не\xa0берёт кандидатов.",
        "spare": "Подходящих кандидатов —\xa01, у\xa0каждого уже есть наставник.",
    }


def test_the_same_file_gives_the_same_list_whatever_its_identifiers_are():
    """Numbers and strings in one file have an order too."""
    source = b"""{"mentors": [{"id": "7", "territory": 1}, {"id": 7, "territory": 1}],
        "candidates": [{"id": 2, "territory": 1}, {"id": "a", "territory": 1}], "territories": [{"id": 1}]}"""

    found = suggest(read_field(source))

    assert [pair.key for pair in found.pairs] == [(7, 2), ("7", "a")]
