"""Faults of the source that a secretary should see; none of them stops an import."""

import re
from collections.abc import Iterator

from ..choices import ClauseKind
from ..rules import foreign_labels, occurrence, span
from .nodes import Fault, Node

_MENTION = re.compile(r"\b[Пп]риложени[а-я]+\s+(?:№\s*)?(?P<label>[А-ЯЁ]|\d{1,2})\b")


def find_faults(nodes: tuple[Node, ...]) -> list[Fault]:
    """Faults in the order of the lines at which they stand."""
    faults = [
        *_duplicate_numbers(nodes),
        *_misnumbered_sections(nodes),
        *_missing_appendices(nodes),
    ]
    return sorted(faults, key=lambda fault: fault.line)


def _walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        for _, below in node.walk():
            yield below


def _duplicate_numbers(nodes: tuple[Node, ...]) -> Iterator[Fault]:
    for node in _walk(nodes):
        if occurrence(node.anchor) > 1 and not _foreign_clauses(node):
            yield Fault(
                "duplicate-number",
                node.label,
                node.line,
                f"Номер {node.label} уже есть выше: адрес этого места — #{node.anchor}.",
            )


def _misnumbered_sections(nodes: tuple[Node, ...]) -> Iterator[Fault]:
    for node in _walk(nodes):
        if labels := _foreign_clauses(node):
            yield Fault(
                "misnumbered-section",
                node.label,
                node.line,
                f"В разделе «{node.marker} {node.title}» пункты {span(labels)}: "
                "номер раздела с ними не сходится.",
            )


def _foreign_clauses(node: Node) -> list[str]:
    """Numbers of the clauses of a section when not one of them begins with the section's number."""
    if node.kind != ClauseKind.SECTION:
        return []
    return foreign_labels(
        node.label, [below.label for below in node.children if below.kind == ClauseKind.CLAUSE]
    )


def _missing_appendices(nodes: tuple[Node, ...]) -> Iterator[Fault]:
    """Appendices that the text names and that have no heading; the form without one is to blame."""
    everything = list(_walk(nodes))
    present = {node.label for node in everything if node.kind == ClauseKind.APPENDIX}
    mentions = {
        mention["label"]: node.line
        for node in reversed(everything)
        for mention in _MENTION.finditer(node.text)
        if mention["label"] not in present
    }
    headless = [node.line for node in nodes if node.kind == ClauseKind.FORM]
    for label, line in sorted(mentions.items()):
        yield Fault(
            "missing-heading",
            label,
            headless.pop(0) if headless else line,
            f"Текст ссылается на приложение {label}, а заголовка «Приложение {label}» нет.",
        )
