"""An outline laid flat: rows in the order of the text, each with its depth, and the tree grown back from them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..choices import HEADINGS, ClauseKind
from .anchors import Parents, assign_anchors
from .blocks import Block
from .heads import Head
from .nodes import Node, Outline

# Outer kinds first: a row stands in the nearest row above that is further out.
_RANKS = {
    kind: rank
    for rank, kind in enumerate(
        (
            ClauseKind.APPENDIX,
            ClauseKind.PART,
            ClauseKind.CHAPTER,
            ClauseKind.SECTION,
            ClauseKind.ARTICLE,
            ClauseKind.CLAUSE,
            ClauseKind.ITEM,
            ClauseKind.PARAGRAPH,
        )
    )
}
LEAVES = frozenset({ClauseKind.PARAGRAPH, ClauseKind.TABLE, ClauseKind.FORM})
"""Kinds that have neither a number nor anything inside."""
LINED = frozenset({ClauseKind.TABLE, ClauseKind.FORM})
WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Piece:
    """A row of a flat outline; the fields are those of Node."""

    kind: ClauseKind
    marker: str
    label: str | None
    title: str | None
    text: str
    line: int
    depth: int

    @property
    def body(self) -> str:
        """What is printed after the number."""
        return " ".join(filter(None, (self.title, self.text)))

    @property
    def printed(self) -> str:
        return " ".join(filter(None, (self.marker, self.title, self.text)))

    @property
    def words(self) -> list[str]:
        return WORD.findall(self.body)

    @property
    def rank(self) -> int:
        return _RANKS.get(self.kind, _RANKS[ClauseKind.PARAGRAPH])

    def with_body(self, body: str) -> "Piece":
        if self.kind in HEADINGS:
            return replace(self, title=one_line(body) or None, text="")
        return replace(self, title=None, text=body if self.kind in LINED else one_line(body))


@dataclass(frozen=True)
class Flat:
    """A whole text; `title` is the one that the source prints, "" when it prints none.

    The title stands at line `title_line`: rows above it, an approval for one, come first in the text.
    """

    title: str
    pieces: tuple[Piece, ...]
    title_line: int = 0

    @property
    def above_title(self) -> int:
        """How many rows stand above the title."""
        below = (at for at, piece in enumerate(self.pieces) if piece.line > self.title_line)
        return next(below, len(self.pieces))

    @property
    def signs(self) -> str:
        """Everything that is printed, in the order of the source."""
        printed = [piece.printed for piece in self.pieces]
        printed.insert(self.above_title, self.title)
        return "".join(map(signs_of, printed))


def flatten(outline: Outline) -> Flat:
    rows = (
        Piece(node.kind, node.marker, node.label, node.title, node.text, node.line, depth)
        for depth, node in outline.walk()
    )
    return Flat(outline.title, tuple(rows), outline.title_line)


def regrow(flat: Flat) -> tuple[Node, ...]:
    """The tree of the rows, with the anchors that belong to it."""
    parents = _parents(flat.pieces)
    anchors = assign_anchors([_block(piece) for piece in flat.pieces], parents)
    children: list[list[Node]] = [[] for _ in flat.pieces]
    top: list[Node] = []
    for at in reversed(range(len(parents))):
        node = _node(flat.pieces[at], anchors[at], children[at])
        (top if parents[at] is None else children[parents[at]]).append(node)
    return tuple(reversed(top))


def signs_of(text: str) -> str:
    return "".join(text.split())


def one_line(text: str) -> str:
    return " ".join(text.split())


def settled(flat: Flat, pieces: Sequence[Piece], title: str | None = None) -> Flat:
    """Every row in one that may hold it: nothing is deeper by two than the row above, nothing stands in a leaf."""
    chain: list[ClauseKind] = []
    rows = []
    for piece in pieces:
        depth = min(piece.depth, len(chain))
        while depth and not _may_hold(chain[depth - 1], piece.kind):
            depth -= 1
        chain[depth:] = [piece.kind]
        rows.append(replace(piece, depth=depth))
    return replace(flat, title=flat.title if title is None else title, pieces=tuple(rows))


def _may_hold(outer: ClauseKind, inner: ClauseKind) -> bool:
    if outer in LEAVES or inner == ClauseKind.APPENDIX:
        return False
    if outer == ClauseKind.ITEM:
        return inner == ClauseKind.ITEM or inner in LEAVES
    return outer in HEADINGS or inner not in HEADINGS


def _parents(pieces: Sequence[Piece]) -> Parents:
    parents: Parents = []
    open_at: list[int] = []
    for at, piece in enumerate(pieces):
        del open_at[piece.depth :]
        parents.append(open_at[-1] if open_at else None)
        open_at.append(at)
    return parents


def _block(piece: Piece) -> Block:
    """As the importer would have read the row."""
    head = None
    if piece.marker or piece.label:
        is_counted = (piece.label or "").isdecimal()
        head = Head(
            kind=piece.kind,
            marker=piece.marker,
            label=piece.label,
            rest=piece.body,
            named=_letters(piece.marker) > _letters(piece.label or ""),
            style="number" if is_counted else "letter",
        )
    return Block(kind=piece.kind, text=piece.body, line=piece.line, head=head)


def _letters(text: str) -> int:
    """«Раздел II» has more than its number alone."""
    return sum(map(str.isalpha, text))


def _node(piece: Piece, anchor: str, children: list[Node]) -> Node:
    return Node(
        kind=piece.kind,
        marker=piece.marker,
        label=piece.label,
        title=piece.title,
        text=piece.text,
        anchor=anchor,
        line=piece.line,
        children=tuple(reversed(children)),
    )
