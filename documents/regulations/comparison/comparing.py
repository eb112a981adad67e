"""From pairs of clauses to what a reader is told of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .changes import Change, ChangeKind, Comparison
from .entries import ROOT, Entry, read_entries
from .matching import Matching, match
from .ordering import stay_in_order
from .words import fold


def compare(old: Iterable[Any], new: Iterable[Any]) -> Comparison:
    """Every clause of both editions in exactly one change."""
    pairs = match(read_entries(old), read_entries(new))
    moved = _moved(pairs)
    changes = []
    removed = _removed_after(pairs)
    changes += removed[ROOT]
    for entry in pairs.new:
        i = pairs.back.get(entry.at)
        if i is None:
            changes.append(Change(None, entry.clause, (ChangeKind.ADDED,)))
        else:
            changes.append(_change(pairs.old[i], entry, is_moved=i in moved))
        changes += removed[entry.at]
    return Comparison(tuple(changes))


def moved_anchors(old: Iterable[Any], new: Iterable[Any]) -> dict[str, str]:
    """{anchor in the old edition: anchor of the same clause in the new one}, where they differ."""
    pairs = match(read_entries(old), read_entries(new))
    return {
        pairs.old[i].clause.anchor: pairs.new[j].clause.anchor
        for i, j in pairs.forth.items()
        if i != ROOT and pairs.old[i].clause.anchor != pairs.new[j].clause.anchor
    }


@dataclass(frozen=True)
class _Flat:
    node: Any
    depth: int

    def __getattr__(self, name: str) -> Any:
        return getattr(self.node, name)


def flatten(outline: Any) -> list[Any]:
    """The nodes of an import as clauses with their depth."""
    return [_Flat(node, depth) for depth, node in outline.walk()]


def _change(old: Entry, new: Entry, *, is_moved: bool) -> Change:
    kinds = []
    if old.words != new.words:
        kinds.append(ChangeKind.CHANGED)
    elif _is_respelled(old.clause, new.clause):
        kinds.append(ChangeKind.RESPELLED)
    if is_moved:
        kinds.append(ChangeKind.MOVED)
    if _is_renumbered(old.clause, new.clause):
        kinds.append(ChangeKind.RENUMBERED)
    return Change(old.clause, new.clause, tuple(kinds) or (ChangeKind.SAME,))


def _is_respelled(old: Any, new: Any) -> bool:
    return (old.title or "", old.text or "") != (new.title or "", new.text or "") or (
        old.label == new.label and old.marker != new.marker
    )


def _is_renumbered(old: Any, new: Any) -> bool:
    return fold(old.label or "") != fold(new.label or "")


def _moved(pairs: Matching) -> set[int]:
    """Places in the old edition of clauses that stand elsewhere, and not only because others came or went."""
    moved = set()
    siblings = defaultdict(list)
    for i, j in sorted(pairs.forth.items()):
        if i == ROOT:
            continue
        before, after = pairs.old[i].parent, pairs.new[j].parent
        if before in pairs.forth and after in pairs.back and pairs.forth[before] != after:
            moved.add(i)
        else:
            siblings[before, after].append((i, j))
    for family in siblings.values():
        stayed = stay_in_order([(j, _is_untouched(pairs.old[i], pairs.new[j])) for i, j in family])
        moved.update(i for i, j in family if j not in stayed)
    return moved


def _is_untouched(old: Entry, new: Entry) -> bool:
    return _change(old, new, is_moved=False).is_same


def _removed_after(pairs: Matching) -> dict[int, list[Change]]:
    """Removed clauses by the place in the new edition after which they are told: where they used to stand."""
    removed = defaultdict(list)
    last = ROOT
    for entry in pairs.old:
        if entry.at in pairs.forth:
            last = pairs.forth[entry.at]
        else:
            removed[last].append(Change(entry.clause, None, (ChangeKind.REMOVED,)))
    return removed
