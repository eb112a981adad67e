"""Text to lines without noise; what is noise is kept aside and named."""

import re
from dataclasses import dataclass

from .nodes import Dropped

_PAGE_NUMBER = re.compile(r"^[-–—]?\s*\d{1,4}\s*[-–—]?$")
_TABLE_RULE = re.compile(r"^[|\t ]*(?::?-{2,}:?[|\t ]*){2,}$")
_HEADING_MARK = re.compile(r"^#{1,6}(?=\s)")
_BOLD = "**"


@dataclass(frozen=True)
class Line:
    """A line of the source with content: its number from 1, and its text with single spaces.

    Tabs stay: they part the cells of a table. `heading` says that the source marks it as one.
    """

    number: int
    text: str
    heading: bool = False

    @property
    def is_row(self) -> bool:
        return "\t" in self.text


def read_lines(text: str) -> tuple[list[Line], list[Dropped]]:
    """Lines with content in order, and the noise: page numbers, markup, rules of tables."""
    lines: list[Line] = []
    dropped: list[Dropped] = []
    raw_lines = text.replace("\f", " ").splitlines()
    bold = _bold_lines(raw_lines)
    for number, raw in enumerate(raw_lines, start=1):
        content = _single_spaces(raw)
        if not content:
            continue
        if why := _noise(content):
            dropped.append(Dropped(number, content, why))
            continue
        content, marks = _without_markup(content, number in bold)
        dropped.extend(Dropped(number, mark, "разметка заголовка") for mark in marks)
        if content:
            lines.append(Line(number, content, heading=bool(marks) or number in bold))
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
