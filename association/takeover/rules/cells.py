"""What one cell means. A cell comes as text, or as a list of one ISO date when the workbook holds a date there."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from home.rulebook.text import fold_text, one_line

from .columns import Column

Cell = str | list[str]
EARLIEST = datetime.date(1950, 1, 1)
LATEST = datetime.date(2100, 12, 31)
_EPOCH = datetime.date(1899, 12, 30)
_DATE = re.compile(r"(\d{1,2})[.](\d{1,2})[.](\d{4})(?:\s*г\.?)?|(\d{4})-(\d{2})-(\d{2})")
_SERIAL = re.compile(r"\d{5}")
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]{2,}")
# An apostrophe before such a sign is a guard of our own exports, or of Excel itself (T29).
_GUARDED = re.compile(r"'(?=[=+\-@])")


@dataclass
class Row:
    """A row as it is understood; `values` are plain and go into JSON, `errors` are (title of the column, sentence)."""

    line: int
    values: dict = field(default_factory=dict)
    errors: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    fate: str = ""
    known: int | None = None

    def fault(self, title: str, sentence: str) -> None:
        self.errors.append((title, sentence))

    @property
    def numbers(self) -> tuple[str, str]:
        """INN and KPP, by which organisations are told apart."""
        return self.values.get("inn", ""), self.values.get("kpp", "")


def read_cell(row: Row, column: Column, cell: Cell) -> None:
    """Put what the cell says into the values: a date as ISO, everything else as one line."""
    if column.is_day:
        row.values[column.name] = _day(row, column, cell)
    elif isinstance(cell, list):
        row.fault(
            column.title, "Excel превратил значение в дату: задайте столбцу текстовый формат."
        )
        row.values[column.name] = ""
    else:
        row.values[column.name] = _line(row, column, cell)
    if column.is_needed and not row.values[column.name] and not _told(row, column.title):
        row.fault(column.title, "Пусто, а нужно.")


def _line(row: Row, column: Column, cell: str) -> str:
    text = one_line(_GUARDED.sub("", cell, count=1))
    if len(text) > column.longest:
        row.fault(column.title, f"Длиннее {column.longest} знаков.")
        return ""
    return text


def _day(row: Row, column: Column, cell: Cell) -> str:
    text = cell[0] if isinstance(cell, list) else one_line(cell)
    if not text:
        return ""
    day = read_day(text)
    if day is None or not EARLIEST <= day <= LATEST:
        row.fault(column.title, f"Дата «{text[:30]}» непонятна: нужна, например, 05.03.2023.")
        return ""
    return day.isoformat()


def read_day(text: str) -> datetime.date | None:
    """05.03.2023, ISO, or the number of a day as a workbook keeps it (T26); None for anything else, such as 30.02."""
    if _SERIAL.fullmatch(text):
        return _EPOCH + datetime.timedelta(days=int(text))
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    day, month, year = match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def check_number(row: Row, name: str, title: str, length: int, flaw: Callable[[str], str]) -> None:
    """A number of a state register; the zero in front that a cell of numbers loses comes back."""
    text = re.sub(r"[\s\-–—]", "", row.values[name]).upper()
    if text.isdecimal() and len(text) == length - 1:
        text = text.zfill(length)
    row.values[name] = text
    if text and (said := flaw(text)):
        row.fault(title, said)


def check_email(row: Row, name: str, title: str) -> None:
    text = row.values[name]
    if text and not _EMAIL.fullmatch(text):
        row.fault(title, f"«{text[:60]}» — не адрес электронной почты.")


def choose(row: Row, name: str, title: str, words: dict[str, str]) -> None:
    """Put the code for the word of the cell; `words` are folded."""
    text = row.values[name]
    code = words.get(fold_text(text))
    if code is None and text and not _told(row, title):
        known = ", ".join(f"«{word}»" for word in words if word)
        offered = known if len(known) < 200 else "смотрите справочник сайта"
        row.fault(title, f"«{text[:60]}» здесь не бывает: {offered}.")
    row.values[name] = code if code is not None else ""


def _told(row: Row, title: str) -> bool:
    return any(told == title for told, _ in row.errors)


def day_of(row: Row, name: str) -> datetime.date | None:
    return datetime.date.fromisoformat(row.values[name]) if row.values.get(name) else None
