"""What a change costs: candidates served first, then points; and whom a candidate could have."""

from dataclasses import replace

import pytest

from association.mentoring.rules.suggesting import Worth, compare, options, worth_of
from tests.factories.suggesting import candidate, field, mentor

WHOLE = field(
    [
        mentor("best"),
        mentor("good", branch="other"),
        mentor("never", territory="far", branch="other"),
    ],
    [candidate("c"), candidate("d", branch="other")],
)


def test_a_list_is_worth_its_candidates_and_its_points():
    assert worth_of(WHOLE, [("best", "c"), ("good", "d")]) == Worth(2, 140)


def test_two_mentors_of_one_candidate_serve_one():
    assert worth_of(WHOLE, [("best", "c"), ("good", "c")]) == Worth(1, 110)


@pytest.mark.parametrize("pair", [("never", "c"), ("gone", "c"), ("best", "gone")])
def test_a_pair_that_the_score_does_not_know_serves_and_brings_no_points(pair):
    assert worth_of(WHOLE, [pair]) == Worth(1, 0)


@pytest.mark.parametrize(
    ("before", "after", "cost", "words"),
    [
        ([("best", "c")], [("good", "c")], Worth(0, -30), "баллов −30"),
        ([("good", "c")], [("best", "c")], Worth(0, 30), "баллов +30"),
        ([("best", "c")], [], Worth(-1, -70), "кандидатов с\xa0наставником −1, баллов −70"),
        ([], [("good", "d")], Worth(1, 70), "кандидатов с\xa0наставником +1, баллов +70"),
        ([("best", "c")], [("best", "c")], Worth(0, 0), "без\xa0изменений"),
    ],
)
def test_a_change_costs_what_the_list_loses(before, after, cost, words):
    found = compare(WHOLE, before, after)

    assert (found, found.in_words) == (cost, words)


def test_a_candidate_served_weighs_more_than_any_points():
    assert Worth(2, -100) > Worth(1, 1000)
    assert Worth(2, 5) < Worth(2, 6)


def test_options_of_a_candidate_are_the_worthiest_first_and_only_possible_ones():
    found = options(WHOLE, WHOLE.candidates["c"])

    assert [(pair.mentor.id, pair.score.points) for pair in found] == [("best", 70), ("good", 40)]


def test_options_of_equal_worth_go_by_name():
    names = {2: "А", 1: "Б", 0: "А"}
    mentors = [replace(mentor(key), name=name) for key, name in names.items()]
    whole = field(mentors, [candidate("c")])

    assert [pair.mentor.id for pair in options(whole, whole.candidates["c"])] == [0, 2, 1]
