"""Headings without words, and text that belongs to nothing above it."""

from collections.abc import Iterator

from ...choices import ClauseKind
from ..nodes import Fault, Node
from ..signatures import is_signature
from ..signs import begins_small
from .walking import walk

_NAMED_BY_WORDS = (ClauseKind.SECTION, ClauseKind.CHAPTER)
_TEXT = (ClauseKind.PARAGRAPH, ClauseKind.ITEM)


def untitled_sections(nodes: tuple[Node, ...]) -> Iterator[Fault]:
    for node in walk(nodes):
        if node.kind in _NAMED_BY_WORDS and not node.title:
            yield Fault(
                "missing-heading",
                node.label or "",
                node.line,
                f"После «{node.marker}» нет названия раздела.",
            )


def unplaced_text(nodes: tuple[Node, ...]) -> Iterator[Fault]:
    """Text at the top that follows what is numbered, and rows or ends of sentences before it.

    A text that is nothing but a list is where it belongs, and so is a signature.
    """
    has_begun = False
    is_list = all(node.kind in _TEXT for node in nodes)
    for node in nodes:
        if node.kind not in _TEXT:
            has_begun = True
        elif is_signature(node.text) or (is_list and node.kind == ClauseKind.ITEM):
            continue
        elif has_begun or node.kind == ClauseKind.ITEM or _is_fragment(node.text):
            yield Fault(
                "unplaced-text",
                node.label or "",
                node.line,
                f"Строка «{_beginning(node.printed)}» не относится ни\xa0к\xa0одному разделу "
                "или пункту.",
            )


def _is_fragment(text: str) -> bool:
    """The end of a sentence without its beginning; «г. Приозёрск» is none."""
    return begins_small(text) and not text.startswith(("г. ", "город "))


def _beginning(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57].rstrip()}…"
