"""Names go out of prose that everybody will read, in any case of the noun (152-ФЗ, art. 10.1)."""

import pytest

from association.minutes.content.names import without_names
from tests.minutes import contents

CHAIR = contents.person(1, "Берёзова", title="председатель Президиума")
SECRETARY = contents.person(
    2,
    "Соснин",
    initials="П.\xa0С.",
    full_name="Соснин Пётр Сергеевич",
    title="секретарь Президиума",
)
NAMESAKE = contents.person(
    3, "Соснина", initials="А.\xa0И.", full_name="Соснина Анна Игоревна", title="член Президиума"
)
SHORT = contents.person(4, "Ли", initials="В.", full_name="Ли Виктор", title="член Президиума")
PEOPLE = [CHAIR, SECRETARY, SHORT]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("", ""),
        ("План работы принять.", "План работы принять."),
        ("Избрать Берёзову М. П. на год.", "Избрать [председатель Президиума] на год."),
        ("Избрать М.П. Берёзову.", "Избрать [председатель Президиума]."),
        ("Доклад БЕРЁЗОВОЙ принять.", "Доклад [председатель Президиума] принять."),
        ("Доклад Березовой принять.", "Доклад [председатель Президиума] принять."),
        ("Поручить Соснину Петру Сергеевичу.", "Поручить [секретарь Президиума]."),
        ("Поручить Петру Сергеевичу Соснину отчёт.", "Поручить [секретарь Президиума] отчёт."),
        ("Назначить Соснина П. С.", "Назначить [секретарь Президиума]."),
        ("Отчёт заслушать, Ли В. поблагодарить.", "Отчёт заслушать, [член Президиума] поблагодарить."),
        ("Листок и лидер остаются.", "Листок и лидер остаются."),
        ("Принять Кедрова А. Б. в жюри.", "Принять [имя не публикуется] в жюри."),
        ("Принять А. Б. Кедрова в жюри.", "Принять [имя не публикуется] в жюри."),
        ("Наградить Кедрову Анну Борисовну грамотой.", "Наградить [имя не публикуется] грамотой."),
        ("Школа имени А. С. Пушкина и гимназия им. Л. Н. Толстого.", "Школа имени А. С. Пушкина и гимназия им. Л. Н. Толстого."),
        ("В берёзовой роще у соснового бора.", "В берёзовой роще у соснового бора."),
    ],
)  # fmt: skip
def test_name_becomes_an_office(text, printed):
    assert without_names(text, PEOPLE, published=[]) == printed


@pytest.mark.parametrize(
    "text",
    [
        "Избрать Берёзову М. П. на год.",
        "Избрать М. П. Берёзову.",
        "Доклад Берёзовой Марии Петровны.",
    ],
)
def test_name_of_who_consented_stays(text):
    assert without_names(text, PEOPLE, published=[1]) == text


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Поручить Соснину П. С. отчёт.", "Поручить Соснину П. С. отчёт."),
        ("Поручить Сосниной А. И. отчёт.", "Поручить [член Президиума] отчёт."),
        ("Доклад Соснина принять.", "Доклад [имя не публикуется] принять."),
        ("Доклад Соснина К. К. принять.", "Доклад [имя не публикуется] принять."),
    ],
)
def test_namesakes_are_told_apart_by_initials_alone(text, printed):
    """One of them has consented: where it is not certain who is meant, nobody is named."""
    assert without_names(text, [SECRETARY, NAMESAKE], published=[2]) == printed
