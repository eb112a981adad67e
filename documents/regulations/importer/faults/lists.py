"""Letters and numbers of rows: one repeated, one left out (C3).

Ё, Й, Ъ, Ы, Ь are not used in lists; З, О and Ч are left out by ГОСТ Р 2.105, so none of these is missed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ...choices import ClauseKind
from ..letters import ALPHABET
from ..nodes import Fault, Node
from .walking import families

OPTIONAL = frozenset("ёйъыьзоч")
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_MOST_NAMED = 3


@dataclass(frozen=True)
class Count:
    """How a list counts: its signs in order; the codes and words for its faults."""

    signs: str
    repeated: str
    skipped: str
    disordered: str
    word: str

    def place(self, label: str) -> int:
        if not self.signs:
            return int(label) - 1
        return self.signs.index(label.lower())

    def between(self, last: int, place: int, label: str) -> list[str]:
        """The labels that should stand between two places."""
        if not self.signs:
            return [str(number + 1) for number in range(last + 1, place)]
        signs = [sign for sign in self.signs[last + 1 : place] if sign not in OPTIONAL]
        return [sign.upper() if label.isupper() else sign for sign in signs]


_RUSSIAN = Count(ALPHABET, "repeated-letter", "skipped-letter", "disordered-letter", "Буква")
_FOREIGN = Count(_LATIN, "repeated-letter", "skipped-letter", "disordered-letter", "Буква")
_FIGURES = Count("", "duplicate-number", "skipped-number", "disordered-number", "Номер")


def count_of(label: str | None) -> Count | None:
    """The way in which this label counts."""
    if not label:
        return None
    if label.isdecimal():
        return _FIGURES
    if len(label) == 1 and label.lower() in ALPHABET:
        return _RUSSIAN
    return _FOREIGN if len(label) == 1 and label.lower() in _LATIN else None


def faults_of_lists(nodes: tuple[Node, ...]) -> Iterator[Fault]:
    for _, siblings in families(nodes):
        for run in _runs(siblings):
            yield from _faults_of(run)


def _runs(siblings: tuple[Node, ...]) -> Iterator[list[Node]]:
    """Rows of one list. After a paragraph or another heading a list may begin anew."""
    run: list[Node] = []
    is_parted = False
    for node in siblings:
        if node.kind != ClauseKind.ITEM:
            is_parted = True
            continue
        count = count_of(node.label)
        begins_anew = is_parted and count is not None and count.place(node.label) == 0
        if run and (count is not count_of(run[-1].label) or begins_anew):
            yield run
            run = []
        if count:
            run.append(node)
            is_parted = False
    if run:
        yield run


def _faults_of(run: list[Node]) -> Iterator[Fault]:
    count = count_of(run[0].label)
    places = {count.place(node.label) for node in run}
    seen: set[int] = set()
    last = -1
    for node in run:
        place = count.place(node.label)
        if place in seen:
            yield Fault(
                count.repeated,
                node.label,
                node.line,
                f"{count.word} «{node.label}» в\xa0этом перечне уже есть: "
                f"адрес этого места — #{node.anchor}.",
            )
        elif place > last + 1:
            yield from _skipped(count, node, last, place, places)
        elif place < last:
            yield Fault(
                count.disordered,
                node.label,
                node.line,
                f"{count.word} «{node.label}» стоит в\xa0перечне не по порядку.",
            )
        seen.add(place)
        last = max(last, place)


def _skipped(count: Count, node: Node, last: int, place: int, places: set[int]) -> Iterator[Fault]:
    missing = [
        label
        for label in count.between(last, place, node.label)
        if count.place(label) not in places
    ]
    if len(missing) > _MOST_NAMED:
        missing = [f"{missing[0]}–{missing[-1]}"]
    verb = "пропущена буква" if count.signs else "пропущен номер"
    for label in missing:
        yield Fault(
            count.skipped, label, node.line, f"Перед строкой «{node.label}» {verb} «{label}»."
        )
