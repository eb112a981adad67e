"""Numbers of certificates that were given before the register was kept here: which place in which book they take."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .rules import number_for, number_key

LARGEST = 999_999
"""A greater ordinal is a serial number or a slip of the pen: the counter would go on after it."""
FIRST_YEAR, LAST_YEAR = 1990, 2100
_FIELD = re.compile(r"\{(year|number)(?::0[1-9])?\}")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Place:
    """The year of the book and the ordinal in it."""

    year: int
    sequence: int


def place_by_pattern(pattern: str, number: str) -> Place | None:
    """The place by which the pattern gives that number, however it is typed; None when it gives no such one."""
    words, literal = [], 0
    for field in _FIELD.finditer(pattern):
        words.append(re.escape(number_key(pattern[literal : field.start()])))
        words.append(r"(?P<year>\d{4})" if field[1] == "year" else r"(?P<number>\d+)")
        literal = field.end()
    words.append(re.escape(number_key(pattern[literal:])))
    found = re.fullmatch("".join(words), number_key(number))
    return _place(int(found["year"]), int(found["number"])) if found else None


def place_by_digits(number: str, year: int) -> Place | None:
    """«15», «15/2019», «2019-15», «№ 15-19» of the year 2019: the one group of digits that is not the year.

    None when no group, or more than one, could be the ordinal.
    """
    groups = [int(group) for group in _DIGITS.findall(number)]
    if len(groups) == 2 and groups[0] != groups[1]:
        groups = [group for group in groups if group not in (year, year % 100)]
    return _place(year, groups[0]) if len(groups) == 1 else None


def _place(year: int, sequence: int) -> Place | None:
    fits = FIRST_YEAR <= year <= LAST_YEAR and 1 <= sequence <= LARGEST
    return Place(year, sequence) if fits else None


def taken_from_future(pattern: str, number: str) -> Place | None:
    """The place under which the pattern would print just this number: no other certificate may bear it."""
    place = place_by_pattern(pattern, number)
    same = place and number_key(number_for(pattern, place.year, place.sequence))
    return place if same == number_key(number) else None


def gaps(numbers: Iterable[int], last: int) -> Iterator[range]:
    """Runs of ordinals up to `last` that nobody bears; `numbers` ascend."""
    expected = 1
    for number in numbers:
        if number > expected:
            yield range(expected, number)
        expected = number + 1
    if last >= expected:
        yield range(expected, last + 1)
