"""What a clause is called, whether it changed, and how clauses are counted. Plain values in, an answer out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from documents.regulations.choices import HEADINGS, ClauseKind
from documents.regulations.rules import occurrence
from home.rulebook import rule
from home.rulebook.text import NBSP

from .choices import Manner

LINKED = rule(
    "coverage.linked",
    title="Правила программы связаны с пунктами Положения",
    cites="3.10",
    does="Правила программы ведут к пунктам действующей редакции; когда пункт меняется, связь проверяет секретарь.",
)

_SHORT = {
    ClauseKind.PART: "ч.",
    ClauseKind.CHAPTER: "гл.",
    ClauseKind.SECTION: "разд.",
    ClauseKind.ARTICLE: "ст.",
    ClauseKind.APPENDIX: "прил.",
    ClauseKind.CLAUSE: "п.",
}
_ORDINALS = {2: "второй", 3: "третий", 4: "четвёртый", 5: "пятый"}
_PARAGRAPH = re.compile(r"abz(\d+)$")
_GENITIVE = {
    "Положение": "Положения",
    "Регламент": "Регламента",
    "Порядок": "Порядка",
    "Правила": "Правил",
    "Устав": "Устава",
    "Стандарт": "Стандарта",
    "Концепция": "Концепции",
    "Модель": "Модели",
}


@dataclass(eq=False)
class Piece:
    """A clause among its neighbours; `parent` is what it stands in."""

    pk: int
    anchor: str
    kind: str
    label: str | None
    marker: str
    title: str
    text: str
    parent: "Piece | None" = None
    children: list["Piece"] = field(default_factory=list)

    @property
    def is_heading(self) -> bool:
        return self.kind in HEADINGS

    @property
    def can_oblige(self) -> bool:
        """Has words of its own: no heading, and no line that only leads in what follows."""
        return not self.is_heading and bool(self.text) and not self.text.rstrip().endswith(":")

    @property
    def is_filled_in(self) -> bool:
        """A form or a table is no sentence of its own: what is said of the appendix is said of it."""
        return self.kind in (ClauseKind.FORM, ClauseKind.TABLE)

    @property
    def above(self) -> list["Piece"]:
        """From the top down to what it stands in."""
        chain: list[Piece] = []
        piece = self.parent
        while piece:
            chain.insert(0, piece)
            piece = piece.parent
        return chain

    @property
    def place(self) -> str:
        """«п. 3.1», «п. 3.13 абз. 2», «п. 1.4 «а»», «прил. А», «гл. 1, разд. 2, п. 4.7»."""
        chain = [*self.above, self]
        named = [piece for piece in chain if piece.kind in _SHORT]
        base = named[-1] if named else None
        # A number that is counted anew elsewhere is told by what it stands in, as its anchor is.
        is_qualified = base and base.kind == ClauseKind.CLAUSE and not base.anchor.startswith("p-")
        shown = named if is_qualified else named[-1:]
        words = ", ".join(map(_short_name, shown)) or "начало"
        inner = chain[chain.index(base) + 1 :] if base else chain
        return " ".join([words, *map(_inner_name, inner[-1:])])

    @property
    def words_sha256(self) -> str:
        """Of its words and those of everything in it, whatever their numbers: a renumbered clause keeps it."""
        digest = sha256()
        for piece in self.walk():
            digest.update(f"{piece.kind}\x1f{piece.title}\x1f{piece.text}\x1e".encode())
        return digest.hexdigest()

    @property
    def excerpt(self) -> str:
        words = self.title or self.text or " ".join(child.text for child in self.children)
        line = " ".join(words.split())
        return line if len(line) <= 140 else line[:139].rpartition(" ")[0].rstrip(" ,;:–-") + "…"

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()


def _short_name(piece: Piece) -> str:
    label = piece.label or piece.title or piece.marker
    number = occurrence(piece.anchor) if piece.kind == ClauseKind.CLAUSE else 1
    ordinal = f" ({_ORDINALS.get(number, f'{number}-й')})" if number > 1 else ""
    return f"{_SHORT[piece.kind]}{NBSP}{label}{ordinal}"


def _inner_name(piece: Piece) -> str:
    if piece.label:
        return f"«{piece.label}»"
    if paragraph := _PARAGRAPH.search(piece.anchor):
        return f"абз.{NBSP}{paragraph[1]}"
    return {ClauseKind.FORM: "(форма)", ClauseKind.TABLE: "(таблица)"}.get(piece.kind, "")


def build_pieces(rows: Iterable[tuple]) -> dict[str, Piece]:
    """By anchor, in the order of the text; a row: (pk, parent pk, anchor, kind, label, marker, title, text)."""
    by_pk: dict[int, Piece] = {}
    for pk, parent_pk, anchor, kind, label, marker, title, text in rows:
        parent = by_pk.get(parent_pk)
        piece = Piece(pk, anchor, kind, label, marker, title or "", text, parent)
        by_pk[pk] = piece
        if parent:
            parent.children.append(piece)
    return {piece.anchor: piece for piece in by_pk.values()}


def of_regulation(short_name: str, *, is_only: bool) -> str:
    """«Положения» where the site has one regulation, else «Положения об Ассоциации», «(Стандарт услуг)»."""
    first, _, rest = short_name.partition(" ")
    genitive = _GENITIVE.get(first)
    if genitive is None:
        return f"(«{short_name}»)"
    return genitive if is_only or not rest else f"{genitive} {rest}"


@dataclass(frozen=True)
class Fate:
    """What became of a clause in another edition: its anchor there, and whether it says the same."""

    anchor: str | None
    is_same: bool = False


def fate_of(
    piece: Piece, later: Mapping[str, Piece], moved: Mapping[str, str], words: str | None = None
) -> Fate:
    """`moved` leads old anchors to new ones; `words` is the text to compare with, the piece's own by default."""
    words = words or piece.words_sha256
    anchor = moved.get(piece.anchor, piece.anchor)
    if piece.anchor not in moved and anchor in moved.values():
        # Another clause has moved to this number, and this one is gone.
        return Fate(None)
    found = later.get(anchor)
    if found is None:
        return Fate(None)
    return Fate(anchor, found.words_sha256 == words)


def strongest(manners: Iterable[str]) -> str:
    """The manner of a clause that several rules speak of; empty without any."""
    present = set(manners)
    return next((manner.value for manner in Manner if manner in present), "")
