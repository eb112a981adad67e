"""The workbook of a take-over to rows of cells; opened in a process apart, under the limits of the kernel (T25, T26)."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from documents.uploads import limits
from home.rulebook import DomainError
from home.rulebook.text import NBSP, fold_text

from ..choices import Sheet
from ..rules.cells import Cell
from ..rules.names import TAKING_OVER

MOST_ROWS = 10_000
"""Of a sheet; more go into the next file."""
MOST_COLUMNS = 40
MOST_LETTERS = 1_000
SECONDS = 60
MEMORY = 2 * 1024**3
OUTPUT = 64 * 1024 * 1024
_READER = Path(__file__).with_name("apart") / "read_sheets.py"
TOO_MANY = f"На листе больше 10{NBSP}000 строк: разделите книгу на части."
BROKEN = "Книга не открывается: сохраните её заново в Excel как XLSX."


@dataclass(frozen=True)
class Lines:
    """What stands on one of our sheets: the heading, then (number of the line, cells) of each row."""

    heading: list[Cell]
    rows: list[tuple[int, list[Cell]]]


def read_workbook(data: bytes) -> dict[str, Lines]:
    """By the code of the sheet; sheets of other names are not looked at. DomainError for a book that will not do."""
    found = {}
    names = {fold_text(sheet.label): sheet for sheet in Sheet}
    for given in _sheets(data):
        sheet = names.get(fold_text(given["name"]))
        if sheet is None:
            continue
        _check_sheet(sheet, given)
        if given["rows"]:
            (_, heading), *rows = given["rows"]
            found[sheet] = Lines(heading, [(line, cells) for line, cells in rows])
    if not any(lines.rows for lines in found.values()):
        titles = ", ".join(f"«{sheet.label}»" for sheet in Sheet)
        raise DomainError(f"В книге нет ни одной строки на листах {titles}.", TAKING_OVER)
    return found


def _sheets(data: bytes) -> list[dict]:
    sizes = map(str, (MOST_ROWS, MOST_COLUMNS, MOST_LETTERS))
    command = [sys.executable, "-I", str(_READER), *sizes]
    try:
        answer = json.loads(
            limits.run(command, data=data, seconds=SECONDS, memory=MEMORY, output=OUTPUT)
        )
    except (limits.Failed, ValueError):
        raise DomainError(TOO_MANY, TAKING_OVER) from None
    if error := answer.get("error"):
        raise DomainError(TOO_MANY if error == "rows" else BROKEN, TAKING_OVER)
    return answer["sheets"]


def _check_sheet(sheet: Sheet, given: dict) -> None:
    """A hidden sheet is somebody's leavings, and of merged cells only the first says anything: neither is guessed at (T26)."""
    if given["hidden"] and given["rows"]:
        raise DomainError(f"Лист «{sheet.label}» скрыт: покажите его или удалите.", TAKING_OVER)
    if given["merged"]:
        lines = ", ".join(map(str, given["merged"]))
        raise DomainError(
            f"На листе «{sheet.label}» есть объединённые ячейки (строки {lines}): разъедините их "
            "и впишите значение в каждую.",
            TAKING_OVER,
        )
