"""Which clause of the new edition is which of the old one.

First what says the same, by Heckel's method (1978): words that stand once in both editions are pairs
wherever they stand, and pairs spread to equal neighbours. Then, among the rest, what is most alike. The
numbered frame of the text goes first; rows, paragraphs, tables and forms follow the clause they hang on.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ..choices import HEADINGS, ClauseKind
from .entries import ROOT, Entry
from .likeness import Likeness

_FRAME = HEADINGS | {ClauseKind.CLAUSE}
_TELLING_WORDS = 4
"""Fewer words than these, met elsewhere in the text, are no sign that a clause has moved."""


class Matching:
    """Pairs of places, from the old edition to the new one and back."""

    def __init__(self, old: Sequence[Entry], new: Sequence[Entry]):
        self.old = old
        self.new = new
        self.forth: dict[int, int] = {ROOT: ROOT}
        self.back: dict[int, int] = {ROOT: ROOT}

    def join(self, i: int, j: int) -> None:
        self.forth[i] = j
        self.back[j] = i

    def is_free(self, i: int, j: int) -> bool:
        return i not in self.forth and j not in self.back

    def free_old(self, places: Iterable[int]) -> list[int]:
        return [i for i in places if i not in self.forth]

    def free_new(self, places: Iterable[int]) -> list[int]:
        return [j for j in places if j not in self.back]


def match(old: Sequence[Entry], new: Sequence[Entry]) -> Matching:
    pairs = Matching(old, new)
    frames = (_frame(old), _frame(new))
    _match_equal(pairs, *frames, key="whole")
    _match_equal(pairs, *frames, key="words", least=_TELLING_WORDS)
    _match_alike(pairs, *frames)
    _match_by_children(pairs, *frames)
    _match_below(pairs)
    everything = (range(len(old)), range(len(new)))
    _match_equal(pairs, *everything, key="words", least=_TELLING_WORDS, spread=False)
    _match_alike(pairs, *everything)
    return pairs


def _frame(entries: Sequence[Entry]) -> list[int]:
    return [entry.at for entry in entries if entry.clause.kind in _FRAME]


def _match_equal(
    pairs: Matching,
    old_places: Iterable[int],
    new_places: Iterable[int],
    *,
    key: str,
    least: int = 0,
    spread: bool = True,
) -> None:
    """Join what has equal words; `least` words where they stand alone, any number beside a pair."""
    old_places, new_places = list(old_places), list(new_places)
    olds = _by_key(pairs.old, pairs.free_old(old_places), key, least)
    news = _by_key(pairs.new, pairs.free_new(new_places), key, least)
    for words, places in olds.items():
        if len(places) == len(news.get(words, ())) == 1:
            pairs.join(places[0], news[words][0])
    if spread:
        _spread(pairs, old_places, new_places, key)
    for words, places in olds.items():
        _join_in_order(pairs, pairs.free_old(places), pairs.free_new(news.get(words, ())))


def _by_key(entries, places: Iterable[int], key: str, least: int) -> dict[str, list[int]]:
    found = defaultdict(list)
    for at in places:
        if len(entries[at].bag) >= least:
            found[getattr(entries[at], key)].append(at)
    return found


def _spread(pairs: Matching, old_places: list[int], new_places: list[int], key: str) -> None:
    """From each pair on to the equal neighbours after it, then to those before it."""
    for step in (1, -1):
        olds = [ROOT, *old_places[::step], ROOT]
        next_new = _following([ROOT, *new_places[::step]])
        for before, i in pairwise(olds):
            j = next_new.get(pairs.forth.get(before))
            if j is None or i == ROOT or not pairs.is_free(i, j):
                continue
            if getattr(pairs.old[i], key) == getattr(pairs.new[j], key):
                pairs.join(i, j)


def _following(places: list[int]) -> dict[int, int]:
    return dict(pairwise(places))


def _join_in_order(pairs: Matching, old_places: list[int], new_places: list[int]) -> None:
    """Equal clauses, many of them: those of one address first, then as they stand."""
    by_anchor = {pairs.new[j].clause.anchor: j for j in new_places}
    for i in old_places:
        if (j := by_anchor.get(pairs.old[i].clause.anchor)) is not None:
            pairs.join(i, j)
    for i, j in zip(pairs.free_old(old_places), pairs.free_new(new_places), strict=False):
        pairs.join(i, j)


def _match_alike(pairs: Matching, old_places: Iterable[int], new_places: Iterable[int]) -> None:
    """The most alike first. Equal scores are settled alike whichever edition is called the old one."""
    old_places, new_places = list(old_places), list(new_places)
    olds, news = pairs.free_old(old_places), pairs.free_new(new_places)
    if not (olds and news):
        return
    likeness = Likeness([pairs.old[i] for i in olds], [pairs.new[j] for j in news])
    for i, j in likeness.best_first(_neighbours(pairs, old_places, new_places)):
        if pairs.is_free(i, j):
            pairs.join(i, j)


def _neighbours(pairs: Matching, old_places: list[int], new_places: list[int]) -> set:
    """Places that follow, or stand before, one pair: a clause that was rewritten where it stood."""
    near = set()
    for step in (1, -1):
        next_new = _following(new_places[::step])
        for before, i in pairwise(old_places[::step]):
            j = next_new.get(pairs.forth.get(before))
            if j is not None and pairs.is_free(i, j):
                near.add((i, j))
    return near


def _match_by_children(pairs: Matching, old_places: list[int], new_places: list[int]) -> None:
    """A heading with new words is the old one when most of what stood under it stands under it still."""
    for i in reversed(pairs.free_old(old_places)):
        entry = pairs.old[i]
        heirs = [pairs.new[pairs.forth[c]].parent for c in entry.children if c in pairs.forth]
        for j in sorted(set(heirs) - {ROOT}):
            shared = heirs.count(j) * 2
            if (
                pairs.is_free(i, j)
                and pairs.new[j].clause.kind == entry.clause.kind
                and shared > len(entry.children)
                and shared > len(pairs.new[j].children)
            ):
                pairs.join(i, j)


def _match_below(pairs: Matching) -> None:
    """Rows and paragraphs of clauses that are pairs, from the top downwards."""
    waiting = [(i, j) for i, j in pairs.forth.items()]
    while waiting:
        i, j = waiting.pop()
        olds = [c for c in _children(pairs.old, i) if pairs.old[c].clause.kind not in _FRAME]
        news = [c for c in _children(pairs.new, j) if pairs.new[c].clause.kind not in _FRAME]
        before = set(pairs.free_old(olds))
        _match_equal(pairs, olds, news, key="whole")
        _match_equal(pairs, olds, news, key="words")
        _match_alike(pairs, olds, news)
        waiting += [(c, pairs.forth[c]) for c in before if c in pairs.forth]


def _children(entries: Sequence[Entry], at: int) -> Iterable[int]:
    if at == ROOT:
        return [entry.at for entry in entries if entry.parent == ROOT]
    return entries[at].children
