"""What was asked, made fit for an index; and the words found, marked in a text."""

import re
import unicodedata

LONGEST_QUERY = 200
MOST_WORDS = 12
EXCERPT = 220
_WORD = re.compile(r"\w+")


def clean_query(text: str) -> str:
    """NFC, one space between words, cut at a word: nothing that a database chokes on (T69–T71)."""
    text = unicodedata.normalize("NFC", text[: 10 * LONGEST_QUERY].replace("\x00", " "))
    text = " ".join(text.encode(errors="ignore").decode().split())
    if len(text) <= LONGEST_QUERY:
        return text
    return text[: LONGEST_QUERY + 1].rpartition(" ")[0] or text[:LONGEST_QUERY]


def words_of(query: str) -> list[str]:
    """Letters and digits only: quotes, stars and operators mean nothing to a reader."""
    return _WORD.findall(query.casefold())[:MOST_WORDS]


def excerpt_around(text: str, words: list[str], *, length: int = EXCERPT) -> str:
    """About `length` characters of `text` around the first of `words`, cut between words."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    folded = text.casefold()
    places = [place for place in (folded.find(word) for word in words) if place >= 0]
    start = max(0, min(places, default=0) - length // 3)
    if start:
        start = text.find(" ", start) + 1
    end = text.rfind(" ", start, start + length)
    end = end if end > start else start + length
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"


def split_by_words(text: str, words: list[str]) -> list[tuple[str, bool]]:
    """[("Положение о ", False), ("членстве", True)]: the text in pieces, True where a word was found.

    A word of the query marks the whole word that begins with it.
    """
    if not words:
        return [(text, False)]
    longest_first = sorted(words, key=len, reverse=True)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\w*", re.IGNORECASE)
    pieces, end = [], 0
    for match in pattern.finditer(text):
        pieces += [(text[end : match.start()], False), (match[0], True)]
        end = match.end()
    pieces.append((text[end:], False))
    return [piece for piece in pieces if piece[0]]
