"""Takes the names of people out of prose that everybody will read (152-ФЗ, art. 10.1; R6, R219). Pure.

Names are inflected, so a surname is looked for by its stem with any ending. It is better to take out a word too
many than to print a name without consent: the secretary reads the public text before it is published.
"""

import re
from collections.abc import Iterable
from functools import lru_cache, partial

from .shapes import PersonEntry

UNNAMED = "имя не публикуется"

_ENDINGS = (
    "а|у|е|ё|ы|и|о|я|ю|ь|й|ой|ою|ей|ею|ом|ем|ём|ым|им|ам|ям|ах|ях|ых|их|ов|ев|ого|его|ому|ему|"
    "ая|яя|ую|юю|ий|ый|ое|ее|ые|ие|ами|ями|ыми|ими"
)
_SHORT_ENDINGS = "а|у|е|ы|и|о|я|ю|ь|й|ой|ей|ом|ем"
_TAILS = re.compile(r"(ая|яя|ий|ый|ой|ое|ее|[аяоеьйиы])$", re.IGNORECASE)
_SPACE = r"[\s\u00a0\u202f]"
_INITIAL = rf"[А-ЯЁA-Z]\.{_SPACE}?"
_WORD = r"[А-ЯЁA-Z][\w’'-]+"
_NO_VERB = r"(?!\w+(?:ть|ться|ти|тись|чь)\b)"
_NOT_A_HONOUR = r"(?<!им\. )(?<!им\.\u00a0)(?<!им\.)(?<!имени )(?<!имени\u00a0)"
_PATRONYMIC = r"[А-ЯЁ][а-яё]+(?:ович|евич|ьич|овн|евн|ичн|иничн)(?:а|у|е|ы|ой|ою|ем|ом|и)?"
_STRANGERS = re.compile(
    rf"{_NO_VERB}\b{_WORD}{_SPACE}{_INITIAL}[А-ЯЁA-Z]\.(?:{_SPACE}?{_WORD})?"
    rf"|{_NOT_A_HONOUR}\b{_INITIAL}{_INITIAL}{_WORD}"
    rf"|(?:{_NO_VERB}\b{_WORD}{_SPACE}){{1,2}}{_PATRONYMIC}\b(?:{_SPACE}{_WORD})?"
)
_SHORT = 3
"""A stem of so few letters begins too many words to be followed by any ending."""


def without_names(text: str, people: Iterable[PersonEntry], published: Iterable[int]) -> str:
    """Each name of a person who has not consented becomes «[член Президиума]».

    `people` are those the meeting knows; whoever else is named with initials or a patronymic becomes «[имя не
    публикуется]». «Школа имени А. С. Пушкина» stays.
    """
    if not text:
        return text
    known = _Known(people, frozenset(published))
    return known.strangers_out(known.known_out(text))


class _Known:
    """The people of a meeting by the stems of their surnames."""

    def __init__(self, people: Iterable[PersonEntry], published: frozenset[int]):
        self._published = published
        self._by_stem: dict[str, list[PersonEntry]] = {}
        for person in people:
            if person["surname"]:
                self._by_stem.setdefault(_stem(person["surname"]), []).append(person)
        self._mentions = {
            stem: _mention_of(stem, _given_names(people)) for stem, people in self._by_stem.items()
        }

    def known_out(self, text: str) -> str:
        folded = _folded(text)
        for stem, people in self._by_stem.items():
            if stem in folded:
                text = self._mentions[stem].sub(partial(self._replaced, people), text)
        return text

    def strangers_out(self, text: str) -> str:
        return _STRANGERS.sub(self._stranger, text)

    def _stranger(self, found: re.Match) -> str:
        folded = _folded(found[0])
        for stem, people in self._by_stem.items():
            if stem not in folded:
                continue
            mention = self._mentions[stem].search(found[0])
            if mention and self._hidden(mention, people) is None:
                return found[0]
        return _bracketed(UNNAMED, found)

    def _replaced(self, people: list[PersonEntry], found: re.Match) -> str:
        hidden = self._hidden(found, people)
        return found[0] if hidden is None else _bracketed(hidden, found)

    def _hidden(self, found: re.Match, people: list[PersonEntry]) -> str | None:
        """What stands in place of a mention; None when everybody whom it may mean has consented."""
        letters = _letters(found["before"] or found["after"] or "")
        meant = [each for each in people if _begins(each, letters)]
        if meant and all(each["id"] in self._published for each in meant):
            return None
        titles = {each["title"] for each in meant if each["id"] not in self._published}
        return titles.pop() if len(titles) == 1 and len(meant) == 1 else UNNAMED


def _given_names(people: list[PersonEntry]) -> tuple[str, ...]:
    """Stems of the names and patronymics of the people, in an order of their own."""
    words = (word for each in people for word in each["full_name"].split()[1:])
    return tuple(sorted({_stem(word) for word in words}))


def _begins(person: PersonEntry, letters: list[str]) -> bool:
    """Whether the initials of a mention, as many as there are, may be those of the person."""
    own = _letters(person["initials"])
    return own[: len(letters)] == letters


def _letters(given: str) -> list[str]:
    """Initials out of «М. П. » or of « Марии Петровны»."""
    return [word[0] for word in re.findall(r"\w+", given)]


def _bracketed(words: str, found: re.Match) -> str:
    """Initials swallow the full stop of a sentence: it is put back where the sentence ends with them."""
    ends = found[0].endswith(".") and found.string[found.end() :].lstrip(" \u00a0")[:1] in (
        "",
        "\n",
    )
    return f"[{words}]" + "." * ends


def _stem(word: str) -> str:
    folded = _folded(word)
    stem = _TAILS.sub("", folded)
    return stem if len(stem) > 1 else folded


def _folded(text: str) -> str:
    return text.casefold().replace("ё", "е")


def _inflected(stem: str) -> str:
    letters = re.escape(stem).replace("е", "[её]")
    endings = _SHORT_ENDINGS if len(stem) <= _SHORT else _ENDINGS
    return rf"(?=[А-ЯЁA-Z])(?i:{letters}(?:{endings})?)\b"


@lru_cache(maxsize=4096)
def _mention_of(stem: str, given: tuple[str, ...]) -> re.Pattern:
    """A surname in any case of the noun, with the initials or the given names around it."""
    names = "|".join(map(_inflected, given)) or "(?!)"
    around = rf"{_INITIAL}(?:{_INITIAL})?"
    before = rf"(?P<before>{around}|(?:(?:{names}){_SPACE}){{1,2}})"
    after = (
        rf"(?P<after>{_SPACE}?[А-ЯЁA-Z]\.(?:{_SPACE}?[А-ЯЁA-Z]\.)?|(?:{_SPACE}(?:{names})){{1,2}})"
    )
    return re.compile(rf"(?:\b{before})?\b(?P<surname>{_inflected(stem)}){after}?")
