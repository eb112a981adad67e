"""The title of a document, which may stand below an approval or the heading of an appendix to an order."""

import re
from dataclasses import dataclass

from .lines import Line
from .numerals import as_cyrillic
from .signs import begins_small, hangs, has_verb, is_capitals, is_unfinished

_TITLED = re.compile(
    r"(?:(?:примерн|типов|временн|сводн|обще|единый|единые|административн|методическ|должностн)\w*\s+)?"
    r"(?:положени[ея]|правила|порядок|регламент|устав|стандарт|инструкция|кодекс|программа|методика"
    r"|концепция|договор|соглашение|политика|план|памятка|приказ|постановление|решение|протокол"
    r"|рекомендации|требования|хартия|декларация|учредительный договор)(?![\w-])",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"(?:утвержд|принят[аоы]?\b|согласован|рассмотрен|введен|введён|приложени|приказом\b|приказ\s(?:от|№)"
    r"|постановлением\b|решением\b|распоряжением\b|протокол(?:ом)?\s(?:от|№|заседан)|от\s|№|«?_|_{2}"
    r"|директор|председател|руководител|начальник|заместител|заведующ|министр|губернатор|ректор|глава\s"
    r"|г\.\s|город\s|\(?подпись|м\.\s?п\.|«\s*\d|\d)",
    re.IGNORECASE,
)
_FIRST_HEADING = re.compile(
    r"(?:общие положения|общая часть|введение|преамбула|термины|основные понятия)", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"(?:[0-9lIІ]{1,3}\.|[IVXLІХYУПШl]{1,6}\.\s|[IVX]{1,6}\s+[А-ЯЁ]|(?:часть|раздел|глава|статья|§)\s"
    r"|\d{1,3}(?:\.\d{1,3})+\s|[а-яё]\)|\d{1,2}\)|[-–—•])",
    re.IGNORECASE,
)
_LONGEST_PREFACE = 40
_LONGEST_TITLE = 300
_MOST_LINES = 8
_NEVER_TITLE = re.compile(r"г\.\s|город\s|от\s\d|№|\d")


@dataclass(frozen=True)
class Title:
    """The lines `start` to `end` (without `end`) say the title."""

    start: int
    end: int


def find_title(lines: list[Line]) -> Title | None:
    """The title among what stands before the first numbered line."""
    preface = _preface(lines)
    start = _start(lines[:preface], has_body=preface < len(lines))
    if start is None:
        return None
    end = start + 1
    while end < min(preface, start + _MOST_LINES) and _goes_on(lines, start, end):
        end += 1
    return Title(start, end) if end < len(lines) else None


def _preface(lines: list[Line]) -> int:
    """How many lines stand before the first that is numbered."""
    for at, line in enumerate(lines[:_LONGEST_PREFACE]):
        if _NUMBERED.match(as_cyrillic(line.text[:40])):
            return at
    return min(len(lines), _LONGEST_PREFACE)


def _start(preface: list[Line], *, has_body: bool) -> int | None:
    marked = [at for at, line in enumerate(preface) if line.level == 1]
    named = [at for at, line in enumerate(preface) if _is_named(line)]
    if named:
        return next((at for at in named if not _STAMP.match(preface[at].text)), named[0])
    if marked:
        return marked[0]
    for at, line in enumerate(preface):
        if _FIRST_HEADING.match(line.text):
            return None
        if not _STAMP.match(line.text):
            is_headed = line.heading or is_capitals(line.text)
            is_short = len(line.text) <= _LONGEST_TITLE and not begins_small(line.text)
            return at if is_short and (has_body or is_headed) and "\t" not in line.text else None
    return None


def _is_named(line: Line) -> bool:
    """«Положение о …»; not «Порядок действий определяется настоящим Положением.»"""
    return (
        bool(_TITLED.match(line.text))
        and line.text[0].isupper()
        and len(line.text) <= _LONGEST_TITLE
        and not (line.text.endswith((".", ":", ";")) and len(line.text) > 100)
    )


def _goes_on_whole(above: Line, line: Line) -> bool:
    """A title over two paragraphs: «ПОЛОЖЕНИЕ / О КРУЖКЕ», «о кружке»."""
    is_bare = bool(_TITLED.fullmatch(above.text)) and is_capitals(line.text)
    return begins_small(line.text) or is_bare or line.text.startswith(("О ", "ОБ "))


def _goes_on(lines: list[Line], start: int, at: int) -> bool:
    above, line = lines[at - 1], lines[at]
    if "\t" in line.text or (line.whole and not _goes_on_whole(above, line)):
        return False
    if line.level and line.level != lines[start].level:
        return False
    if above.broken or hangs(above.text):
        return True
    if not is_unfinished(above.text) or _FIRST_HEADING.match(line.text):
        return False
    if _NEVER_TITLE.match(line.text):
        return False
    if begins_small(line.text):
        return True
    if line.gap or line.heading != lines[start].heading:
        return False
    if line.text.endswith(".") and has_verb(line.text):
        return False
    if _STAMP.match(line.text):
        return False
    if is_capitals(lines[start].text):
        return is_capitals(line.text) or at == start + 1
    return not is_capitals(line.text) and len(line.text) <= 120
