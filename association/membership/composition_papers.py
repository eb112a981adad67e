"""The composition of the Association as a paper and as a table for a spreadsheet (3.3, R27)."""

import io
from collections.abc import Iterator

import xlsxwriter

from association.organisations.choices import Standing
from documents.papers import pdf
from home.registers.exports import guarded, in_words
from home.rulebook import DomainError

from .compositions import Composition
from .rules import names
from .rules.composition import Line, count_of

TEMPLATE = "membership/papers/composition.html"
HEADINGS = (
    "№",
    "Организация",
    "Полное наименование",
    "Положение",
    "С какого дня",
    "Территория",
    "Юридический адрес",
    "Руководитель",
    "Должность руководителя",
)
WIDTHS = (6, 28, 60, 12, 14, 22, 44, 34, 26)
LONGEST_PAPER = 1000
"""Rows; a longer list is read as a table."""


def check_length(composition: Composition) -> None:
    if len(composition.lines) > LONGEST_PAPER:
        raise DomainError(
            f"В составе больше {LONGEST_PAPER} организаций: скачайте таблицу.", names.COMPOSITION
        )


def printed_composition(composition: Composition) -> bytes:
    check_length(composition)
    counts = count_of(composition.lines)
    rows = [(Standing(line.standing).label, line) for line in composition.lines]
    context = {"composition": composition, "rows": rows, "counts": counts}
    return pdf.render(TEMPLATE, context | {"rule": names.COMPOSITION})


def composition_table(composition: Composition) -> bytes:
    """XLSX; every cell is text, so nothing in it is a formula (T29)."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet("Состав")
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        cell = book.add_format({"text_wrap": True, "valign": "top"})
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(composition.lines)), len(HEADINGS) - 1)
        for place, row in enumerate(_table(composition.lines)):
            for column, text in enumerate(row):
                sheet.write_string(place, column, text, cell if place else heading)
    return file.getvalue()


def _table(lines: list[Line]) -> Iterator[tuple[str, ...]]:
    yield HEADINGS
    for place, line in enumerate(lines, start=1):
        values = (
            place,
            line.short_name,
            line.full_name,
            Standing(line.standing).label,
            line.since,
            line.territory,
            line.legal_address,
            line.head_name,
            line.head_position,
        )
        yield tuple(guarded(in_words(value)) for value in values)


def composition_name(composition: Composition, extension: str) -> str:
    """«Состав Ассоциации 2026-11-21.xlsx»."""
    return f"Состав Ассоциации {composition.on:%Y-%m-%d}.{extension}"
