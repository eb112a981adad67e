"""Great-circle kilometres between administered centres, by known distances and a second formula."""

from math import asin, cos, pi, radians, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.mentoring.rules.distance import MEAN_RADIUS_KM, kilometres, unit_vector

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)
points = st.tuples(latitudes, longitudes)


def between(a, b) -> int:
    return kilometres(unit_vector(*a), unit_vector(*b))


def haversine(a, b) -> float:
    (north, east), (other_north, other_east) = (map(radians, point) for point in (a, b))
    square = sin((other_north - north) / 2) ** 2
    square += cos(north) * cos(other_north) * sin((other_east - east) / 2) ** 2
    return 2 * MEAN_RADIUS_KM * asin(sqrt(min(square, 1)))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ((53.35, 83.77), (53.35, 83.77), 0),
        ((0, 0), (1, 0), 111),
        ((0, 0), (0, 1), 111),
        ((60, 0), (60, 1), 56),
        ((0, 179.9), (0, -179.9), 22),
        ((90, 10), (90, -170), 0),
        ((0, 0), (0, 180), 20015),
        ((55.7558, 37.6173), (59.9391, 30.3159), 634),
    ],
)
def test_known_distances(a, b, expected):
    assert between(a, b) == expected
    assert between(b, a) == expected


@given(points, points)
def test_a_second_formula_says_the_same_to_the_kilometre(a, b):
    found = between(a, b)

    assert abs(found - haversine(a, b)) < 0.51
    assert 0 <= found <= pi * MEAN_RADIUS_KM
