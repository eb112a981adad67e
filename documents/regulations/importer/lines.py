"""Text to lines without noise; what is noise is kept aside and named."""

import re
from dataclasses import dataclass

from .nodes import Dropped

_PAGE_NUMBER = re.compile(r"^[-–—]?\s*\d{1,4}\s*[-–—]?$")
_TABLE_RULE = re.compile(r"^[|\t ]*(?::?-{2,}:?[|\t ]*){2,}$")
_HEADING_MARK = re.compile(r"^#{1,6}(?=\s)")
_BOLD = "**"
_PAGE_BREAK = "\N{SYMBOL FOR FORM FEED}"


@dataclass(frozen=True)
class SourceLine:
    """A line of a source as its file gives it; its number is its place, from 1.

    Tabs part cells. `whole`: a paragraph by itself, never to be joined with its neighbours;
    `heading`: the source marks it as one; `page`: on which page it stands, 0 when unknown.
    """

    text: str
    whole: bool = False
    heading: bool = False
    page: int = 0


def split_lines(text: str) -> list[SourceLine]:
    """The lines of a plain text; a form feed begins a page, not a line."""
    lines = []
    page = 1 if "\f" in text else 0
    for raw in text.replace("\f", _PAGE_BREAK).splitlines():
        before, *breaks = raw.split(_PAGE_BREAK)
        page += len(breaks) if not before.strip() else 0
        lines.append(SourceLine(raw.replace(_PAGE_BREAK, " "), page=page))
        page += len(breaks) if before.strip() else 0
    return lines


@dataclass(frozen=True)
class Line:
    """A line of the source with content: its number from 1, and its text with single spaces.

    Tabs stay: they part the cells of a table. `heading` says that the source marks it as one,
    `whole` that it is a paragraph by itself.
    """

    number: int
    text: str
    heading: bool = False
    whole: bool = False

    @property
    def is_row(self) -> bool:
        return "\t" in self.text


def read_lines(source: list[SourceLine]) -> tuple[list[Line], list[Dropped]]:
    """Lines with content in order, and the noise: page numbers, markup, rules of tables."""
    lines: list[Line] = []
    dropped: list[Dropped] = []
    bold = _bold_lines([line.text for line in source])
    for number, line in enumerate(source, start=1):
        content = _single_spaces(line.text)
        if not content:
            continue
        if why := _noise(content):
            dropped.append(Dropped(number, content, why))
            continue
        content, marks = _without_markup(content, number in bold)
        dropped.extend(Dropped(number, mark, "разметка заголовка") for mark in marks)
        if content:
            heading = line.heading or bool(marks) or number in bold
            lines.append(Line(number, content, heading, line.whole))
    return lines, dropped


def _single_spaces(raw: str) -> str:
    cells = (" ".join(cell.split()) for cell in raw.strip().split("\t"))
    return "\t".join(cells).strip()


def _noise(content: str) -> str:
    if _PAGE_NUMBER.match(content):
        return "номер страницы"
    if _TABLE_RULE.match(content):
        return "линейка таблицы"
    return ""


def _bold_lines(raw_lines: list[str]) -> set[int]:
    """Numbers of the lines between «**» and «**»; the pair may span lines that follow closely."""
    inside: set[int] = set()
    start = None
    for number, raw in enumerate(raw_lines, start=1):
        content = raw.strip()
        if not content:
            start = None
        elif content.startswith(_BOLD) and content.strip("*"):
            start = number
        if start and content.endswith(_BOLD) and content.strip("*"):
            inside.update(range(start, number + 1))
            start = None
    return inside


def _without_markup(content: str, is_bold: bool) -> tuple[str, list[str]]:
    marks = []
    if mark := _HEADING_MARK.match(content):
        marks.append(mark.group())
        content = content[mark.end() :].strip()
    if is_bold and content.startswith(_BOLD):
        marks.append(_BOLD)
        content = content.removeprefix(_BOLD).strip()
    if is_bold and content.endswith(_BOLD):
        marks.append(_BOLD)
        content = content.removesuffix(_BOLD).strip()
    return content, marks
