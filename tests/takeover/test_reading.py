"""Workbooks as strangers make them: read, or refused in plain words (T25, T26)."""

import zipfile
from io import BytesIO

import pytest

from association.takeover import reading
from association.takeover.choices import Sheet
from home.rulebook import DomainError
from tests.factories.takeover import organisation_row, workbook


def test_days_come_as_days_and_numbers_as_they_are_written():
    lines = reading.read_workbook(workbook([organisation_row(kpp=220101001)]))

    (line, cells), *rest = lines[Sheet.ORGANISATIONS].rows
    assert (line, rest) == (2, [])
    assert cells[1] == "220101001"
    assert ["2019-03-04"] in cells


def test_result_of_a_formula_is_read():
    def change(book, pages):
        pages[Sheet.ORGANISATIONS].write_formula(1, 4, '="Школа"&" 7"', None, "Школа 7")

    (_, cells), *_ = reading.read_workbook(workbook([organisation_row()], change=change))[
        Sheet.ORGANISATIONS
    ].rows

    assert cells[4] == "Школа 7"


def merge(book, pages):
    pages[Sheet.ORGANISATIONS].merge_range(1, 3, 2, 3, "Школа")


def hide(book, pages):
    book.add_worksheet("Лист1").activate()
    pages[Sheet.ORGANISATIONS].hide()


def write_at_the_foot(book, pages):
    pages[Sheet.ORGANISATIONS].write_string(1_048_575, 0, "конец")


@pytest.mark.parametrize(
    ("change", "words"),
    [(merge, "объединённые"), (hide, "скрыт"), (write_at_the_foot, "разделите")],
)
def test_odd_sheet_is_refused_in_words(change, words):
    with pytest.raises(DomainError, match=words):
        reading.read_workbook(workbook([organisation_row(1), organisation_row(2)], change=change))


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 2)

    with pytest.raises(DomainError, match="разделите"):
        reading.read_workbook(workbook([organisation_row(n) for n in range(4)]))


def bomb() -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<a>" * 30_000_000)
    return output.getvalue()


@pytest.mark.parametrize("content", [b"", b"no workbook", bomb()], ids=["empty", "words", "bomb"])
def test_what_is_no_workbook_is_refused(content):
    with pytest.raises(DomainError):
        reading.read_workbook(content)


def test_book_without_our_sheets_is_refused():
    def change(book, pages):
        book.add_worksheet("Лист1").write_string(0, 0, "ИНН")

    with pytest.raises(DomainError, match="«Организации», «Представители», «Сертификаты»"):
        reading.read_workbook(workbook(change=change))
