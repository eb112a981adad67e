"""What one cell, one row and one sheet say (T26, T27)."""

import datetime

import pytest

from association.takeover.choices import Sheet
from association.takeover.rules import rows
from association.takeover.rules.cells import read_day
from association.takeover.rules.columns import COLUMNS
from association.takeover.rules.rows import Kind, Known
from tests.factories.takeover import certificate_row, organisation_row, representative_row

TODAY = datetime.date(2026, 11, 20)
MEMBERSHIP = Kind("membership", "{year}-{number:04}", goes_to_member=True)
TRAINING = Kind("training", "ПК-{year}-{number:04}", goes_to_member=False)
KNOWN = Known(
    {"ручейный район": 1},
    {"общее образование": 2},
    {"сертификат члена ассоциации": MEMBERSHIP, "удостоверение": TRAINING},
    TODAY,
)


def read(sheet, given: dict, line=2):
    """As the reader of workbooks gives it: days in a list."""
    columns = COLUMNS[sheet]
    values = [given.get(column.name, "") for column in columns]
    cells = [[each.isoformat()] if isinstance(each, datetime.date) else each for each in values]
    places = {column.name: place for place, column in enumerate(columns)}
    return rows.read_row(sheet, line, cells, places, KNOWN)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("05.03.2023", datetime.date(2023, 3, 5)),
        ("5.3.2023 г.", datetime.date(2023, 3, 5)),
        ("2023-03-05", datetime.date(2023, 3, 5)),
        ("44990", datetime.date(2023, 3, 5)),
        ("30.02.2023", None),
        ("март 2023", None),
        ("12/03/23", None),
    ],
)
def test_day_is_read_as_people_and_workbooks_write_it(text, day):
    assert read_day(text) == day


@pytest.mark.parametrize(
    ("sheet", "given"),
    [
        (Sheet.ORGANISATIONS, organisation_row()),
        (Sheet.ORGANISATIONS, organisation_row(standing="", since="", ground="")),
        (Sheet.ORGANISATIONS, organisation_row(standing="Кандидат", since="05.03.2019")),
        (Sheet.ORGANISATIONS, organisation_row(standing="бывший член", left_on="01.02.2024", left_ground="заявление")),
        (Sheet.ORGANISATIONS, organisation_row(territory="  РУЧЕЙНЫЙ  район")),
        (Sheet.REPRESENTATIVES, representative_row()),
        (Sheet.REPRESENTATIVES, representative_row(email="", role="Ответственный за качество")),
        (Sheet.CERTIFICATES, certificate_row()),
        (Sheet.CERTIFICATES, certificate_row(number="7")),
        (Sheet.CERTIFICATES, certificate_row(kind="удостоверение", number="ПК-2019-1", person="Полевой Олег")),
        (Sheet.CERTIFICATES, certificate_row(state="аннулирован", ended_on="01.02.2024", ended_ground="выход")),
    ],
)  # fmt: skip
def test_right_row_has_no_fault(sheet, given):
    assert read(sheet, given).errors == []


