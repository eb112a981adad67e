"""The page of a draft: every row of the outline beside the lines of the file that it was read from."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator
from django.utils.text import Truncator

from .choices import HEADINGS
from .drafts import dropped_of, warnings_of
from .importer import Dropped, Fault
from .models import Clause, Edition

ROWS_ON_A_PAGE = 150
_ORPHANS = 50
_SHOWN = 180
_WIDE_SPACES = re.compile(r"[ \u00a0]{2,}")


@dataclass(frozen=True)
class Line:
    """A line of the file. What was dropped of it is crossed out, with the reason; `is_noise`: all of it was."""

    number: int
    text: str
    dropped: tuple[Dropped, ...] = ()
    is_warned: bool = False

    @property
    def is_noise(self) -> bool:
        return "".join(self.text.split()) == "".join("".join(d.text.split()) for d in self.dropped)


@dataclass(frozen=True)
class Row:
    """A row of the outline; `at` is its place from 0, None for the title of the text."""

    at: int | None
    clause: Clause | None
    lines: tuple[Line, ...]
    warnings: tuple[tuple[int, Fault], ...] = ()

    @property
    def beginning(self) -> str:
        body = " ".join(filter(None, (self.clause.title, self.clause.text)))
        return Truncator(body.replace("\t", " | ")).chars(_SHOWN, truncate="…")

    @property
    def is_heading(self) -> bool:
        return self.clause.kind in HEADINGS

    @property
    def name(self) -> str:
        """What a button says of the row to who does not see it."""
        label = self.clause.label or Truncator(self.beginning).words(3, truncate="…")
        return f"{self.clause.get_kind_display()} {label}"


@dataclass(frozen=True)
class Place:
    """Where a warning or a heading is found."""

    text: str
    page: int
    fragment: str


@dataclass
class Sheet:
    page: Page
    rows: list[Row]
    warnings: list[Place]
    headings: list[Place]
    lost: list[Dropped] = field(default_factory=list)


def make_sheet(edition: Edition, number) -> Sheet:
    """Page `number` of the draft, with the lists that lead to all pages; one query."""
    clauses = list(edition.clauses.order_by("order"))
    title_line = edition.findings.get("title_line", 0)
    title_at = sum((clause.line or 1) < title_line for clause in clauses)
    starts = _starts(clauses, is_first=title_at > 0)
    faults = warnings_of(edition)
    at_fault = [_row_of(fault, clauses, starts) for fault in faults]
    page = Paginator(clauses, ROWS_ON_A_PAGE, orphans=_ORPHANS).get_page(number)
    first = page.start_index() - 1 if clauses else 0
    lines = _lines(edition, {fault.line for fault in faults})
    last = page.paginator.num_pages
    here = defaultdict(list)
    for place, at in enumerate(at_fault):
        here[at].append((place, faults[place]))
    rows = []
    for at, clause in enumerate(page.object_list, start=first):
        end = starts[at + 1] - 1 if at + 1 < len(starts) else len(lines)
        if at == title_at:
            above = lines[max(0, title_line - 1) if at else 0 : starts[at] - 1]
            rows.append(Row(None, None, _worth_showing(above), tuple(here[None])))
        if at == title_at - 1:
            end = min(end, title_line - 1)
        own = _worth_showing(lines[starts[at] - 1 : end])
        rows.append(Row(at, clause, own, tuple(here[at])))
    if title_at == len(clauses) and not page.has_next():
        left = lines[max(0, title_line - 1) :]
        rows.append(Row(None, None, _worth_showing(left), tuple(here[None])))
    return Sheet(
        page=page,
        rows=rows,
        warnings=[
            Place(fault.message, min(page_of(at or 0), last), f"warning-{place}")
            for place, (fault, at) in enumerate(zip(faults, at_fault, strict=True))
        ],
        headings=[
            Place(_heading(clause), min(page_of(at), last), f"row-{at}")
            for at, clause in enumerate(clauses)
            if clause.kind in HEADINGS
        ],
        lost=[piece for piece in dropped_of(edition) if not 0 < piece.line <= len(lines)],
    )


def page_of(row: int) -> int:
    """Of a row; the last page takes a few more, and a number past it leads to it."""
    return row // ROWS_ON_A_PAGE + 1


def _heading(clause: Clause) -> str:
    text = " ".join(filter(None, (clause.marker, clause.title)))
    return Truncator(text or clause.get_kind_display()).chars(80, truncate="…")


def _starts(clauses: Sequence[Clause], *, is_first: bool) -> list[int]:
    """The first line of each row; never before that of the row above.

    `is_first`: the first row stands above the title and takes the lines above itself too.
    """
    starts: list[int] = []
    for clause in clauses:
        starts.append(max(clause.line or 1, starts[-1] if starts else 1))
    if is_first:
        starts[0] = 1
    return starts


def _row_of(fault: Fault, clauses: Sequence[Clause], starts: Sequence[int]) -> int | None:
    """The row at whose line a fault stands; of several, the one of its number. None: above all rows."""
    holding = [at for at, start in enumerate(starts) if start <= fault.line]
    if not holding:
        return None
    line = starts[holding[-1]]
    same = [at for at in holding if starts[at] == line]
    return next((at for at in same if clauses[at].label == fault.label), same[-1])


def _lines(edition: Edition, warned: set[int]) -> list[Line]:
    dropped = defaultdict(list)
    for piece in dropped_of(edition):
        dropped[piece.line].append(piece)
    texts = edition.source_text.split("\n") if edition.source_text else []
    return [
        Line(number, _readable(text), tuple(dropped[number]), number in warned)
        for number, text in enumerate(texts, start=1)
    ]


def _readable(text: str) -> str:
    return _WIDE_SPACES.sub(" ", text.replace("\t", " | ")).strip()


def _worth_showing(lines: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.text)
