"""The map: a tile for each territory that has a place on it, in a grid from the upper left corner."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from .lines import wrap

SIDE = 120
GAP = 8
LETTERS_IN_TILE = 15
LINES_IN_TILE = 3
LEVELS = (0, 1, 3, 10, 30)
"""From how many of what is counted on a tile is the next shade darker; the number stands on it in any case."""


@dataclass(frozen=True)
class Place:
    """A territory as the queries give it."""

    pk: int
    name: str
    column: int | None
    row: int | None
    members: int
    candidates: int

    @property
    def count(self) -> int:
        return self.members

    @property
    def words(self) -> str:
        return f"членов {self.members}, кандидатов {self.candidates}"


class Drawable(Protocol):
    """What a place of any map has: `count` stands on its tile and makes it dark, `words` say what is counted."""

    pk: int
    name: str
    column: int | None
    row: int | None

    @property
    def count(self) -> int: ...

    @property
    def words(self) -> str: ...


@dataclass(frozen=True)
class Tile:
    """What is drawn of a place; lengths in units of the picture."""

    place: Drawable
    x: int
    y: int
    lines: tuple[str, ...]
    level: int


@dataclass(frozen=True)
class TileMap:
    width: int
    height: int
    tiles: tuple[Tile, ...]


def lay_out(places: Sequence[Drawable]) -> TileMap:
    """Tiles row by row; empty columns and rows at the edges take no room. Places without a tile are left to the table."""
    drawn = [place for place in places if place.column is not None and place.row is not None]
    if not drawn:
        return TileMap(0, 0, ())
    left = min(place.column for place in drawn)
    top = min(place.row for place in drawn)
    columns = max(place.column for place in drawn) - left + 1
    rows = max(place.row for place in drawn) - top + 1
    in_order = sorted(drawn, key=lambda place: (place.row, place.column))
    tiles = tuple(_tile(place, place.column - left, place.row - top) for place in in_order)
    return TileMap(columns * (SIDE + GAP) - GAP, rows * (SIDE + GAP) - GAP, tiles)


def _tile(place: Drawable, column: int, row: int) -> Tile:
    lines = tuple(wrap(place.name, LETTERS_IN_TILE, LINES_IN_TILE))
    return Tile(place, column * (SIDE + GAP), row * (SIDE + GAP), lines, level_of(place.count))


def level_of(count: int) -> int:
    """0 … 4, by LEVELS."""
    return max(level for level, least in enumerate(LEVELS) if count >= least)
