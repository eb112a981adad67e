"""What a pair is worth and why, or why it cannot be (3.16, R47); one by one and all at once."""

import pytest
from hypothesis import given, settings

from association.mentoring.choices import Criterion
from association.mentoring.rules.suggesting import Obstacle, Place, Weights, obstacle, score
from association.mentoring.rules.suggesting.matrix import OBSTACLES, matrix_of
from tests.factories.suggesting import candidate, field, fields, mentor

HERE = Place(id="here", name="Ручейный край", latitude=50, longitude=80)
NEAR = Place(id="near", name="Озёрная область", latitude=50.9, longitude=80)
FAR = Place(id="far", name="Горная республика", latitude=60, longitude=80)
NEXT = Place(
    id="next", name="Степная область", latitude=54, longitude=80, neighbours=frozenset({"here"})
)
BESIDE = Place(
    id="beside", name="Лесной край", latitude=50.9, longitude=80, neighbours=frozenset({"here"})
)
LOST = Place(id="lost", name="Без центра")
PLACES = (HERE, NEAR, FAR, NEXT, BESIDE, LOST)
ALIKE = {"branch": "other"}


def scored(of_mentor=None, of_candidate=None, **more):
    one, other = mentor(**(of_mentor or {})), candidate(**(of_candidate or {}))
    return score(one, other, field([one], [other], PLACES, **more))


@pytest.mark.parametrize(
    ("of_mentor", "of_candidate", "criterion", "points", "why"),
    [
        (ALIKE, {}, Criterion.TERRITORY, 40, "одна территория (Ручейный край) +40"),
        (
            ALIKE,
            {"territory": "next"},
            Criterion.TERRITORY,
            25,
            "соседние территории (Ручейный край и\xa0Степная область) +25",
        ),
        # 100 km of 200: half of twenty points.
        (
            ALIKE,
            {"territory": "near"},
            Criterion.TERRITORY,
            10,
            "между центрами территорий 100\xa0км +10",
        ),
        # Neighbours whose centres are near: what brings more, and once.
        (
            ALIKE,
            {"territory": "beside"},
            Criterion.TERRITORY,
            25,
            "соседние территории (Ручейный край и\xa0Лесной край) +25",
        ),
        ({}, {"territory": "far"}, Criterion.BRANCH, 30, "одна отрасль (school) +30"),
        (
            {"branch": "other", "branches": frozenset({"school"})},
            {"territory": "far"},
            Criterion.BRANCH,
            30,
            "наставник знает отрасль (school) +30",
        ),
        # Both: the criterion is what brings more points.
        (
            {},
            {},
            Criterion.TERRITORY,
            70,
            "одна территория (Ручейный край) +40; одна отрасль (school) +30",
        ),
        (
            {},
            {"territory": "next"},
            Criterion.BRANCH,
            55,
            "соседние территории (Ручейный край и\xa0Степная область) +25; одна отрасль (school) +30",
        ),
        (
            ALIKE | {"processes": frozenset("ab")},
            {"needs": frozenset("bcd")},
            Criterion.TERRITORY,
            50,
            "одна территория (Ручейный край) +40; научит 1 из\xa03\xa0нужных процессов +10",
        ),
        (
            ALIKE | {"processes": frozenset("a")},
            {"needs": frozenset("a")},
            Criterion.TERRITORY,
            70,
            "одна территория (Ручейный край) +40; научит 1 из\xa01\xa0нужного процесса +30",
        ),
    ],
)
def test_points_and_reasons(of_mentor, of_candidate, criterion, points, why):
    found = scored(of_mentor, of_candidate)

    assert (found.criterion, found.points, found.why) == (criterion, points, why)


def test_a_pair_that_worked_before_is_worth_less():
    found = scored(ALIKE, past=frozenset({("m", "c")}))

    assert found.points == 30
    assert found.why.endswith("уже работали вместе −10")


def test_equal_points_of_both_criteria_are_by_territory():
    assert scored(weights=Weights(same_territory=30)).criterion == Criterion.TERRITORY


def test_reasons_are_kept_as_data_with_their_sum():
    found = scored()

    assert found.as_data == [
        {"code": "same_territory", "points": 40, "words": "одна территория (Ручейный край)"},
        {"code": "same_branch", "points": 30, "words": "одна отрасль (school)"},
    ]


@pytest.mark.parametrize(
    ("of_mentor", "of_candidate", "expected"),
    [
        ({}, {"is_certified": True}, Obstacle.CERTIFIED),
        (ALIKE, {"territory": "far"}, Obstacle.CRITERION),
        (ALIKE, {"territory": "lost"}, Obstacle.CRITERION),
        (
            {"territory": None, "branch": None},
            {"territory": None, "branch": None},
            Obstacle.CRITERION,
        ),
        ({"languages": frozenset({"tt"})}, {}, Obstacle.LANGUAGE),
        ({"languages": frozenset({"tt", "ru"})}, {}, None),
        ({"remote": False}, {"visits": False}, Obstacle.WAY),
        ({"remote": False}, {}, None),
        ({"remote": False, "reach_km": 99}, {"territory": "near"}, Obstacle.WAY),
        ({"remote": False, "reach_km": 100}, {"territory": "near"}, None),
        ({"remote": True, "reach_km": 0}, {"territory": "near"}, None),
        ({"remote": False, "reach_km": 0}, {}, None),
        # How far a place without a centre is nobody knows.
        ({"remote": False, "reach_km": 900}, {"territory": "lost"}, Obstacle.WAY),
        ({"remote": False}, {"territory": "lost"}, None),
    ],
)
def test_what_makes_a_pair_impossible(of_mentor, of_candidate, expected):
    one, other = mentor(**of_mentor), candidate(**of_candidate)
    whole = field([one], [other], PLACES)

    assert obstacle(one, other, whole) == expected
    assert (score(one, other, whole) is None) == (expected is not None)


@given(fields(most=6))
@settings(deadline=None)
def test_the_matrix_says_of_all_what_is_said_of_each(whole):
    matrix = matrix_of(whole)

    for row, one in enumerate(matrix.mentors):
        for column, other in enumerate(matrix.candidates):
            found = score(one, other, whole)
            assert OBSTACLES[matrix.obstacles[row, column]] == obstacle(one, other, whole)
            assert found is None or matrix.points[row, column] == found.points
