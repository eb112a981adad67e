"""Ways through a tree of nodes that the checks share."""

from collections.abc import Iterator

from ...choices import ClauseKind
from ..nodes import Node
from ..numerals import number_value

_OUTER = (ClauseKind.APPENDIX, ClauseKind.PART, ClauseKind.CHAPTER, ClauseKind.ARTICLE)


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        for _, below in node.walk():
            yield below


def families(nodes: tuple[Node, ...]) -> Iterator[tuple[Node | None, tuple[Node, ...]]]:
    """Each node with its children, the top without a parent first."""
    yield None, nodes
    for node in walk(nodes):
        if node.children:
            yield node, node.children


def with_parents(nodes: tuple[Node, ...]) -> Iterator[tuple[Node | None, Node]]:
    for parent, siblings in families(nodes):
        for node in siblings:
            yield parent, node


def is_named(node: Node) -> bool:
    """«Раздел 1», not «1.»."""
    return len(node.marker.split()) > 1


def is_arabic_section(node: Node) -> bool:
    label = node.label or ""
    return node.kind == ClauseKind.SECTION and label.isdecimal() and not is_named(node)


def counts_anew(node: Node) -> bool:
    """May numbers begin anew inside: in an appendix, a part, a chapter, «Раздел 1», «I.», a heading?"""
    return node.kind in _OUTER or (node.kind == ClauseKind.SECTION and not is_arabic_section(node))


def value_of(node: Node) -> int | None:
    return number_value(node.label) if node.label else None


def own_clauses(section: Node) -> list[Node]:
    """Clauses that stand in the section itself."""
    return [node for node in section.children if node.kind == ClauseKind.CLAUSE and node.label]


def prefix_of(label: str) -> str:
    return label.rpartition(".")[0]


def foreign_prefix(section: Node, parent: Node | None = None) -> int | None:
    """6 for «5. Взаимодействие» whose clauses are 6.1–6.5 (C2); None where one clause at least agrees.

    A named section may count its clauses from 1.1 again, or go on with those of the section around it.
    """
    value = value_of(section)
    dotted = [node.label for node in own_clauses(section) if "." in node.label]
    firsts = {label.partition(".")[0] for label in dotted}
    if value is None or not firsts or str(value) in firsts:
        return None
    first = dotted[0].partition(".")[0]
    if not first.isdecimal() or (is_named(section) and firsts == {"1"}):
        return None
    is_of_parent = parent is not None and parent.kind == ClauseKind.SECTION
    return None if is_of_parent and value_of(parent) == int(first) else int(first)
