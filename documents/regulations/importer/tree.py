"""Blocks to a tree of nodes: which piece stands inside which."""

from ..choices import HEADINGS, ClauseKind
from .anchors import Parents, assign_anchors
from .blocks import Block
from .nodes import Node
from .numerals import number_value

_RANKS = {
    ClauseKind.APPENDIX: 0,
    ClauseKind.PART: 1,
    ClauseKind.SECTION: 4,
    ClauseKind.CHAPTER: 3,
    ClauseKind.ARTICLE: 6,
    ClauseKind.CLAUSE: 7,
}
_BELOW_UNNUMBERED = (ClauseKind.SECTION, ClauseKind.CHAPTER, ClauseKind.ARTICLE)
_NAMED_SECTION = 2
_SUBSECTION = 0.5
_INDENT = 2
_ARABIC_SECTION = 5


def grow(blocks: list[Block]) -> tuple[Node, ...]:
    """The nodes at the top, with all others below them."""
    parents = _Planter(blocks).parents()
    anchors = assign_anchors(blocks, parents)
    children: list[list[Node]] = [[] for _ in blocks]
    top: list[Node] = []
    for at in reversed(range(len(blocks))):
        node = _node(blocks[at], anchors[at], tuple(reversed(children[at])))
        siblings = top if parents[at] is None else children[parents[at]]
        siblings.append(node)
    return tuple(reversed(top))


def _node(block: Block, anchor: str, children: tuple[Node, ...]) -> Node:
    is_titled = block.kind in HEADINGS
    return Node(
        kind=block.kind,
        marker=block.head.marker if block.head else "",
        label=block.label,
        title=(block.text or None) if is_titled else None,
        text="" if is_titled else block.text,
        anchor=anchor,
        line=block.line,
        children=children,
    )


class _Planter:
    """Finds for each block the place of the one that it stands in, None at the top."""

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        self.ranks = [self._rank(at) for at in range(len(blocks))]
        self.styles_ahead = _styles_ahead(blocks)
        self.open_at: list[int] = []
        self.counted: dict[int, str] = {}

    def parents(self) -> Parents:
        parents: Parents = []
        for at in range(len(self.blocks)):
            while self.open_at and not self._holds(at):
                self.open_at.pop()
            parent = self.open_at[-1] if self.open_at else None
            if parent is not None and self.blocks[at].kind == ClauseKind.CLAUSE:
                self.counted[parent] = self.blocks[at].label
            parents.append(parent)
            self.open_at.append(at)
        return parents

    def _rank(self, at: int) -> float:
        """How far out a block stands among headings; a heading without a number by what is below it."""
        block = self.blocks[at]
        rank = _RANKS.get(block.kind, 9)
        if block.kind != ClauseKind.SECTION:
            return rank
        if block.head.named:
            return _NAMED_SECTION + _SUBSECTION * self._is_subsection(block)
        if block.label is None:
            return self._rank_of_unnumbered(at)
        return _ARABIC_SECTION if block.label.isdecimal() else rank

    def _is_subsection(self, block: Block) -> bool:
        """«Подраздел 1», «Раздел 1.1»."""
        return "." in (block.label or "") or block.head.marker.lower().startswith("подраздел")

    def _rank_of_unnumbered(self, at: int) -> float:
        below = self.blocks[at + 1] if at + 1 < len(self.blocks) else None
        depth = self.blocks[at].level / 10
        if below and below.label and below.kind in _BELOW_UNNUMBERED:
            return self._rank(at + 1) - 0.5 + depth / 10
        return _ARABIC_SECTION + depth

    def _holds(self, at: int) -> bool:
        """Does the innermost open block take this one in?"""
        block, place = self.blocks[at], self.open_at[-1]
        inner = self.blocks[place]
        if block.detached:
            return False
        if block.kind == ClauseKind.ITEM:
            return self._holds_item(at)
        if block.kind not in _RANKS:
            return inner.kind in _RANKS
        if inner.kind not in _RANKS:
            return False
        if block.kind == ClauseKind.CLAUSE:
            return self._holds_clause(place, block)
        if block.level and inner.level and inner.kind == block.kind:
            return block.level > inner.level
        return self.ranks[place] < self.ranks[at]

    def _holds_clause(self, place: int, block: Block) -> bool:
        """2.3 holds 2.3.1; section 2 holds 2.1 and what else stands there, but not the first of section 3."""
        inner = self.blocks[place]
        if inner.kind == ClauseKind.CLAUSE:
            return block.label.startswith(f"{inner.label}.")
        if (
            inner.kind != ClauseKind.SECTION
            or not inner.label
            or len(inner.head.marker.split()) > 1
        ):
            return True
        last = self.counted.get(place, "")
        value = str(number_value(inner.label))
        if block.components == 1:
            is_arabic = inner.label.isdecimal()
            goes_on = last.isdecimal() and int(block.label) > int(last)
            return not is_arabic or goes_on or int(block.label) != int(value) + 1
        is_foreign = not block.label.startswith(f"{value}.")
        begins_next = is_foreign and last.startswith(f"{value}.") and block.label.endswith(".1")
        return not begins_next

    def _holds_item(self, at: int) -> bool:
        """A row stands in its clause, or in a row of another style that ends with a colon or goes on later."""
        block = self.blocks[at]
        inner = self.blocks[self.open_at[-1]]
        if inner.kind != ClauseKind.ITEM:
            return inner.kind in _RANKS
        styles = {
            self.blocks[place].style
            for place in self.open_at
            if self.blocks[place].kind == ClauseKind.ITEM
        }
        is_open = inner.text.endswith(":")
        if block.style in styles:
            return is_open and not block.label and block.indent >= inner.indent + _INDENT
        return is_open or (bool(inner.label) and inner.style in self.styles_ahead[at])


def _styles_ahead(blocks: list[Block]) -> list[frozenset[str]]:
    """For each row the styles of the rows that follow it in the same list."""
    ahead: list[frozenset[str]] = [frozenset()] * len(blocks)
    styles: frozenset[str] = frozenset()
    for at in reversed(range(len(blocks))):
        ahead[at] = styles
        if blocks[at].kind != ClauseKind.ITEM:
            styles = frozenset()
        elif blocks[at].style not in styles and blocks[at].label != _first_of(blocks[at].style):
            styles |= {blocks[at].style}
    return ahead


def _first_of(style: str) -> str:
    """A row that begins its list anew does not go on with an open one."""
    return {"letter": "а", "number": "1", "point": "1", "capital": "А"}.get(style, "")
