"""The report of pairs as a paper and as a table for a spreadsheet (3.16, 4.11)."""

import io
from collections.abc import Iterable, Sequence

import xlsxwriter

from documents.papers import pdf
from home.registers.exports import guarded, in_words

from ..queries.report import PairReport
from ..rules import names
from ..rules.report import Line

TEMPLATE = "mentoring/papers/pair_report.html"
HEADINGS = (
    "Образовано",
    "Работают в конце периода",
    "Закончили работу",
    "Кандидатов с сертификатом",
    "Пройдено этапов",
    "Часов",
)
FIRST, OTHERS = 44, 18
"""Widths of columns."""


def printed_report(report: PairReport) -> bytes:
    return pdf.render(TEMPLATE, {"report": report, "names": names})


def report_table(report: PairReport) -> bytes:
    """XLSX of four sheets. Numbers are numbers, for whoever goes on counting; texts are no formulas (T29)."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for title, headings, rows in _sheets(report):
            _write(book.add_worksheet(title), headings, rows, bold)
    return file.getvalue()


def _sheets(report: PairReport):
    period = f"{report.since:%d.%m.%Y}–{report.until:%d.%m.%Y}"
    total = [_row(report.total)]
    yield (
        "По территориям",
        (f"Территория, {period}", *HEADINGS),
        [*map(_row, report.territories), *total],
    )
    yield "По отраслям", (f"Отрасль, {period}", *HEADINGS), [*map(_row, report.branches), *total]
    work = [(row.kind.label, row.times, row.hour_count) for row in report.work]
    yield "Чем занимались", (f"Вид работы, {period}", "Раз", "Часов"), work
    reached = [(row.candidate, row.mentor, row.certificate, row.on) for row in report.reached]
    yield (
        "Получили сертификат",
        ("Кандидат", "Наставник", "Сертификат СМК", "Пара работала до"),
        reached,
    )


def _row(line: Line) -> tuple:
    numbers = (line.formed, line.working, line.ended, line.certified, line.stages)
    return (line.title, *numbers, line.hour_count)


def _write(sheet, headings: Sequence[str], rows: Iterable[Sequence[object]], bold) -> None:
    for column, heading in enumerate(headings):
        sheet.set_column(column, column, OTHERS if column else FIRST)
        sheet.write_string(0, column, heading, bold)
    for place, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, int | float):
                sheet.write_number(place, column, value)
            else:
                sheet.write_string(place, column, guarded(in_words(value)))
    sheet.freeze_panes(1, 0)


def title_of(report: PairReport) -> str:
    """«Пары наставников 2026-01-01–2026-11-22», as the file is called, and what the log of exports says of it."""
    return f"Пары наставников {report.since:%Y-%m-%d}–{report.until:%Y-%m-%d}"
