"""The tree of an edition, piece by piece, with flat values for the templates."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString

from ..beside import split_at_errata
from ..choices import HEADINGS, ClauseKind
from ..linking import Correction
from ..naming import ordinal
from ..registry import Mark
from ..rules import foreign_labels, span

_BLANK = re.compile(r"_{3,}[. ]*$")
_CAPTION = re.compile(r"^(?:[А-ЯЁ]{3}|[а-яё][^.;:*]{0,60})$")


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


def plain_words(text: str, anchor: str, errata: Iterable = ()) -> SafeString:
    return conditional_escape(text)


@dataclass(eq=False)
class Piece:
    """A clause with what stands in it and beside it. `level` is that of an h2, h3, h4.

    `words(text, anchor, errata)` makes HTML of a text; `base` is the address of the text, "" within it;
    `pages` the address below which every clause has a page of its own, "" where it has none.
    """

    clause: object
    level: int = 2
    children: list["Piece"] = field(default_factory=list)
    words: Callable[..., SafeString] = plain_words
    base: str = ""
    pages: str = ""
    errata: list = field(default_factory=list)
    interpretations: list = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"{self.base}#{self.clause.anchor}"

    @property
    def own_page(self) -> str:
        return f"{self.pages}{self.clause.anchor}/" if self.pages else ""

    @property
    def html(self) -> SafeString:
        return self._words_of(self.clause.text)

    def _words_of(self, text: str) -> SafeString:
        """A misprint is marked where it stands: a row of a table or a line of a form may not have it."""
        errata = [erratum for erratum in self.errata if erratum.wrong in text]
        return self.words(text, self.clause.anchor, errata)

    @property
    def is_heading(self) -> bool:
        return self.clause.kind in HEADINGS

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
    def heading_html(self) -> SafeString:
        """A heading is a link itself and has none within; a misprint is marked as in the text."""
        return format_html_join(
            "",
            "{}",
            (
                (Correction(0, 0, erratum.right).element(words) if erratum else words,)
                for words, erratum in split_at_errata(self.heading, self.errata)
            ),
        )

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
    def table(self) -> list[list[SafeString]]:
        """Rows of cells."""
        rows = [line.split("\t") for line in self.clause.text.split("\n")]
        return [[self._words_of(cell) for cell in row] for row in rows]

    @property
    def form(self) -> list[FormLine]:
        lines = read_form(self.clause.text)
        return [FormLine(self._words_of(line.text), line.look) for line in lines]

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
        return ordinal(self.clause.anchor) if self.clause.kind == ClauseKind.CLAUSE else ""


def build_pieces(clauses: Iterable) -> list[Piece]:
    """The tree of an edition from its clauses in order."""
    pieces: dict[int, Piece] = {}
    top: list[Piece] = []
    for clause in clauses:
        parent = pieces.get(clause.parent_id)
        piece = pieces[clause.pk] = Piece(clause, level=min(parent.level + 1, 5) if parent else 2)
        (parent.children if parent else top).append(piece)
    return top
