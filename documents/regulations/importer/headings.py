"""Headings that have no number: marked by the source, in capitals, or short and standing apart."""

import re

from .lines import Line
from .numerals import as_cyrillic
from .signs import begins_small, hangs, has_verb, is_capitals, is_unfinished, may_head

_NUMBERED = re.compile(
    r"(?:[0-9]{1,3}(?:\.[0-9]{1,3})*[.\s]|[IVXLІХYУПШl]{1,7}\.\s?[А-ЯЁA-Z«]|[IVX]{1,6}\s+[А-ЯЁ]"
    r"|(?:часть|раздел|глава|статья|§)\s{0,2}\S)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[1-9]\d{0,2}(?:\.[1-9]\d{0,2})*(?:\.\s?|\s)(?=[А-ЯЁA-Z«(\"„“])")
_NO_HEADING = re.compile(
    r"_{2}|\t|^[^\w«\"„“]|^(?:об?\s(?:утвержд|внесении|признании|введении)|утвержд|принят|согласован|рассмотрен|приложени|директор|председател|руководител"
    r"|начальник|заместител|секретар|подпись|примечани|г\.\s|от\s|№|фио\b)|\b[А-ЯЁ]\.\s?[А-ЯЁ]\.|\d",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"\b[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?\s?[А-ЯЁ][а-яё]+$")
_SHORT = 100
_SURELY_SHORT = 50
_LONG = 200


def looks_numbered(text: str) -> bool:
    """Does the line begin with a number, as headings and clauses do?"""
    return bool(_NUMBERED.match(as_cyrillic(text[:40])))


def is_unnumbered_heading(line: Line, above: str, below: Line | None, *, in_list: bool) -> bool:
    """`above`: the text before, "" below a heading; `in_list`: rows after a colon have not ended."""
    text = line.text
    if line.heading:
        return len(text) <= _LONG and text[-1] not in ";:," and (line.level > 0 or "__" not in text)
    if below is None or (
        line.whole and below.heading is False and not is_capitals(text) and in_list
    ):
        return False
    if _NO_HEADING.search(text) or _INITIALS.search(text) or hangs(above):
        return False
    if is_capitals(text):
        return len(text) <= _LONG and text[-1] not in ";:,"
    if in_list or begins_small(text) or not text[0].isalpha() or not may_head(text):
        return False
    if len(text) > _SHORT or (is_unfinished(above) and not line.gap):
        return False
    if _CLAUSE.match(below.text):
        return line.gap or not above or not is_unfinished(above)
    stands_apart = below.gap or (len(text) <= _SURELY_SHORT and not has_verb(text))
    return line.gap and stands_apart and below.text[0].isupper() and not may_head(below.text)
