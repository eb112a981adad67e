"""Rows of tables: lines whose cells are parted by tabs, and lines that only happen to have one."""

import re
from dataclasses import replace

from .lines import Line
from .signs import begins_small

_MARKED = re.compile(
    r"^(?P<marker>(?P<number>\d{1,3}(?:\.\d{1,3})+)\.?|\d{1,3}[.)]|[IVX]+\.|[А-Яа-яёa-z]\)|[а-яё]\."
    r"|[-–—•·▪●○*\uf0b7\uf0a7]|(?:Часть|Раздел|Глава|Статья|Приложение)\s\S{1,5})\t(?=[^\t]+$)",
    re.IGNORECASE,
)


def settle_tabs(lines: list[Line]) -> list[Line]:
    """Tabs stay in rows of tables; after a number, and in a line alone, a tab is a space."""
    rows: list[bool] = []
    for at, line in enumerate(lines):
        in_table = at > 0 and rows[at - 1]
        rows.append(line.is_row and not _is_marked(line, lines[at - 1] if in_table else None))
    settled = []
    for at, line in enumerate(lines):
        beside = _has_row(lines, rows, at, -1) or _has_row(lines, rows, at, 1)
        if line.is_row and not (rows[at] and beside):
            line = replace(line, text=" ".join(line.text.split()))
        settled.append(line)
    return settled


def _has_row(lines: list[Line], rows: list[bool], at: int, step: int) -> bool:
    """Is the next line that way a row, or the rest of a cell with a row behind it?"""
    beside, behind = at + step, at + 2 * step
    if not 0 <= beside < len(rows):
        return False
    if rows[beside]:
        return True
    return 0 <= behind < len(rows) and rows[behind] and begins_small(lines[beside].text)


def _is_marked(line: Line, row_above: Line | None) -> bool:
    """«1.1.\\tТекст» is a clause; «1.\\tКниги» below a row is the next row."""
    match = _MARKED.match(line.text)
    if not match:
        return False
    if row_above is None:
        return True
    return bool(match["number"]) and not re.match(r"\d+\.\d", row_above.text)
