"""Letters of a page, with their places, to lines in the order of reading. Pure: no PDF, no imports of ours.

Lengths are points of the page, y grows upwards. An em is the size of the letters.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

SAME_LINE = 0.35
"""Of an em: baselines that differ by less are one line."""
SPACE = 0.17
"""Of an em: a wider gap parts words."""
CELL = 1.2
"""Of an em: a wider gap may part cells."""
ALIGNED = 0.5
"""Of an em: edges of cells that differ by less are one column."""
NEIGHBOURS = 3
GUTTER_LINES = 6
FULL_LINE = 0.6
PARAGRAPH = 1.45
"""A step down that is so many times the usual one leaves a blank line."""

_NUMBER = re.compile(r"^(?:[\dIVXLC]{1,5}(?:\.\d{1,3})*[.)]?|[а-яёa-z][.)]|[-–—•▪·o*])$")


@dataclass(frozen=True, slots=True)
class Letter:
    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True)
class Piece:
    """Letters side by side without a gap wide enough for a cell."""

    text: str
    left: float
    right: float


@dataclass(frozen=True)
class Row:
    base: float
    size: float
    pieces: tuple[Piece, ...]

    @property
    def left(self) -> float:
        return self.pieces[0].left

    @property
    def right(self) -> float:
        return self.pieces[-1].right

    @property
    def is_listed(self) -> bool:
        """A number or bullet that hangs before its text, which is no cell."""
        return len(self.pieces) == 2 and bool(_NUMBER.match(self.pieces[0].text))


def lines_of(letters: list[Letter]) -> list[str]:
    """The lines of a page from top to bottom, column after column; "" where a gap parts paragraphs."""
    rows = _rows(letters)
    lines: list[str] = []
    for column in _columns(rows):
        lines.extend(_printed(column))
        lines.append("")
    return lines[:-1]


def _rows(letters: list[Letter]) -> list[Row]:
    """Letters that share a baseline, roughly: a raised mark belongs to the line it stands in."""
    gathered: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda one: -one.base):
        last = gathered[-1] if gathered else None
        if last and last[0].base - letter.base <= SAME_LINE * max(last[0].size, letter.size):
            last.append(letter)
        else:
            gathered.append([letter])
    return [row for row in map(_row, gathered) if row.pieces]


def _row(letters: list[Letter]) -> Row:
    size = median(letter.size for letter in letters)
    base = median(letter.base for letter in letters)
    pieces: list[Piece] = []
    text, left, right, last = "", 0.0, 0.0, None
    for letter in sorted(letters, key=lambda one: one.left):
        if last and _is_printed_twice(last, letter):
            continue
        if letter.text.isspace():
            continue
        gap = letter.left - right
        if text and gap > CELL * size:
            pieces.append(Piece(text, left, right))
            text = ""
        elif text and gap > SPACE * size:
            text += " "
        if not text:
            left = letter.left
        text, right, last = text + letter.text, max(right, letter.right), letter
    if text:
        pieces.append(Piece(text, left, right))
    return Row(base, size, tuple(pieces))


def _is_printed_twice(last: Letter, letter: Letter) -> bool:
    """Some programs print a letter twice, a little aside, to make it bold."""
    return letter.text == last.text and letter.left - last.left < 0.12 * letter.size


def _columns(rows: list[Row]) -> list[list[Row]]:
    """The page as one column, or the parts of it: above two columns, the left, the right, below."""
    gutter = _gutter(rows)
    if gutter is None:
        return [rows]
    parts: list[list[Row]] = []
    left, right = [], []
    for row in rows:
        if row.left < gutter < row.right and _crosses(row, gutter):
            parts.extend(filter(None, (left, right)))
            left, right = [], []
            parts.append([row])
            continue
        sides = (
            (left, tuple(piece for piece in row.pieces if piece.right <= gutter)),
            (right, tuple(piece for piece in row.pieces if piece.left >= gutter)),
        )
        for side, pieces in sides:
            if pieces:
                side.append(Row(row.base, row.size, pieces))
    parts.extend(filter(None, (left, right)))
    return _joined(parts, gutter)


def _joined(parts: list[list[Row]], gutter: float) -> list[list[Row]]:
    """Lines over the whole width that follow each other are one part."""
    joined: list[list[Row]] = []
    for part in parts:
        is_wide = _crosses(part[0], gutter)
        if joined and is_wide and _crosses(joined[-1][0], gutter):
            joined[-1].extend(part)
        else:
            joined.append(part)
    return joined


def _crosses(row: Row, gutter: float) -> bool:
    return any(piece.left < gutter < piece.right for piece in row.pieces)


def _gutter(rows: list[Row]) -> float | None:
    """Where a page is parted into two columns of prose; None for one column, and for a table.

    Prose fills its column: most lines on both sides are nearly as wide as the column is.
    """
    if len(rows) < GUTTER_LINES:
        return None
    start, end = min(row.left for row in rows), max(row.right for row in rows)
    width = end - start
    for share in (0.5, 0.48, 0.52, 0.46, 0.54, 0.44, 0.56, 0.42, 0.58, 0.4, 0.6):
        gutter = start + share * width
        left = [p for row in rows for p in row.pieces if p.right <= gutter]
        right = [p for row in rows for p in row.pieces if p.left >= gutter]
        crossing = sum(_crosses(row, gutter) for row in rows)
        if min(len(left), len(right)) < GUTTER_LINES or crossing > len(rows) / 4:
            continue
        if _is_prose(left) and _is_prose(right):
            return gutter
    return None


def _is_prose(pieces: list[Piece]) -> bool:
    start, end = min(p.left for p in pieces), max(p.right for p in pieces)
    full = sum(p.right - p.left > FULL_LINE * (end - start) for p in pieces)
    return full > 0.6 * len(pieces) and end - start > 100


def _printed(rows: list[Row]) -> list[str]:
    steps = [above.base - below.base for above, below in pairwise(rows)]
    usual = median(steps) if steps else 0.0
    size = median(row.size for row in rows) if rows else 0.0
    lines: list[str] = []
    for at, row in enumerate(rows):
        if at and steps[at - 1] > PARAGRAPH * usual * max(1.0, row.size / size):
            lines.append("")
        parter = "\t" if _is_of_a_table(rows, at) else " "
        lines.append(parter.join(piece.text for piece in row.pieces))
    return lines


def _is_of_a_table(rows: list[Row], at: int) -> bool:
    """Does a cell stand in one column with a cell of a row close by?"""
    row = rows[at]
    if len(row.pieces) < 2 or row.is_listed:
        return False
    near = rows[max(0, at - NEIGHBOURS) : at] + rows[at + 1 : at + 1 + NEIGHBOURS]
    others = [other for other in near if len(other.pieces) > 1 and not other.is_listed]
    return any(
        _are_aligned(mine, theirs, row.size)
        for other in others
        for mine in row.pieces[1:]
        for theirs in other.pieces[1:]
    )


def _are_aligned(mine: Piece, theirs: Piece, size: float) -> bool:
    middle = (mine.left + mine.right - theirs.left - theirs.right) / 2
    gaps = (mine.left - theirs.left, mine.right - theirs.right, middle)
    return min(map(abs, gaps)) <= ALIGNED * size
