"""Letters of a page, with their places, to lines in the order of reading. Pure: no PDF, no imports of ours.

Lengths are points of the page, y grows upwards. An em is the size of the letters.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from math import inf
from statistics import median

SAME_LINE = 0.35
"""Of an em: baselines that differ by less are one line."""
RAISED = 0.2
"""Of an em: a digit that stands so much higher is a mark or a power."""
MARK_SIZE = 0.92
MARK_SHIFT = 0.75
"""Smaller letters this near to a line, as a part of its em, are marks in it."""
SPACE = 0.17
"""Of an em: a wider gap parts words."""
CELL = 1.2
WIDER = 2.5
CERTAIN = 3.0
"""A gap may part cells from CELL of an em on, if it is WIDER than the least gap of its line (in a
justified line all gaps are alike), or from CERTAIN of an em on."""
ALIGNED = 0.3
"""Of an em: edges of cells that differ by less are one column."""
NEIGHBOURS = 3
GUTTER_LINES = 6
GUTTER_FROM, GUTTER_TO = 35, 65
"""Percent of the width of the text, between which the gap of two columns is sought."""
FULL_LINE = 0.6
PARAGRAPH = 1.45
"""A step down that is so many times the usual one leaves a blank line."""

_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
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
    """A word, or words without a gap between them that is wide enough for a cell."""

    text: str
    left: float
    right: float


@dataclass(frozen=True)
class Row:
    base: float
    size: float
    words: tuple[Piece, ...]

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right

    @cached_property
    def cells(self) -> list[Piece]:
        """What the gaps of the line part, if this line is of a table."""
        gaps = [after.left - before.right for before, after in pairwise(self.words)]
        least = min(gaps, default=0.0)
        cells = [self.words[0]]
        for gap, word in zip(gaps, self.words[1:], strict=True):
            is_wide = gap > CELL * self.size and gap > WIDER * least
            if is_wide or gap > CERTAIN * self.size:
                cells.append(word)
            else:
                last = cells.pop()
                cells.append(Piece(f"{last.text} {word.text}", last.left, word.right))
        return cells

    @property
    def may_be_of_a_table(self) -> bool:
        """Not when all that is parted off is a number or bullet that hangs before its text."""
        is_listed = len(self.cells) == 2 and _NUMBER.match(self.cells[0].text)
        return len(self.cells) > 1 and not is_listed


def lines_of(letters: list[Letter]) -> list[str]:
    """The lines of a page from top to bottom, column after column; "" where a gap parts paragraphs."""
    rows = _rows(letters)
    lines: list[str] = []
    for column in _columns(rows):
        lines.extend(_printed(column))
        lines.append("")
    return lines[:-1]


def _rows(letters: list[Letter]) -> list[Row]:
    """Letters that share a baseline, roughly; a mark above or below a line belongs to it."""
    gathered: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda one: -one.base):
        last = gathered[-1] if gathered else None
        if last and last[0].base - letter.base <= SAME_LINE * max(last[0].size, letter.size):
            last.append(letter)
        else:
            gathered.append([letter])
    return [_row(row) for row in _with_marks(gathered)]


def _with_marks(rows: list[list[Letter]]) -> list[list[Letter]]:
    kept: list[list[Letter]] = []
    waiting: list[Letter] = []
    for at, row in enumerate(rows):
        if kept and _are_marks(row, kept[-1]):
            kept[-1].extend(row)
        elif at + 1 < len(rows) and _are_marks(row, rows[at + 1]):
            waiting.extend(row)
        else:
            kept.append(row + waiting)
            waiting = []
    return kept


def _are_marks(marks: list[Letter], row: list[Letter]) -> bool:
    """Small letters, near to the line, where it has none of its own."""
    size = _size(row)
    return (
        _size(marks) < MARK_SIZE * size
        and abs(_base(marks) - _base(row)) < MARK_SHIFT * size
        and not any(_overlap(mark, letter) for mark in marks for letter in row)
    )


def _overlap(one: Letter, other: Letter) -> bool:
    return min(one.right, other.right) - max(one.left, other.left) > 0.5 * (one.right - one.left)


def _size(letters: list[Letter]) -> float:
    return median(letter.size for letter in letters)


def _base(letters: list[Letter]) -> float:
    return median(letter.base for letter in letters)


def _row(letters: list[Letter]) -> Row:
    size, base = _size(letters), _base(letters)
    return Row(base, size, tuple(_words(letters, size, base)))


def _words(letters: list[Letter], size: float, base: float) -> list[Piece]:
    words: list[Piece] = []
    last = None
    for letter in sorted(letters, key=lambda one: one.left):
        if last and _is_printed_twice(last, letter):
            continue
        text = letter.text
        if letter.base - base > RAISED * size and letter.size < MARK_SIZE * size:
            text = text.translate(_RAISED_DIGITS)
        if words and letter.left - words[-1].right <= SPACE * size:
            word = words.pop()
            words.append(Piece(word.text + text, word.left, max(word.right, letter.right)))
        else:
            words.append(Piece(text, letter.left, letter.right))
        last = letter
    return words


def _is_printed_twice(last: Letter, letter: Letter) -> bool:
    """Some programs print a letter twice, a little aside, to make it bold."""
    return letter.text == last.text and letter.left - last.left < 0.12 * letter.size


def _columns(rows: list[Row]) -> list[list[Row]]:
    """The page as one column, or the parts of it: above two columns, the left, the right, below."""
    gutter = _gutter(rows)
    if gutter is None:
        return [rows]
    parts: list[list[Row]] = []
    for is_wide, group in groupby(rows, key=lambda row: _crosses(row, gutter)):
        band = list(group)
        parts.extend([band] if is_wide else filter(None, _sides(band, gutter)))
    return parts


def _crosses(row: Row, gutter: float) -> bool:
    """Does the line go on over the gap between the columns?"""
    left = max((word.right for word in row.words if word.left < gutter), default=-inf)
    right = min((word.left for word in row.words if word.right > gutter), default=inf)
    return right - left < row.size


def _gutter(rows: list[Row]) -> float | None:
    """Where a page is parted into two columns of prose; None for one column, and for a table."""
    if len(rows) < GUTTER_LINES:
        return None
    start, end = min(row.left for row in rows), max(row.right for row in rows)
    places = [
        start + (end - start) * percent / 100 for percent in range(GUTTER_FROM, GUTTER_TO + 1)
    ]
    free = min(sum(_crosses(row, place) for row in rows) for place in places)
    if free > len(rows) / 4:
        return None
    gaps = [place for place in places if sum(_crosses(row, place) for row in rows) == free]
    gutter = gaps[len(gaps) // 2]
    return gutter if all(map(_is_prose, _sides(rows, gutter))) else None


def _sides(rows: list[Row], gutter: float) -> tuple[list[Row], list[Row]]:
    """The halves of the lines that the gap parts."""
    left, right = [], []
    for row in rows:
        if not _crosses(row, gutter):
            for side, words in (
                (left, [word for word in row.words if word.right <= gutter]),
                (right, [word for word in row.words if word.left >= gutter]),
            ):
                if words:
                    side.append(Row(row.base, row.size, tuple(words)))
    return left, right


def _is_prose(rows: list[Row]) -> bool:
    """Most lines fill their column, begin where it begins, and have some words."""
    if len(rows) < GUTTER_LINES:
        return False
    start, end = min(row.left for row in rows), max(row.right for row in rows)
    full = sum(row.right - row.left > FULL_LINE * (end - start) for row in rows)
    flush = sum(row.left - start < row.size for row in rows)
    most = FULL_LINE * len(rows)
    return full > most and flush > most and median(len(row.words) for row in rows) >= 3


def _printed(rows: list[Row]) -> list[str]:
    steps = [above.base - below.base for above, below in pairwise(rows)]
    usual = median(steps) if steps else 0.0
    size = median(row.size for row in rows) if rows else 0.0
    lines: list[str] = []
    for at, row in enumerate(rows):
        if at and steps[at - 1] > PARAGRAPH * usual * max(1.0, row.size / size):
            lines.append("")
        parter = "\t" if _is_of_a_table(rows, at) else " "
        lines.append(parter.join(cell.text for cell in row.cells))
    return lines


def _is_of_a_table(rows: list[Row], at: int) -> bool:
    """Does a cell stand in one column with a cell of a row close by?"""
    row = rows[at]
    near = rows[max(0, at - NEIGHBOURS) : at] + rows[at + 1 : at + 1 + NEIGHBOURS]
    return row.may_be_of_a_table and any(
        _are_aligned(mine, theirs, row.size)
        for other in near
        if other.may_be_of_a_table
        for mine in row.cells[1:]
        for theirs in other.cells[1:]
    )


def _are_aligned(mine: Piece, theirs: Piece, size: float) -> bool:
    middle = (mine.left + mine.right - theirs.left - theirs.right) / 2
    gaps = (mine.left - theirs.left, mine.right - theirs.right, middle)
    return min(map(abs, gaps)) <= ALIGNED * size
