"""An edition as a reader sees it: contents and text, made once and kept in the cache.

An adopted edition never changes, so its HTML is kept under the hash of its text and of the
templates that made it; a draft is made anew every time.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache as once
from hashlib import blake2b
from itertools import groupby
from uuid import uuid4

from django.core.cache import cache
from django.template.loader import get_template, render_to_string
from django.utils.safestring import SafeString, mark_safe

from .choices import ClauseKind
from .rules import foreign_labels, occurrence, span

KEPT_SECONDS = 7 * 24 * 60 * 60
_CONTENTS = "regulations/reading/contents.html"
_TEXT = "regulations/reading/text.html"
_PIECES = ("regulations/reading/piece.html", "regulations/reading/children.html")
_HEADINGS = {
    ClauseKind.PART,
    ClauseKind.CHAPTER,
    ClauseKind.SECTION,
    ClauseKind.ARTICLE,
    ClauseKind.APPENDIX,
}
_BLANK = re.compile(r"_{3,}[. ]*$")
_CAPTION = re.compile(r"^(?:[А-ЯЁ]{3}|[а-яё][^.;:*]{0,60})$")
_ORDINALS = {2: "второй", 3: "третий", 4: "четвёртый", 5: "пятый"}


@dataclass(frozen=True)
class Reading:
    contents: SafeString
    text: SafeString


@dataclass(frozen=True)
class FormLine:
    """A line of a form; `look` is title, blank (a line to write on), caption (what goes there) or text."""

    text: str
    look: str


def read_form(text: str) -> list[FormLine]:
    lines: list[FormLine] = []
    for line in text.split("\n"):
        under_blank = bool(lines) and lines[-1].look in ("blank", "caption")
        if blank := _BLANK.search(line):
            lines.append(FormLine(line[: blank.start()].rstrip(), "blank"))
        elif line.startswith("(") or (under_blank and _CAPTION.match(line)):
            lines.append(FormLine(line, "caption"))
        else:
            lines.append(FormLine(line, "title" if line.isupper() else "text"))
    return lines


@dataclass(eq=False)
class Piece:
    """A clause with what stands in it; flat values for the template. `level` is that of an h2, h3, h4."""

    clause: object
    level: int = 2
    children: list["Piece"] = field(default_factory=list)

    @property
    def is_heading(self) -> bool:
        return self.clause.kind in _HEADINGS

    @property
    def hanging_number(self) -> str:
        """«5.» of «5. Взаимодействие», which hangs in the margin; «Раздел 5» is part of the words."""
        marker = self.clause.marker
        return marker if self.clause.kind == ClauseKind.SECTION and " " not in marker else ""

    @property
    def heading(self) -> str:
        words = () if self.hanging_number else (self.clause.marker,)
        return " ".join(filter(None, (*words, self.clause.title)))

    @property
    def headings(self) -> list["Piece"]:
        return [child for child in self.children if child.is_heading]

    @property
    def subclauses(self) -> list["Piece"]:
        return [child for child in self.children if child.clause.kind == ClauseKind.CLAUSE]

    @property
    def runs(self) -> list[tuple[bool, list["Piece"]]]:
        """Children in runs: rows that follow one another make one list.

        The sub-clauses of a clause are not among them: their numbers hang in the same margin as its own.
        """
        apart = self.subclauses if self.clause.kind == ClauseKind.CLAUSE else []
        inner = [child for child in self.children if child not in apart]
        return [
            (are_rows, list(run))
            for are_rows, run in groupby(inner, lambda child: child.clause.kind == ClauseKind.ITEM)
        ]

    @property
    def table(self) -> list[list[str]]:
        """Rows of cells."""
        return [line.split("\t") for line in self.clause.text.split("\n")]

    @property
    def form(self) -> list[FormLine]:
        return read_form(self.clause.text)

    @property
    def foreign_clauses(self) -> str:
        """«6.1–6.5» in the second section «5.» (C2)."""
        if self.clause.kind != ClauseKind.SECTION:
            return ""
        labels = [child.clause.label for child in self.subclauses]
        foreign = foreign_labels(self.clause.label, labels)
        return span(foreign) if foreign else ""

    @property
    def ordinal(self) -> str:
        """«второй» for the second clause of one number (C1)."""
        number = occurrence(self.clause.anchor)
        is_repeated = number > 1 and self.clause.kind == ClauseKind.CLAUSE
        return _ORDINALS.get(number, f"{number}-й") if is_repeated else ""


def read_edition(edition) -> Reading:
    """Contents and text of an edition; one query, none when an adopted one has been read before."""
    if not edition.is_adopted:
        return _render(edition.clauses.all())
    stamp = _stamp(edition.page_id)
    key = f"regulations:reading:{edition.pk}:{edition.text_sha256}:{_templates_hash()}:{stamp}"
    if kept := cache.get(key):
        return Reading(*map(mark_safe, kept))
    reading = _render(edition.clauses.all())
    cache.set(key, (str(reading.contents), str(reading.text)), KEPT_SECONDS)
    return reading


def build_pieces(clauses: Iterable) -> list[Piece]:
    """The tree of an edition from its clauses in order."""
    pieces: dict[int, Piece] = {}
    top: list[Piece] = []
    for clause in clauses:
        parent = pieces.get(clause.parent_id)
        piece = pieces[clause.pk] = Piece(clause, level=min(parent.level + 1, 5) if parent else 2)
        (parent.children if parent else top).append(piece)
    return top


def _render(clauses: Iterable) -> Reading:
    pieces = build_pieces(clauses)
    return Reading(
        contents=mark_safe(render_to_string(_CONTENTS, {"pieces": pieces})),  # noqa: S308
        text=mark_safe(render_to_string(_TEXT, {"pieces": pieces})),  # noqa: S308
    )


def forget(page=None) -> None:
    """Make the kept texts of a regulation, or of all, stale in every process: what stands beside them has changed."""
    cache.set(_stamp_key(page.pk if page else 0), uuid4().hex, None)


def _stamp_key(page_pk: int) -> str:
    return f"regulations:reading-stamp:{page_pk}"


def _stamp(page_pk: int) -> str:
    """Changes with every `forget` of the page or of all."""
    keys = (_stamp_key(0), _stamp_key(page_pk))
    found = cache.get_many(keys)
    return "-".join(found.get(key, "") for key in keys)


@once
def _templates_hash() -> str:
    """A deployment with other templates makes every text anew."""
    sources = [get_template(name).template.source for name in (_CONTENTS, _TEXT, *_PIECES)]
    return blake2b("".join(sources).encode(), digest_size=8).hexdigest()
