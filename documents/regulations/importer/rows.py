"""Lists without any mark: which lines after a colon are rows."""

import itertools
import re
from dataclasses import replace

from ..choices import ClauseKind
from .blocks import Block
from .headings import looks_numbered
from .layout import Layout
from .lines import Line
from .signs import begins_small, cites, hangs

_MARKED = re.compile(
    r"\(?\w{1,2}\)|[-–—•·▪●○*\uf0b7]|[а-яё]\.\s|приложение\b|[«_]?_", re.IGNORECASE
)
_MOST_ROWS = 60
_LONGEST_ROW = 120


def find_bare_rows(lines: list[Line], layout: Layout) -> set[int]:
    """Numbers of the lines that are rows though no row ends with a semicolon."""
    rows: set[int] = set()
    for at, line in enumerate(lines):
        if line.text.endswith(":") and not line.is_row:
            run = _run_below(lines, at)
            if _is_bare_list(run, layout):
                rows.update(row.number for row in run)
    return rows


def _run_below(lines: list[Line], at: int) -> list[Line]:
    """The lines up to the next that has a number, a mark of its own, or stands apart."""
    run: list[Line] = []
    for line in lines[at + 1 : at + 2 + _MOST_ROWS]:
        is_next = looks_numbered(line.text) or _MARKED.match(line.text) or line.heading
        if is_next or line.is_row or (run and line.gap and not run[-1].gap and len(run) > 1):
            break
        if line.text.endswith(":"):
            return []
        if run and line.gap and not lines[at + 1].gap:
            break
        run.append(line)
    return run


def _is_bare_list(run: list[Line], layout: Layout) -> bool:
    """Short lines that all begin alike and end alike; only the last may end with a full stop."""
    if not 2 <= len(run) <= _MOST_ROWS:
        return False
    texts = [line.text for line in run]
    ends = {
        "," if text.endswith(",") else text[-1] if text[-1] in ".;:!?" else ""
        for text in texts[:-1]
    }
    is_even = ends in ({""}, {","}) or (ends == {"."} and not begins_small(texts[0]))
    return (
        is_even
        and len({begins_small(text) for text in texts}) == 1
        and texts[-1][-1] not in ":;"
        and all(len(text) <= _LONGEST_ROW for text in texts)
        and not any(layout.is_full(a, b, 0.85) for a, b in itertools.pairwise(texts))
        and not any(cites(text) or (hangs(text) and not text.endswith(",")) for text in texts)
    )


def mark_rows(blocks: list[Block]) -> list[Block]:
    """Paragraphs that are rows of a list after a colon become items."""
    marked: list[Block] = []
    list_is_open = False
    for block in blocks:
        last = marked[-1] if marked else None
        if block.kind == ClauseKind.PARAGRAPH and last and _is_row(block, last, list_is_open):
            block = replace(block, kind=ClauseKind.ITEM)
        if block.kind != ClauseKind.ITEM:
            list_is_open = block.text.endswith(":")
        marked.append(block)
    return marked


def _is_row(block: Block, last: Block, list_is_open: bool) -> bool:
    after_row = last.text.endswith(";")
    if begins_small(block.text):
        return list_is_open or after_row
    if block.text.endswith(":"):
        return False
    return list_is_open and (block.text.endswith(";") or after_row)
