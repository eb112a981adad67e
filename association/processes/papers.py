"""The report of processes as a paper and as a table for a spreadsheet (3.17, R50)."""

import io
from collections.abc import Iterable, Sequence

import xlsxwriter

from documents.papers import pdf
from home.registers.exports import guarded, in_words
from home.rulebook import DomainError

from .choices import Support
from .queries.report import ProcessReport
from .rules import names

TEMPLATE = "processes/papers/report.html"
LONGEST_PAPER = 1000
"""Rows of members and of help together; a longer report is read as a table."""

LONGEST_TABLE = 5000
"""More than any year of an association; they are made while the reader waits."""

Table = tuple[str, Sequence[tuple[str, int]], Iterable[Sequence[object]]]
"""(name of the sheet, (heading, width) of each column, rows)."""


def printed_report(report: ProcessReport) -> bytes:
    _check_rows(report, LONGEST_PAPER, "скачайте таблицу или возьмите период короче")
    context = {"report": report, "kinds": list(Support), "rule": names.RESPONSIBILITY}
    return pdf.render(TEMPLATE, context | {"support_rule": names.SUPPORT})


def _check_rows(report: ProcessReport, most: int, advice: str) -> None:
    if report.length > most:
        raise DomainError(f"В\xa0отчёте больше {most} строк: {advice}.", names.RESPONSIBILITY)


def report_table(report: ProcessReport) -> bytes:
    """XLSX of three sheets; every cell is text, so nothing in it is a formula (T29)."""
    _check_rows(report, LONGEST_TABLE, "возьмите период короче")
    file = io.BytesIO()
    # Row by row: a long table takes no more memory than a short one.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        cell = book.add_format({"text_wrap": True, "valign": "top"})
        for table in (_processes(report), _members(report), _support(report)):
            _write(book.add_worksheet(table[0]), table, bold, cell)
    return file.getvalue()


def _write(sheet, table: Table, bold, cell) -> None:
    _, columns, rows = table
    for place, (heading, width) in enumerate(columns):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, heading, bold)
    for line, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            sheet.write_string(line, place, guarded(in_words(value)), cell)
    sheet.freeze_panes(1, 0)


def _processes(report: ProcessReport) -> Table:
    columns = [("Процесс", 50), ("Отвечают, членов", 14)]
    columns += [(kind.label.capitalize(), 20) for kind in Support]
    rows = (
        (row.name, row.responsible, *(row.given[kind] for kind in Support)) for row in report.rows
    )
    return "Процессы", columns, rows


def _members(report: ProcessReport) -> Table:
    columns = [("Член без процесса", 50), ("ИНН", 14), ("Территория", 30)]
    rows = ((each.short_name, each.inn, each.territory) for each in report.without)
    return "Без процесса", columns, rows


def _support(report: ProcessReport) -> Table:
    columns = [
        ("Когда", 12),
        ("Кто помог", 34),
        ("Процесс", 40),
        ("Кому", 34),
        ("Чем", 28),
        ("Название", 50),
        ("Пояснение", 50),
    ]
    rows = (
        (
            each.on,
            each.assignment.organisation.short_name,
            each.assignment.process.name,
            each.organisation.short_name,
            each.get_kind_display(),
            each.title,
            each.note,
        )
        for each in report.support
    )
    return "Помощь", columns, rows


def report_name(report: ProcessReport, extension: str) -> str:
    """«Ответственность за процессы 2026-01-01–2026-11-22.pdf»."""
    return (
        f"Ответственность за процессы {report.since:%Y-%m-%d}–{report.until:%Y-%m-%d}.{extension}"
    )
