"""Kilometres between the administered centres of territories, over the surface of the Earth."""

from bisect import bisect_right
from functools import cache
from math import cos, pi, radians, sin

MEAN_RADIUS_KM = 6371.0088
"""IUGG; an ellipsoid would change a distance by half a percent, which no weight can tell."""

Vector = tuple[float, float, float]


def unit_vector(latitude: float, longitude: float) -> Vector:
    """Degrees of WGS 84 as a point of the unit sphere."""
    north, east = radians(latitude), radians(longitude)
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)


def squared_chord(a: Vector, b: Vector) -> float:
    """Squared straight line through the sphere; also of arrays of coordinates, to the same last bit."""
    x, y, z = a[0] - b[0], a[1] - b[1], a[2] - b[2]
    return x * x + y * y + z * z


@cache
def chords_of_kilometres() -> tuple[float, ...]:
    """The squared chord at which 0 km becomes 1, 1 becomes 2 and so on to the antipode.

    A distance is found among them rather than by an arc sine, so that one pair of places and a matrix of
    them give the same whole kilometre on every machine.
    """
    longest = int(pi * MEAN_RADIUS_KM)
    return tuple((2 * sin((km + 0.5) / (2 * MEAN_RADIUS_KM))) ** 2 for km in range(longest))


def kilometres(a: Vector, b: Vector) -> int:
    """Along the great circle, to the nearest whole kilometre."""
    return bisect_right(chords_of_kilometres(), squared_chord(a, b))
