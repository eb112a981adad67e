"""A clause with its place and its words, ready to be looked for."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..choices import ClauseKind
from .words import Tokens, fold

ROOT = -1
_STEM_LENGTH = 5
_HANGING = {ClauseKind.ITEM, ClauseKind.PARAGRAPH, ClauseKind.TABLE, ClauseKind.FORM}


@dataclass(eq=False)
class Entry:
    """`words` is what it says itself, folded; `whole` also what hangs on it, to know it by.

    `bag` counts the beginnings of words, so that «секретаря» and «секретарём» are one. `parent` and
    `children` are places in the same edition.
    """

    at: int
    clause: Any
    parent: int
    words: str
    bag: Counter[str]
    whole: str = ""
    whole_bag: Counter[str] = field(default_factory=Counter)
    children: list[int] = field(default_factory=list)


def read_entries(clauses: Iterable[Any]) -> list[Entry]:
    entries: list[Entry] = []
    above: list[Entry] = []
    for at, clause in enumerate(clauses):
        while above and above[-1].clause.depth >= clause.depth:
            above.pop()
        printed = f"{clause.title or ''} {clause.text or ''}"
        parent = above[-1].at if above else ROOT
        entry = Entry(at, clause, parent, words=fold(printed), bag=_bag(printed))
        if above:
            above[-1].children.append(at)
        entries.append(entry)
        above.append(entry)
    _gather(entries)
    return entries


def _gather(entries: Sequence[Entry]) -> None:
    """From the end, so that what hangs on a row has been gathered before the row itself is."""
    for entry in reversed(entries):
        hanging = [entries[at] for at in entry.children if entries[at].clause.kind in _HANGING]
        entry.whole = "\n".join([entry.words, *(below.whole for below in hanging)])
        entry.whole_bag = entry.bag
        for below in hanging:
            entry.whole_bag = entry.whole_bag + below.whole_bag


def _bag(text: str) -> Counter[str]:
    return Counter([key[:_STEM_LENGTH] for key in Tokens(text.lower()).keys if key[0].isalnum()])
