"""Sections whose numbers and clauses disagree (C2), and clauses that no heading announces."""

from collections.abc import Iterator

from ...choices import ClauseKind
from ...rules import span
from ..nodes import Fault, Node
from .walking import families, foreign_prefix, own_clauses, value_of, walk, with_parents

_WITH_CLAUSES = (ClauseKind.SECTION, ClauseKind.CHAPTER)


def misnumbered_sections(nodes: tuple[Node, ...]) -> Iterator[Fault]:
    for parent, node in with_parents(nodes):
        if node.kind in _WITH_CLAUSES and foreign_prefix(node, parent):
            labels = [clause.label for clause in own_clauses(node) if "." in clause.label]
            heading = " ".join(filter(None, (node.marker, node.title)))
            yield Fault(
                "misnumbered-section",
                node.label,
                node.line,
                f"В разделе «{heading}» пункты {span(labels)}: номер раздела с ними не сходится.",
            )


def misplaced_clauses(nodes: tuple[Node, ...]) -> Iterator[Fault]:
    """«5.3» among clauses of section 4."""
    for node in walk(nodes):
        for clause in stray_clauses(node):
            yield Fault(
                "misplaced-number",
                clause.label,
                clause.line,
                f"Пункт {clause.label} стоит в разделе {node.label}: номер не от этого раздела.",
            )


def stray_clauses(section: Node) -> list[Node]:
    """Clauses with a foreign number in a section whose other clauses agree with it."""
    value = value_of(section)
    if section.kind not in _WITH_CLAUSES or value is None or foreign_prefix(section):
        return []
    dotted = [clause for clause in own_clauses(section) if "." in clause.label]
    own = [clause for clause in dotted if clause.label.startswith(f"{value}.")]
    if not own or len(own) == len(dotted):
        return []
    return [clause for clause in dotted if clause not in own]


def headless_clauses(nodes: tuple[Node, ...]) -> Iterator[Fault]:
    """Clauses 2.1, 2.2… beside sections, with no section 2."""
    for parent, siblings in families(nodes):
        values = {value_of(node) for node in siblings if node.kind == ClauseKind.SECTION}
        if not values - {None}:
            continue
        values.add(value_of(parent) if parent else None)
        told = set()
        for node in siblings:
            first = (node.label or "").partition(".")[0]
            is_dotted = node.kind == ClauseKind.CLAUSE and "." in (node.label or "")
            if is_dotted and first.isdecimal() and int(first) not in values | told:
                told.add(int(first))
                yield Fault(
                    "missing-heading",
                    first,
                    node.line,
                    f"Перед пунктом {node.label} нет заголовка раздела {first}.",
                )
