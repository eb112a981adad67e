"""The report on the execution of decisions as a paper and as tables for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from documents.papers.pdf import render
from documents.records.choices import Level
from home.registers.exports import BYTE_ORDER_MARK, guarded, in_words

from .queries.decisions import ExecutionReport
from .rules.decisions import HIDDEN_TEXT

HEADINGS = (
    "Решение",
    "Принято",
    "Вид",
    "Текст",
    "Исполнитель",
    "Исполнить до",
    "Доложено",
    "Принято исполнение",
    "Как исполнено",
    "Дней просрочки",
)
_WIDTHS = (10, 12, 22, 60, 30, 14, 12, 14, 24, 10)
OUTSIDE_CABINET = frozenset({Level.PUBLIC, Level.MEMBERS})
"""What is confidential is read in the cabinet alone: a file goes from hand to hand (R73)."""


def shown_text(decision, levels: Iterable[str]) -> str:
    return decision.text if decision.level in levels else HIDDEN_TEXT


def print_report(report: ExecutionReport, *, levels: Iterable[str] = OUTSIDE_CABINET) -> bytes:
    """PDF; the texts of the levels that are not named stay out."""
    rows = [(row, shown_text(row.decision, levels)) for row in report.rows]
    return render("meetings/decisions/papers/report.html", {"report": report, "rows": rows})


def write_csv(report: ExecutionReport) -> Iterator[bytes]:
    """For a Russian Excel: semicolons and a mark of the encoding; nothing is a formula (T29)."""
    yield BYTE_ORDER_MARK.encode()
    for cells in _table(report):
        line = io.StringIO()
        csv.writer(line, delimiter=";").writerow(cells)
        yield line.getvalue().encode()


def write_xlsx(report: ExecutionReport) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Исполнение решений")
    for letter, width in zip("ABCDEFGHIJ", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    for number, cells in enumerate(_table(report)):
        sheet.append([_cell(sheet, text, is_heading=number == 0) for text in cells])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(sheet, text: str, *, is_heading: bool) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=text)
    # Text that begins with «=» is a formula to the library unless it is told otherwise.
    cell.data_type = "s"
    cell.font = Font(bold=is_heading)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _table(report: ExecutionReport) -> Iterator[list[str]]:
    yield list(HEADINGS)
    for row in report.rows:
        decision = row.decision
        values = (
            decision.number,
            decision.adopted_on,
            decision.get_form_display(),
            shown_text(decision, OUTSIDE_CABINET),
            decision.executor,
            decision.due_on,
            decision.reported_on,
            decision.accepted_on,
            row.standing.label,
            row.days_overdue or None,
        )
        yield [guarded(in_words(value)) for value in values]
