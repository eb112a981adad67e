"""Letters and figures typed for others that look like them."""

import re
from collections.abc import Iterator

from ...choices import ClauseKind
from ..nodes import Fault, Node
from .walking import walk

_WORD = re.compile(r"\w+")
_LATIN = re.compile(r"[A-Za-z]")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_ZERO = re.compile(r"\b0[а-яё]{2,}|\b[А-Яа-яЁё]+0[А-Яа-яЁё]+", re.IGNORECASE)


def look_alikes(nodes: tuple[Node, ...]) -> Iterator[Fault]:
    for node in walk(nodes):
        if node.label and _is_corrected(node):
            yield Fault(
                "look-alike",
                node.label,
                node.line,
                f"Номер «{node.marker}» прочитан как {node.label}: он набран похожими знаками.",
            )
        elif word := _mixed_word(node):
            yield Fault(
                "look-alike",
                node.label or "",
                node.line,
                f"В\xa0заголовке слово «{word}» набрано похожими знаками из другого алфавита "
                "или цифрой.",
            )


def _is_corrected(node: Node) -> bool:
    """Is the label printed otherwise than it is read?"""
    return node.label.casefold() not in node.marker.casefold()


def _mixed_word(node: Node) -> str:
    """A word of a heading with letters of two alphabets, or with a zero for О."""
    printed = " ".join(filter(None, (node.marker, node.title)))
    if node.kind in (ClauseKind.CLAUSE, ClauseKind.ITEM):
        printed = node.marker
    if zero := _ZERO.search(printed):
        return zero.group()
    for word in _WORD.findall(printed[:400]):
        if _LATIN.search(word) and _CYRILLIC.search(word):
            return word
    return ""