@pytest.mark.parametrize(
    ("sheet", "given", "column", "words"),
    [
        (Sheet.ORGANISATIONS, organisation_row(inn="2200000002"), "ИНН", "контрольная"),
        (Sheet.ORGANISATIONS, organisation_row(inn=""), "ИНН", "Пусто"),
        (Sheet.ORGANISATIONS, organisation_row(inn="220000000112"), "ИНН", "12 цифр"),
        (Sheet.ORGANISATIONS, organisation_row(kpp="12"), "КПП", "девять"),
        (Sheet.ORGANISATIONS, organisation_row(full_name="Ш" * 501), "Полное наименование", "500"),
        (Sheet.ORGANISATIONS, organisation_row(territory="Лунный район"), "Территория", "ручейный"),
        (Sheet.ORGANISATIONS, organisation_row(head_name="Анна2"), "Имя руководителя", "буквы"),
        (Sheet.ORGANISATIONS, organisation_row(website="школа.рф"), "Сайт", "https"),
        (Sheet.ORGANISATIONS, organisation_row(email="нет"), "Электронная почта", "не адрес"),
        (Sheet.ORGANISATIONS, organisation_row(standing="почётный"), "Положение", "не бывает"),
        (Sheet.ORGANISATIONS, organisation_row(since=""), "С какого дня", "указать"),
        (Sheet.ORGANISATIONS, organisation_row(since="30.02.2020"), "С какого дня", "непонятна"),
        (Sheet.ORGANISATIONS, organisation_row(since="05.03.2031"), "С какого дня", "не наступила"),
        (Sheet.ORGANISATIONS, organisation_row(ground=""), "Основание", "указать"),
        (Sheet.ORGANISATIONS, organisation_row(standing=""), "Основание", "не состоит"),
        (Sheet.ORGANISATIONS, organisation_row(standing="бывший член"), "Когда выбыла", "указать"),
        (Sheet.ORGANISATIONS, organisation_row(left_on="01.02.2024"), "Когда выбыла", "бывшего"),
        (Sheet.ORGANISATIONS, organisation_row(short_name=datetime.date(2020, 1, 1)), "Краткое наименование", "в дату"),
        (Sheet.REPRESENTATIVES, representative_row(role="сторож"), "Роль", "не бывает"),
        (Sheet.REPRESENTATIVES, representative_row(until="01.02.2024"), "С какого дня", "оба дня"),
        (Sheet.REPRESENTATIVES, representative_row(since="01.02.2024", until="01.02.2023"), "До какого дня", "Раньше"),
        (Sheet.CERTIFICATES, certificate_row(kind="Грамота"), "Вид", "не бывает"),
        (Sheet.CERTIFICATES, certificate_row(number="—"), "Номер", "быть не может"),
        (Sheet.CERTIFICATES, certificate_row(number="без номера"), "Порядковый номер", "не видно"),
        (Sheet.CERTIFICATES, certificate_row(sequence="первый"), "Порядковый номер", "от 1"),
        (Sheet.CERTIFICATES, certificate_row(person="Полевой Олег"), "Кому", "организации"),
        (Sheet.CERTIFICATES, certificate_row(number="ПК-2021-0001", sequence="4"), "Номер", "программа"),
        (Sheet.CERTIFICATES, certificate_row(valid_until="01.01.2019"), "Действует по", "Раньше"),
        (Sheet.CERTIFICATES, certificate_row(state="аннулирован"), "Когда аннулирован", "указать"),
        (Sheet.CERTIFICATES, certificate_row(ended_ground="выход"), "Основание аннулирования", "действует"),
    ],
)  # fmt: skip
def test_fault_is_told_at_its_column(sheet, given, column, words):
    faults = [sentence for title, sentence in read(sheet, given).errors if title == column]

    assert len(faults) == 1
    assert words in faults[0]


def test_cells_of_numbers_get_back_the_zero_they_lost():
    row = read(Sheet.ORGANISATIONS, organisation_row(kpp="22010100"))

    assert row.values["kpp"] == "022010100"


def test_guard_before_a_sign_of_a_formula_is_taken_away():
    """T29: what our own export has guarded comes back as it was."""
    row = read(Sheet.ORGANISATIONS, organisation_row(phone="'+7 (000) 200-00-00"))

    assert row.values["phone"] == "+7 (000) 200-00-00"


@pytest.mark.parametrize(
    ("number", "issued_on", "sequence", "place"),
    [
        ("2019-0005", "05.03.2019", "", [2019, 5]),
        ("5/2019", "05.03.2019", "", [2019, 5]),
        ("СЧ 5", "05.03.2019", "", [2019, 5]),
        ("без номера", "05.03.2019", "41", [2019, 41]),
        ("2019-0005", "15.01.2020", "", [2019, 5]),
    ],
)
def test_place_of_a_certificate_comes_from_its_number(number, issued_on, sequence, place):
    given = certificate_row(number=number, issued_on=issued_on, sequence=sequence)

    assert read(Sheet.CERTIFICATES, given).values["place"] == place


def test_rows_that_say_the_same_are_an_error_on_both():
    """T27, T82: namesakes of two organisations are two people."""
    given = [
        read(Sheet.REPRESENTATIVES, representative_row(n, email=""), line=n) for n in (1, 1, 2)
    ]
    given[1].line = 7

    rows.mark_doubles(Sheet.REPRESENTATIVES, given)

    assert [row.errors for row in given] == [
        [("Фамилия", "Тот же представитель — в строке 7.")],
        [("Фамилия", "Тот же представитель — в строке 1.")],
        [],
    ]


def test_heading_tells_what_is_missing_and_what_is_twice():
    places, errors = rows.read_heading(Sheet.REPRESENTATIVES, ["ИНН", "инн *", "Фамилия", "Рост"])

    assert places == {"inn": 0, "surname": 2}
    assert errors == [
        "Столбец «ИНН» назван дважды.",
        "В первой строке нет столбцов: «КПП», «Имя».",
    ]
