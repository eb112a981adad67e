"""Two texts word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_TOKEN = re.compile(r"[^\W_]+(?:(?:[-\u2011'’]|(?<=\d)[.,](?=\d))[^\W_]+)*|_+|\S")
_SAME_SIGNS = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012–—―−", "-")
    | dict.fromkeys("«»„“”‟", '"')
    | {"ё": "е", "Ё": "Е"}
)
_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff]+")

TABLE_BITS = 64_000_000
"""Texts whose product of words is larger are told as replaced: eight megabytes of table, tens of milliseconds."""
_KEPT_SHARE = 0.2


class WordKind(StrEnum):
    KEPT = "kept"
    RESPELLED = "respelled"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class WordPiece:
    """A run of text as it was and as it is; all `old` together are the old text, all `new` the new one."""

    old: str
    new: str

    @property
    def kind(self) -> WordKind:
        if self.old == self.new:
            return WordKind.KEPT
        if fold(self.old) == fold(self.new):
            return WordKind.RESPELLED
        return WordKind.REMOVED if self.old else WordKind.ADDED


def fold(text: str) -> str:
    """What is left when spelling does not count: ё is е, no spaces, one dash, one quotation mark (C32)."""
    return _UNSEEN.sub("", text).translate(_SAME_SIGNS)


def compare_words(old: str, new: str) -> tuple[WordPiece, ...]:
    """The pieces of both texts in order; a replacement is a removed piece, then an added one."""
    if old == new:
        return (WordPiece(old, new),) if old else ()
    a, b = Tokens(old), Tokens(new)
    runs = _readable(_runs(a, b), a, b)
    pieces: list[WordPiece] = []
    old_at = new_at = 0
    for run in [*runs, _Run(len(a.keys), len(b.keys), 0)]:
        between = _changed if run.old > old_at or run.new > new_at else _paired
        pieces += between(
            old[a.ends(old_at) : a.start(run.old)], new[b.ends(new_at) : b.start(run.new)]
        )
        for at in range(run.length):
            pieces += _kept(a, b, run, at)
        old_at, new_at = run.old + run.length, run.new + run.length
    return tuple(_joined(pieces))


class Tokens:
    """Words, numbers and signs of a text without the spaces between them."""

    def __init__(self, text: str):
        matches = list(_TOKEN.finditer(text))
        self.text = text
        self.words = [match[0] for match in matches]
        self.starts = [match.start() for match in matches]
        # Sign for sign, so the same places hold in both.
        same = text.translate(_SAME_SIGNS)
        self.keys = [same[match.start() : match.end()] for match in matches]

    def ends(self, count: int) -> int:
        """Where the first `count` tokens end."""
        return self.starts[count - 1] + len(self.words[count - 1]) if count else 0

    def start(self, at: int) -> int:
        """Where a token begins; the end of the text after the last one."""
        return self.starts[at] if at < len(self.starts) else len(self.text)

    def letters(self, start: int, end: int) -> int:
        return sum(map(len, self.words[start:end]))


@dataclass(frozen=True, slots=True)
class _Run:
    """So many tokens in succession that both texts have: from token `old` of one, `new` of the other."""

    old: int
    new: int
    length: int


def _runs(a: Tokens, b: Tokens) -> list[_Run]:
    head = 0
    shorter = min(len(a.keys), len(b.keys))
    while head < shorter and a.keys[head] == b.keys[head]:
        head += 1
    tail = 0
    while tail < shorter - head and a.keys[-1 - tail] == b.keys[-1 - tail]:
        tail += 1
    old_end, new_end = len(a.keys) - tail, len(b.keys) - tail
    pairs = [(at, at) for at in range(head)]
    middle = _common(a.keys[head:old_end], b.keys[head:new_end])
    pairs += [(head + i, head + j) for i, j in middle]
    pairs += [(old_end + at, new_end + at) for at in range(tail)]
    return list(_as_runs(pairs))


def _as_runs(pairs: list[tuple[int, int]]) -> Iterator[_Run]:
    start = 0
    for at in range(1, len(pairs) + 1):
        before = pairs[at - 1]
        if at == len(pairs) or pairs[at] != (before[0] + 1, before[1] + 1):
            yield _Run(*pairs[start], at - start)
            start = at


def _common(a: list[str], b: list[str]) -> list[tuple[int, int]]:
    """The longest common subsequence as pairs of indices.

    Bit-parallel (Hyyrö 2004): a row of the table is one large integer, so a hostile text costs no more
    than a plain one. Empty when the table would be too large.
    """
    if not a or not b or len(a) * len(b) > TABLE_BITS:
        return []
    places: dict[str, int] = {}
    for at, word in enumerate(a):
        places[word] = places.get(word, 0) | 1 << at
    everything = (1 << len(a)) - 1
    row = everything
    table = []
    for word in b:
        hits = row & places.get(word, 0)
        row = ((row + hits) | (row - hits)) & everything
        table.append(row)
    return _walk_back(table, len(a))


def _walk_back(table: list[int], width: int) -> list[tuple[int, int]]:
    pairs = []
    i, j = width, len(table)
    while i and j:
        if table[j - 1] >> (i - 1) & 1:
            i -= 1
            continue
        j -= 1
        if not j or table[j - 1] >> (i - 1) & 1:
            i -= 1
            pairs.append((i, j))
    return pairs[::-1]


def _readable(runs: list[_Run], a: Tokens, b: Tokens) -> list[_Run]:
    """Without lone words between large changes: «в» and «,» in common say nothing to a reader."""
    kept: list[_Run] = []
    for at, run in enumerate(runs):
        before = kept[-1] if kept else _Run(0, 0, 0)
        after = runs[at + 1] if at + 1 < len(runs) else _Run(len(a.keys), len(b.keys), 0)
        left = _change_size(before, run, a, b)
        right = _change_size(run, after, a, b)
        letters = a.letters(run.old, run.old + run.length)
        if not (left and right) or (letters > 3 and letters * 2 > min(left, right)):
            kept.append(run)
    common = sum(a.letters(run.old, run.old + run.length) for run in kept)
    longer = max(a.letters(0, len(a.keys)), b.letters(0, len(b.keys)))
    return kept if common >= _KEPT_SHARE * longer else []


def _change_size(before: _Run, after: _Run, a: Tokens, b: Tokens) -> int:
    """Letters removed or added between two runs, whichever are more."""
    return max(
        a.letters(before.old + before.length, after.old),
        b.letters(before.new + before.length, after.new),
    )


def _kept(a: Tokens, b: Tokens, run: _Run, at: int) -> Iterator[WordPiece]:
    i, j = run.old + at, run.new + at
    if at:
        yield from _paired(a.text[a.ends(i) : a.starts[i]], b.text[b.ends(j) : b.starts[j]])
    yield WordPiece(a.words[i], b.words[j])


def _paired(old: str, new: str) -> Iterator[WordPiece]:
    if old or new:
        yield WordPiece(old, new)


def _changed(old: str, new: str) -> Iterator[WordPiece]:
    """What one text has in place of the other; spaces at both ends that they share are no change."""
    if fold(old) == fold(new):
        yield from _paired(old, new)
        return
    head = _shared_spaces(old, new)
    tail = _shared_spaces(old[head:][::-1], new[head:][::-1])
    yield from _paired(old[:head], new[:head])
    removed, added = old[head : len(old) - tail], new[head : len(new) - tail]
    yield from _paired(removed, "")
    yield from _paired("", added)
    yield from _paired(old[len(old) - tail :], new[len(new) - tail :])


def _shared_spaces(old: str, new: str) -> int:
    for at, (a, b) in enumerate(zip(old, new, strict=False)):
        if a != b or not a.isspace():
            return at
    return min(len(old), len(new))


def _joined(pieces: list[WordPiece]) -> Iterator[WordPiece]:
    """Neighbours that are kept become one piece."""
    kept: list[str] = []
    for piece in pieces:
        if piece.old == piece.new:
            kept.append(piece.old)
            continue
        if kept:
            yield WordPiece("".join(kept), "".join(kept))
            kept = []
        yield piece
    if kept:
        yield WordPiece("".join(kept), "".join(kept))
