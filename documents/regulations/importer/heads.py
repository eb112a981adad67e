"""The ways in which a piece of a regulation is numbered, read off the beginning of a line."""

import re
from dataclasses import dataclass

from ..choices import ClauseKind


@dataclass(frozen=True)
class Head:
    """How a line begins: what it opens, the number as printed and as cited, and the rest.

    `named` tells «Раздел 5» from «5. Раздел»; `style` keeps apart «а)», «1)» and «–».
    """

    kind: ClauseKind
    marker: str
    label: str | None
    rest: str
    named: bool = False
    style: str = ""

    @property
    def components(self) -> int:
        """How many numbers the label of a clause has: 3 in «2.3.1»."""
        return len(self.label.split(".")) if self.label else 0


_ROMAN_LETTERS = {**{letter: letter for letter in "IVXLC"}, "І": "I", "Х": "X", "С": "C"}
_ROMAN = "[" + "".join(_ROMAN_LETTERS) + "]{1,7}"
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

_NAMED = re.compile(
    rf"^(?P<marker>(?P<word>часть|раздел|глава|статья)\s+(?P<label>\d+(?:\.\d+)*|{_ROMAN})\b\.?)"
    r"\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_APPENDIX = re.compile(
    r"^(?P<marker>приложение(?:\s*№?\s*(?P<label>[А-ЯЁA-Z]|\d{1,3})\b)?\.?)(?P<rest>(?:\s.*)?)$",
    re.IGNORECASE,
)
_ROMAN_SECTION = re.compile(rf"^(?P<marker>(?P<label>{_ROMAN})\.)\s*(?P<rest>[А-ЯЁA-Z«].*)$")
_CLAUSE = re.compile(
    r"^(?P<marker>(?P<label>[1-9]\d{0,2}(?:\.[1-9]\d{0,2}){1,5})(?:\.|(?=\s)|$))\s*(?P<rest>(?!\d).*)$"
)
_SINGLE = re.compile(r"^(?P<marker>(?P<label>[1-9]\d{0,2})\.)\s*(?P<rest>[А-ЯЁA-Z«(\"„“].*)$")
_LETTER = re.compile(r"^(?P<marker>(?P<label>[а-яё])\))\s*(?P<rest>.*)$")
_DOTTED_LETTER = re.compile(r"^(?P<marker>(?P<label>[а-яё])\.)\s+(?P<rest>.*)$")
_BRACKET = re.compile(r"^(?P<marker>(?P<label>[1-9]\d?)\))\s*(?P<rest>.*)$")
_DASH = re.compile(r"^(?P<marker>[-–—•·▪])\s*(?P<rest>[^\s\d_-].*)$")
_YEAR = re.compile(r"^(?:г\.|года?\b|гг\.)")
# «…в соответствии с п.» at the end of a line: the number that begins the next one is cited there.
_CITES = re.compile(r"(?:\b(?:пп?|ст|разд|гл)\.|№|\bN)$", re.IGNORECASE)

_NAMED_KINDS = {
    "часть": ClauseKind.PART,
    "раздел": ClauseKind.SECTION,
    "глава": ClauseKind.CHAPTER,
    "статья": ClauseKind.ARTICLE,
}


def is_unfinished(text: str) -> bool:
    """Does the text end without a sign that closes a sentence or a row of a list?"""
    return bool(text) and text[-1] not in ".;:!?"


def cites(text: str) -> bool:
    """Does the text end with «п.», so that a number after it is named, not opened?"""
    return bool(_CITES.search(text[-20:]))


def begins_small(text: str) -> bool:
    return text[:1].islower()


def roman_value(label: str) -> int | None:
    """12 for «XII», also when typed with look-alike Cyrillic letters; None when it is no number."""
    values = [_ROMAN_VALUES[_ROMAN_LETTERS[c]] for c in label.upper() if c in _ROMAN_LETTERS]
    if not values or len(values) != len(label):
        return None
    following = [*values[1:], 0]
    return sum(-a if a < b else a for a, b in zip(values, following, strict=True))


def read_head(text: str, before: str = "", last: Head | None = None) -> Head | None:
    """The head of the line, or None when it goes on with what stands `before`.

    `last` is the head of the piece before: «г.» opens a row only after «в.», and a dash within
    a sentence that goes on opens one only in a list of dashes.
    """
    if cites(before):
        return None
    return (
        _read_named(text)
        or _read_appendix(text, before)
        or _read_numbered(text, before)
        or _read_item(text, before, last)
    )


def _read_named(text: str) -> Head | None:
    match = _NAMED.match(text)
    if not match or begins_small(text) or begins_small(match["rest"]):
        return None
    kind = _NAMED_KINDS[match["word"].lower()]
    return Head(kind, match["marker"], match["label"], match["rest"], named=True)


def _read_appendix(text: str, before: str) -> Head | None:
    """«Приложение А» on a line of its own or with a title; not the word inside a sentence."""
    match = _APPENDIX.match(text)
    if not match or begins_small(text):
        return None
    rest = match["rest"].strip()
    if rest and (rest[-1] in ".;," or not match["label"] or is_unfinished(before)):
        return None
    label = match["label"].upper() if match["label"] else None
    return Head(ClauseKind.APPENDIX, match["marker"], label, rest)


def _read_numbered(text: str, before: str) -> Head | None:
    if match := _ROMAN_SECTION.match(text):
        return Head(ClauseKind.SECTION, match["marker"], match["label"], match["rest"])
    match = _CLAUSE.match(text) or _SINGLE.match(text)
    if not match or _YEAR.match(match["rest"]) or _goes_on(match["rest"], before):
        return None
    return Head(ClauseKind.CLAUSE, match["marker"], match["label"], match["rest"])


def _read_item(text: str, before: str, last: Head | None) -> Head | None:
    style = last.style if last else ""
    if match := _LETTER.match(text):
        return Head(ClauseKind.ITEM, match["marker"], match["label"], match["rest"], style="letter")
    if match := _DOTTED_LETTER.match(text):
        letter = last.label if last and style == "letter" else None
        if _follows(match["label"], letter):
            return Head(
                ClauseKind.ITEM, match["marker"], match["label"], match["rest"], style="letter"
            )
    if match := _BRACKET.match(text):
        return Head(ClauseKind.ITEM, match["marker"], match["label"], match["rest"], style="number")
    match = _DASH.match(text)
    if match and (style == "dash" or not _goes_on(match["rest"], before)):
        return Head(ClauseKind.ITEM, match["marker"], None, match["rest"], style="dash")
    return None


def _goes_on(rest: str, before: str) -> bool:
    """«…указанных в\n3.2 настоящих Правил», «…при участии\n– в том числе – Совета»."""
    return bool(before) and is_unfinished(before) and begins_small(rest)


def _follows(letter: str, last: str | None) -> bool:
    if last is None:
        return letter == "а"
    return ord(letter) - ord(last) in (0, 1, 2)
