"""Lines, tiles and words of badges: tables without a database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.organisations.choices import Standing
from association.register.rules.badges import LETTERS_IN_LINE, LINES_OF_NAME, badge_of
from association.register.rules.lines import wrap
from association.register.rules.tiles import GAP, SIDE, Place, lay_out, level_of


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Школа", ["Школа"]),
        ("Школа на горе", ["Школа на", "горе"]),
        ("Школа на горе у моря", ["Школа на", "горе у…"]),
        ("Самоуправление", ["Самоуправл", "ение"]),
        ("", [""]),
    ],
)
def test_words_are_laid_into_lines(text, lines):
    assert wrap(text, 10, 2) == lines


@given(st.text(max_size=200), st.integers(2, 40), st.integers(1, 4))
def test_no_line_is_longer_than_its_place(text, width, most):
    lines = wrap(text, width, most)
    assert len(lines) <= most
    assert all(len(line) <= width for line in lines)


def place(pk: int, column: int | None, row: int | None, members: int = 0) -> Place:
    return Place(pk, f"Район {pk}", column, row, members, 0)


def test_empty_edges_of_the_grid_take_no_room():
    drawn = lay_out([place(1, 5, 8), place(2, 6, 7), place(3, None, None)])
    assert (drawn.width, drawn.height) == (2 * SIDE + GAP, 2 * SIDE + GAP)
    assert [(tile.place.pk, tile.x, tile.y) for tile in drawn.tiles] == [
        (2, SIDE + GAP, 0),
        (1, 0, SIDE + GAP),
    ]


def test_map_without_places_draws_nothing():
    assert lay_out([place(1, None, None)]).tiles == ()


@pytest.mark.parametrize(
    ("members", "level"), [(0, 0), (1, 1), (2, 1), (3, 2), (9, 2), (10, 3), (30, 4), (500, 4)]
)
def test_more_members_make_a_darker_tile(members, level):
    assert level_of(members) == level


@pytest.mark.parametrize(
    ("standing", "words", "stands"),
    [
        (Standing.MEMBER, "Член Ассоциации с\xa012.01.2026", True),
        (Standing.CANDIDATE, "Кандидат в\xa0члены с\xa012.01.2026", True),
        (Standing.FORMER, "Не\xa0состоит в\xa0Ассоциации", False),
        (Standing.APPLICANT, "Не\xa0состоит в\xa0Ассоциации", False),
        (Standing.NONE, "Не\xa0состоит в\xa0Ассоциации", False),
    ],
)
def test_badge_says_what_the_organisation_is(standing, words, stands):
    badge = badge_of("Школа", standing, date(2026, 1, 12))
    assert (badge.words, badge.is_standing) == (words, stands)


def test_long_name_keeps_to_its_lines_on_a_badge():
    name = badge_of("Очень длинное название " * 20, Standing.MEMBER, None).name
    assert len(name) == LINES_OF_NAME
    assert all(len(line) <= LETTERS_IN_LINE for line in name)
