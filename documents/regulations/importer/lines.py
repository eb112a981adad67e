"""Lines of a source: as its file gives them, and as they are read, clean of noise."""

from dataclasses import dataclass

from home.rulebook import DomainError

from ..rules import SOURCE_READABLE

MAX_LINES = 20_000
MAX_SIGNS = 2_000_000
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


@dataclass(frozen=True)
class Line:
    """A line of the source with content, without noise: its number from 1, single spaces.

    Tabs stay: they part the cells of a table. `heading` says that the source marks it as one,
    `level` of which depth (0: unknown), `whole` that it is a paragraph by itself, `gap` that a
    blank line parts it from the line before, `broken` that its last word goes on in the next line,
    `indent` how many spaces it begins with.
    """

    number: int
    text: str
    heading: bool = False
    whole: bool = False
    level: int = 0
    gap: bool = False
    broken: bool = False
    indent: int = 0

    @property
    def is_row(self) -> bool:
        return "\t" in self.text


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


def refuse_too_long(source: list[SourceLine]) -> None:
    """DomainError for a source that is longer than any regulation."""
    if len(source) > MAX_LINES:
        raise DomainError(
            f"В файле больше {MAX_LINES // 1000}\xa0000 строк: это не текст положения. "
            "Разделите его на части.",
            SOURCE_READABLE,
        )
    if sum(len(line.text) for line in source) > MAX_SIGNS:
        raise DomainError(
            f"В файле больше {MAX_SIGNS // 1_000_000}\xa0миллионов знаков: это не текст положения. "
            "Разделите его на части.",
            SOURCE_READABLE,
        )


def join_lines(lines: list[Line]) -> str:
    """One paragraph; a word broken at the end of a line is whole again."""
    text = ""
    for line in lines:
        text += line.text if not line.broken else f"{line.text}\0"
        text += " "
    return text.replace("\0 ", "").strip()
