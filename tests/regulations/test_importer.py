"""R1, C1, C2, C4: what the importer makes of the ways people number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.regulations.importer import (
    Dropped,
    Outline,
    SourceLine,
    read_regulation,
    read_source,
    read_text,
)
from documents.regulations.importer.nodes import Node
from documents.regulations.importer.proof import prove_nothing_lost
from home.rulebook import DomainError
from tests.factories.regulations import TEXT

from .outlines import sketch, texts


def test_sections_clauses_rows_and_an_appendix_make_a_tree():
    outline = read_text(TEXT)
    assert outline.title == "Положение о кружке"
    assert sketch(outline) == [
        "section 1 #s-1",
        "  clause 1.1 #p-1.1",
        "    item - #p-1.1-abz2",
        "    item - #p-1.1-abz3",
        "  clause 1.2 #p-1.2",
        "section 2 #s-2",
        "  clause 2.1 #p-2.1",
        "  clause 2.1 #p-2.1-2",
        "appendix А #app-a",
        "  form - #app-a-form1",
    ]


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("cp1251"),
        lambda text: text.encode("utf-16"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n\n", "\n").encode(),
        lambda text: text.replace("\n", "\n\n").encode(),
    ],
    ids=["utf-8", "utf-8-sig", "cp1251", "utf-16", "crlf", "close", "blank lines everywhere"],
)
def test_renditions_of_one_text_give_one_outline(encode):
    def nodes(outline):
        return [(n.kind, n.label, n.title, n.text, n.anchor) for _, n in outline.walk()]

    assert nodes(read_regulation(encode(TEXT))) == nodes(read_text(TEXT))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "1. Раздел\n1.1. Заместитель избирается по\n\nпредставлению старосты.",
            {"s-1": "Раздел", "p-1.1": "Заместитель избирается по представлению старосты."},
            id="wrapped line",
        ),
        pytest.param(
            "1. Раздел\n1.1. Пары «наставник-\nкандидат» ведут работу.",
            {"s-1": "Раздел", "p-1.1": "Пары «наставник-кандидат» ведут работу."},
            id="wrapped at a hyphen",
        ),
        pytest.param(
            "1. Раздел\n1.1. По документам, названным в п.\n1.2. настоящего положения.",
            {"s-1": "Раздел", "p-1.1": "По документам, названным в п. 1.2. настоящего положения."},
            id="wrapped reference",
        ),
        pytest.param(
            "1. Раздел\n1.1. Правила действуют с\n01.09.2023 г. для всех.",
            {"s-1": "Раздел", "p-1.1": "Правила действуют с 01.09.2023 г. для всех."},
            id="date at the start of a line",
        ),
        pytest.param(
            "1. Раздел\n1.1. Заявление пишут по форме (см.\nПриложение 1 к этому положению).",
            {
                "s-1": "Раздел",
                "p-1.1": "Заявление пишут по форме (см. Приложение 1 к этому положению).",
            },
            id="appendix mentioned",
        ),
        pytest.param(
            "1. Раздел\n1.1 Без точки после номера.\n1.2.Без пробела после номера.",
            {
                "s-1": "Раздел",
                "p-1.1": "Без точки после номера.",
                "p-1.2": "Без пробела после номера.",
            },
            id="loose numbering",
        ),
    ],
)
def test_lines_join_where_the_text_goes_on(text, expected):
    assert texts(read_text(text)) == expected


def test_letters_brackets_and_dashes_nest_by_style():
    outline = read_text(
        "1. Раздел\n1.1. Группа:\nа) ведёт учёт:\n- книг;\n- журналов;\nб) хранит:\n"
        "1) фонд;\n2) архив;\nв) выдаёт книги."
    )
    assert sketch(outline) == [
        "section 1 #s-1",
        "  clause 1.1 #p-1.1",
        "    item а #p-1.1-a",
        "      item - #p-1.1-a-abz2",
        "      item - #p-1.1-a-abz3",
        "    item б #p-1.1-b",
        "      item 1 #p-1.1-b-pp1",
        "      item 2 #p-1.1-b-pp2",
        "    item в #p-1.1-v",
    ]


def test_numbering_that_restarts_is_qualified_by_part_and_section():
    outline = read_text(
        "Стандарт\n\nЧасть 1. Услуги\n\nРаздел 1. Обучение\n\n4. Занятия\n\n4.7. Проверка.\n\n"
        "Раздел 2. Встречи\n\n4. Итоги\n\n4.7. Отзывы.\n\nЧасть 2. Работы\n\nРаздел 1. Оценка\n\n"
        "1. График\n\n1.1. Заявки.\n\nЧасть 2. Работы\n\nРаздел 2. Кадры\n\n1. Отбор\n\n1.1. Резерв."
    )
    assert [node.anchor for _, node in outline.walk()] == [
        "ch1",
        "ch1-r1",
        "ch1-r1-s-4",
        "ch1-r1-p-4.7",
        "ch1-r2",
        "ch1-r2-s-4",
        "ch1-r2-p-4.7",
        "ch2",
        "ch2-r1",
        "ch2-r1-s-1",
        "ch2-r1-p-1.1",
        "ch2-2",
        "ch2-r2",
        "ch2-r2-s-1",
        "ch2-r2-p-1.1",
    ]


def test_numbers_without_a_dot_are_qualified_by_the_section_that_counts_them_anew():
    outline = read_text("I. Состав\n1. Группа невелика.\n2. Срок год.\nII. Права\n1. Звать гостей.")
    assert [node.anchor for _, node in outline.walk()] == [
        "s-1",
        "s-1-p-1",
        "s-1-p-2",
        "s-2",
        "s-2-p-1",
    ]


def test_faults_of_the_source_are_named_with_their_lines():
    outline = read_text(
        "Устав\n1. Общее\n1.1. Форма – в приложении Б.\n1.1. Ещё раз.\n1. Связи\n6.1. Пишем письма."
    )
    assert [(fault.code, fault.label, fault.line) for fault in outline.warnings] == [
        ("missing-heading", "Б", 3),
        ("duplicate-number", "1.1", 4),
        ("misnumbered-section", "1", 5),
    ]


def test_form_without_its_heading_stands_by_itself_and_is_to_blame():
    outline = read_text(
        "Устав\n1. Общее\n1.1. Приложение А и приложение Б важны.\nПриложение А\n\nПрошу _____\n\n"
        "**СВИДЕТЕЛЬСТВО\nО ЧЛЕНСТВЕ**\n\nВыдано _____\n\n(название)"
    )
    assert sketch(outline)[2:] == ["appendix А #app-a", "  form - #app-a-form1", "form - #form1"]
    assert texts(outline)["form1"] == "СВИДЕТЕЛЬСТВО\nО ЧЛЕНСТВЕ\nВыдано _____\n(название)"
    assert [(fault.code, fault.label, fault.line) for fault in outline.warnings] == [
        ("missing-heading", "Б", 8)
    ]


def test_noise_is_dropped_and_said():
    outline = read_text("Устав\n**1. Общее**\n1.1. Срок\n\n4\n\nтри дня.")
    assert texts(outline) == {"s-1": "Общее", "p-1.1": "Срок три дня."}
    assert outline.dropped == (
        Dropped(2, "**", "разметка заголовка"),
        Dropped(2, "**", "разметка заголовка"),
        Dropped(5, "4", "номер страницы"),
    )


def test_table_keeps_rows_and_cells():
    outline = read_text("Устав\n1. Общее\n1.1. Отчёты:\n№\tВид\n1\tкраткий\n---\t---\n2\tполный")
    assert texts(outline)["p-1.1-tab1"] == "№\tВид\n1\tкраткий\n2\tполный"
    assert [piece.why for piece in outline.dropped] == ["линейка таблицы"]


def test_json_is_the_promised_interface():
    outline = read_text("Устав\n1. Общее\n1.1. Три дня.")
    assert outline.as_json() == {
        "title": "Устав",
        "nodes": [
            {
                "kind": "section",
                "label": "1",
                "title": "Общее",
                "text": "",
                "anchor": "s-1",
                "line": 2,
                "children": [
                    {
                        "kind": "clause",
                        "label": "1.1",
                        "title": None,
                        "text": "Три дня.",
                        "anchor": "p-1.1",
                        "line": 3,
                        "children": [],
                    }
                ],
            }
        ],
        "warnings": [],
        "dropped": [],
    }


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Файл пуст."),
        (b" \n\t\n", "Файл пуст."),
        ("1. Общее\x00".encode(), "В файле двоичные данные: загрузите обычный текст (.txt)."),
        (bytes(range(256)), "В файле двоичные данные: загрузите обычный текст (.txt)."),
        (TEXT.encode("koi8-r"), "Кодировка файла не распознана: сохраните его в UTF-8."),
        (TEXT.encode("cp866"), "Кодировка файла не распознана: сохраните его в UTF-8."),
        (b"a" * 10_000_000, "Файл больше 1\xa0МБ: это не текст положения."),
    ],
    ids=["empty", "blank", "NUL", "binary", "koi8-r", "cp866", "10 MB"],
)
def test_file_that_is_no_text_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(DomainError) as refusal:
        read_regulation(data)
    assert refusal.value.message == sentence


def test_proof_stops_an_import_that_loses_a_word():
    outline = read_text("Устав\n1. Общее\n1.1. Три дня.")
    lost = Outline("Устав", (Node(outline.nodes[0].kind, "1.", "1", "Общее", "", "s-1", 2),))
    with pytest.raises(DomainError) as refusal:
        prove_nothing_lost("Устав\n1. Общее\n1.1. Три дня.", lost)
    assert refusal.value.rule.code == "regulations.nothing_lost"


LINES = st.one_of(
    st.from_regex(r"[1-9]\.( [А-Яа-я]{1,9}){1,3}[.:;]?", fullmatch=True),
    st.from_regex(r"[1-9]\.[1-9]\.?( [А-Яа-я]{1,9}){0,3}[.:;]?", fullmatch=True),
    st.from_regex(r"[а-я]\) [а-я]{1,9};", fullmatch=True),
    st.from_regex(r"[1-9]\) [а-я]{1,9};", fullmatch=True),
    st.from_regex(r"[-–•] ?[а-я]{1,9}[;.]?", fullmatch=True),
    st.from_regex(r"(Часть|Раздел|Глава|Статья) [1-3IVX]{1,2}\.?( [А-Я][а-я]+)?", fullmatch=True),
    st.from_regex(r"Приложение( [А-Е1-3])?", fullmatch=True),
    st.from_regex(r"[IVX]{1,3}\. [А-Я][а-я]+", fullmatch=True),
    st.from_regex(r"(\*\*)?[А-Яа-я]{1,9} ?_{0,5}(\*\*)?", fullmatch=True),
    st.from_regex(r"[а-я]{1,5}(\t[а-я]{1,5}){1,2}", fullmatch=True),
    st.from_regex(r"[0-9]{1,3}", fullmatch=True),
    st.text(alphabet="абвАБВ 123.,;:()-«»\t#*_", max_size=20),
    st.just(""),
)


@given(st.lists(LINES, max_size=40))
def test_any_text_is_read_whole_and_every_anchor_is_its_own(lines):
    outline = read_text("\n".join(lines))  # raises when a sign is lost or invented
    anchors = [node.anchor for _, node in outline.walk()]
    assert len(anchors) == len(set(anchors))
    assert all(anchor and anchor.isascii() for anchor in anchors)


def test_a_row_of_a_file_with_one_filled_cell_is_a_row_still():
    rows = [
        "Журнал учёта",
        "1. Журнал ведут так.",
        "№\tДата\tПодпись",
        "1\t\t",
        "2. Журнал хранят.",
    ]
    outline = read_source([SourceLine(row, whole=True) for row in rows])
    assert sketch(outline) == ["clause 1 #p-1", "  table - #p-1-tab1", "clause 2 #p-2"]


@pytest.mark.parametrize("second", ["О КРУЖКЕ", "о кружке", "ПОСЕЩЕНИЯ КРУЖКА"])
def test_a_title_over_two_paragraphs_of_a_file_is_one(second):
    paragraphs = ["ПОЛОЖЕНИЕ", second, "ОБЩИЕ ПОЛОЖЕНИЯ", "1. Кружок открыт для всех."]
    outline = read_source([SourceLine(paragraph, whole=True) for paragraph in paragraphs])
    assert outline.title == f"ПОЛОЖЕНИЕ {second}"
    assert outline.nodes[0].title == "ОБЩИЕ ПОЛОЖЕНИЯ"


def test_points_that_word_numbers_below_a_clause_are_its_rows():
    paragraphs = ["1. Права", "1.1. Член обязан:", "1. хранить тайну;", "2. платить взнос."]
    outline = read_source([SourceLine(paragraph, whole=True) for paragraph in paragraphs])
    assert sketch(outline)[2:] == ["    item 1 #p-1.1-pp1", "    item 2 #p-1.1-pp2"]
