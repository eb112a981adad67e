"""How much two clauses have in common, asked only of those that share a rare word or a place."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from .entries import Entry

_POSTINGS = 64
"""A word is rare while the clauses that have it make no more pairs than these."""
_BEST = 8
_ALIKE = 0.5
_ALIKE_IN_PLACE = 0.25
_WEIGHT_UNIT = 100

Pair = tuple[int, int]


class Likeness:
    """Scores from 0 to 1 by the words in common, each the weightier the fewer clauses have it."""

    def __init__(self, old: Sequence[Entry], new: Sequence[Entry]):
        self._old = {entry.at: entry for entry in old}
        self._new = {entry.at: entry for entry in new}
        self._weights = self._weigh()
        self._sums: dict[int, int] = {}

    def best_first(self, near: set[Pair]) -> list[Pair]:
        """Pairs that are alike enough; `near` are pairs that hold one place in the text."""
        places = near | set(self._same_anchor())
        scored = []
        for i, j in places | self._sharing_rare_words():
            score = self._score(self._old[i], self._new[j])
            in_place = (i, j) in places
            if score >= (_ALIKE_IN_PLACE if in_place else _ALIKE):
                scored.append((score + in_place * 0.1, i, j))
        scored.sort(key=lambda entry: (-entry[0], entry[1] + entry[2]))
        return [(i, j) for _, i, j in scored]

    def _weigh(self) -> dict[str, int]:
        """Whole numbers: their sums are the same in whichever order they are added."""
        counts = Counter(word for e in self._everyone() for word in e.whole_bag)
        total = len(self._old) + len(self._new)
        return {
            word: round(_WEIGHT_UNIT * math.log(1 + total / n)) + 1 for word, n in counts.items()
        }

    def _everyone(self) -> Iterator[Entry]:
        yield from self._old.values()
        yield from self._new.values()

    def _score(self, a: Entry, b: Entry) -> float:
        if a.clause.kind != b.clause.kind and "table" in (a.clause.kind, b.clause.kind):
            return 0
        alike = self._dice(a.whole_bag, b.whole_bag)
        if a.bag is a.whole_bag and b.bag is b.whole_bag:
            return alike
        return max(alike, self._dice(a.bag, b.bag))

    def _dice(self, a: Counter[str], b: Counter[str]) -> float:
        everything = self._sum(a) + self._sum(b)
        shared = sum(self._weights[word] * min(a[word], b[word]) for word in a.keys() & b.keys())
        return 2 * shared / everything if everything else 0

    def _sum(self, bag: Counter[str]) -> int:
        """Weighed once for each bag: the entries hold them, so no two have one id."""
        if id(bag) not in self._sums:
            self._sums[id(bag)] = sum(n * self._weights[word] for word, n in bag.items())
        return self._sums[id(bag)]

    def _same_anchor(self) -> Iterator[Pair]:
        places = {entry.clause.anchor: at for at, entry in self._new.items()}
        for at, entry in self._old.items():
            if entry.clause.anchor in places:
                yield at, places[entry.clause.anchor]

    def _sharing_rare_words(self) -> set[Pair]:
        """For each clause the few that share most with it, so that a long text makes no more pairs than it must."""
        shared: Counter[Pair] = Counter()
        olds, news = self._postings(self._old), self._postings(self._new)
        for word, places in olds.items():
            others = news.get(word, ())
            if len(places) * len(others) <= _POSTINGS:
                weight = self._weights[word]
                for i in places:
                    for j in others:
                        shared[i, j] += weight
        return _best_of(shared, 0) | _best_of(shared, 1)

    @staticmethod
    def _postings(entries: dict[int, Entry]) -> dict[str, list[int]]:
        found = defaultdict(list)
        for at, entry in entries.items():
            for word in entry.whole_bag:
                found[word].append(at)
        return found


def _best_of(shared: Counter[Pair], side: int) -> set[Pair]:
    by_place = defaultdict(list)
    for pair, weight in shared.items():
        by_place[pair[side]].append((-weight, pair[1 - side], pair))
    return {pair for ranked in by_place.values() for *_, pair in sorted(ranked)[:_BEST]}
