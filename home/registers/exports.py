"""What stands in the cells of a table that leaves the site."""

import datetime
import tempfile
from collections.abc import Iterable, Sequence
from typing import IO

import xlsxwriter
from django.utils import timezone

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST = 60
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula (T29)."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text


def in_words(value: object) -> str:
    """A value as a Russian reader expects it in a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).strftime("%d.%m.%Y %H:%M")
    if isinstance(value, datetime.date):
        return value.strftime("%d.%m.%Y")
    return str(value)


def workbook(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> IO[bytes]:
    """A workbook of one sheet in a temporary file, open at its beginning; cells are text as it is given."""
    file = tempfile.TemporaryFile()  # noqa: SIM115
    # Row by row: a long table takes no more memory than a short one.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        for column, heading in enumerate(headings):
            sheet.set_column(column, column, min(WIDEST, 2 * len(heading) + 6))
            sheet.write_string(0, column, heading, bold)
        for place, row in enumerate(rows, start=1):
            for column, text in enumerate(row):
                sheet.write_string(place, column, text)
        sheet.freeze_panes(1, 0)
    file.seek(0)
    return file
