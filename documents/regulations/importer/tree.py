"""Blocks to a tree of nodes: which piece stands inside which."""

from ..choices import ClauseKind
from .anchors import Parents, assign_anchors
from .blocks import Block
from .nodes import Node

_RANKS = {
    ClauseKind.APPENDIX: 0,
    ClauseKind.PART: 1,
    ClauseKind.SECTION: 4,
    ClauseKind.CHAPTER: 3,
    ClauseKind.ARTICLE: 6,
    ClauseKind.CLAUSE: 7,
}
_NAMED_SECTION = 2
_ARABIC_SECTION = 5
_TITLED = {
    ClauseKind.PART,
    ClauseKind.CHAPTER,
    ClauseKind.SECTION,
    ClauseKind.ARTICLE,
    ClauseKind.APPENDIX,
}


def grow(blocks: list[Block]) -> tuple[Node, ...]:
    """The nodes at the top, with all others below them."""
    parents = _find_parents(blocks)
    anchors = assign_anchors(blocks, parents)
    children: list[list[Node]] = [[] for _ in blocks]
    top: list[Node] = []
    for at in reversed(range(len(blocks))):
        node = _node(blocks[at], anchors[at], tuple(reversed(children[at])))
        siblings = top if parents[at] is None else children[parents[at]]
        siblings.append(node)
    return tuple(reversed(top))


def _node(block: Block, anchor: str, children: tuple[Node, ...]) -> Node:
    is_titled = block.kind in _TITLED
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


def _find_parents(blocks: list[Block]) -> Parents:
    """For each block the place of the one that it stands in, None at the top."""
    parents: Parents = []
    open_at: list[int] = []
    for at, block in enumerate(blocks):
        while open_at and not _holds(blocks, open_at, block):
            open_at.pop()
        parents.append(open_at[-1] if open_at else None)
        open_at.append(at)
    return parents


def _holds(blocks: list[Block], open_at: list[int], block: Block) -> bool:
    """Does the innermost open block take this one in?"""
    inner = blocks[open_at[-1]]
    if block.detached:
        return False
    if block.kind == ClauseKind.ITEM:
        return _holds_item(blocks, open_at, block)
    if block.kind not in _RANKS:
        return inner.kind in _RANKS
    if inner.kind == block.kind == ClauseKind.CLAUSE:
        return block.label.startswith(f"{inner.label}.")
    return inner.kind in _RANKS and _rank(inner) < _rank(block)


def _holds_item(blocks: list[Block], open_at: list[int], block: Block) -> bool:
    """A row stands in its clause, or in a row of another style that ends with a colon."""
    inner = blocks[open_at[-1]]
    if inner.kind != ClauseKind.ITEM:
        return inner.kind in _RANKS
    styles = {blocks[at].style for at in open_at if blocks[at].kind == ClauseKind.ITEM}
    return block.style not in styles and inner.text.endswith(":")


def _rank(block: Block) -> int:
    if block.kind == ClauseKind.SECTION and block.head.named:
        return _NAMED_SECTION
    if block.kind == ClauseKind.SECTION and block.label.isdecimal():
        return _ARABIC_SECTION
    return _RANKS[block.kind]
