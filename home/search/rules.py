"""What was asked, made fit for an index; and the words found, marked in a text."""

import re
import unicodedata
from dataclasses import dataclass

from .words import COMMON, indexed, stem, words_of

LONGEST_QUERY = 200
MOST_WORDS = 12
EXCERPT = 220
_QUOTED = re.compile(r"[«\"„“]([^«»\"„“”]+)[»\"“”]")
_SHOWN_WORD = re.compile(r"\d+(?:\.\d+)+|(?:[^\W_]|\u0301)+")


@dataclass(frozen=True)
class Asked:
    """A query understood: `words` to be found in any form, `phrases` as they stand."""

    text: str
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(map(stem, self.words))


def clean_query(text: str) -> str:
    """NFC, one space between words, cut at a word: nothing that a database chokes on (T69–T71)."""
    text = unicodedata.normalize("NFC", text[: 10 * LONGEST_QUERY].replace("\x00", " "))
    text = " ".join(text.encode(errors="ignore").decode().split())
    if len(text) <= LONGEST_QUERY:
        return text
    return text[: LONGEST_QUERY + 1].rpartition(" ")[0] or text[:LONGEST_QUERY]


def read_query(text: str) -> Asked:
    """Signs and operators mean nothing, quotes make a phrase, words too common are let go."""
    text = clean_query(text)
    quoted = [inner for inner in _QUOTED.findall(text) if words_of(inner)]
    in_phrases = [word for inner in quoted for word in words_of(inner)]
    loose = [word for word in words_of(_QUOTED.sub(" ", text)) if word not in COMMON]
    words = tuple(dict.fromkeys([*in_phrases, *loose]))[:MOST_WORDS]
    return Asked(text, words, tuple(indexed(inner) for inner in quoted))


def excerpt_around(text: str, stems: frozenset[str], *, length: int = EXCERPT) -> str:
    """About `length` characters of `text` where most of the words stand, cut between words."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    start = max(0, _best_place(text, stems, length) - length // 3)
    if start:
        start = text.find(" ", start) + 1
    end = text.rfind(" ", start, start + length)
    end = len(text) if start + length >= len(text) else end if end > start else start + length
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"


def _best_place(text: str, stems: frozenset[str], length: int) -> int:
    hits = [(match.start(), found) for match in _shown_words(text) if (found := _hit(match, stems))]
    best, most = 0, 0
    for number, (place, _) in enumerate(hits):
        near = {found for other, found in hits[number : number + 30] if other < place + length // 2}
        if len(near) > most:
            best, most = place, len(near)
    return best


def split_by_words(text: str, stems: frozenset[str]) -> list[tuple[str, bool]]:
    """[("Положение о ", False), ("членстве", True)]: the text in pieces, True where a word was found.

    Whole words, in whatever form they stand.
    """
    pieces, end = [], 0
    for match in _shown_words(text):
        if _hit(match, stems):
            pieces += [(text[end : match.start()], False), (match[0], True)]
            end = match.end()
    pieces.append((text[end:], False))
    return [piece for piece in pieces if piece[0]]


def _shown_words(text: str):
    return _SHOWN_WORD.finditer(text)


def _hit(match: re.Match, stems: frozenset[str]) -> str:
    """The stem by which a printed word answers; empty when it does not."""
    return next((found for word in words_of(match[0]) if (found := stem(word)) in stems), "")
