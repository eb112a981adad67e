"""Workbooks of earlier registers, as people fill them in."""

import datetime
import io

import xlsxwriter

from association.takeover.choices import Sheet
from association.takeover.rules.columns import COLUMNS
from tests.factories.organisations import make_inn, make_ogrn

KPP = "220101001"


def organisation_row(nth: int = 1, **fields) -> dict:
    return {
        "inn": make_inn(nth),
        "kpp": KPP,
        "ogrn": make_ogrn(nth),
        "full_name": f"Краевое учреждение «Школа № {nth}»",
        "short_name": f"Школа № {nth}",
        "legal_address": "656000, г. Ручейный, ул. Садовая, д. 1",
        "territory": "Ручейный район",
        "branch": "Общее образование",
        "head_surname": "Ключева",
        "head_name": "Анна",
        "head_patronymic": "Игоревна",
        "head_position": "директор",
        "standing": "член",
        "since": datetime.date(2019, 3, 4),
        "ground": "решение Президиума от 04.03.2019 № 2",
    } | fields


def representative_row(nth: int = 1, **fields) -> dict:
    return {
        "inn": make_inn(nth),
        "kpp": KPP,
        "surname": "Полевой",
        "name": "Олег",
        "email": f"field{nth}@example.org",
    } | fields


def certificate_row(nth: int = 1, **fields) -> dict:
    return {
        "kind": "Сертификат члена Ассоциации",
        "number": f"2019-{nth:04}",
        "inn": make_inn(nth),
        "kpp": KPP,
        "issued_on": datetime.date(2019, 3, 5),
    } | fields


def workbook(organisations=(), representatives=(), certificates=(), *, change=None) -> bytes:
    """`change(book, pages)` does to the book what people do: merges, hides, writes formulas."""
    output = io.BytesIO()
    given = dict(zip(Sheet, (organisations, representatives, certificates), strict=True))
    with xlsxwriter.Workbook(output, {"in_memory": True, "strings_to_formulas": False}) as book:
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        pages = {}
        for sheet, rows in given.items():
            if rows:
                pages[sheet] = _page(book, sheet, rows, day)
        if change:
            change(book, pages)
    return output.getvalue()


def _page(book, sheet: str, rows, day):
    page = book.add_worksheet(Sheet(sheet).label)
    for place, column in enumerate(COLUMNS[sheet]):
        page.write_string(0, place, column.title)
        for line, row in enumerate(rows, start=1):
            value = row.get(column.name, "")
            if isinstance(value, datetime.date):
                page.write_datetime(
                    line, place, datetime.datetime.combine(value, datetime.time()), day
                )
            elif isinstance(value, int):
                page.write_number(line, place, value)
            else:
                page.write_string(line, place, value)
    return page
