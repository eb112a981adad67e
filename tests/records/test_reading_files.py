"""Tables, texts and archives of an import, without a database (T24–T26, T28, T53)."""

import csv
import datetime
import io
import zipfile

import pytest
from openpyxl import Workbook

from documents.records.choices import Level
from documents.records.reading import archives, read_table, text_of_pdf, unpack
from documents.records.reading.texts import NO_TEXT, UNREADABLE
from documents.records.rules.names import IMPORT
from documents.records.rules.table import (
    COLUMNS,
    MOST_ROWS,
    Known,
    Meant,
    mark_doubles,
    read_date,
    read_heading,
    read_people,
    read_row,
)
from home.rulebook import DomainError
from tests.factories.uploads import pdf

TODAY = datetime.date(2026, 11, 18)
HEADING = list(COLUMNS.values())
KNOWN = Known(
    bodies={"президиум ассоциации": "bodies:1"},
    classes={"": "protocols", "protocols": "protocols", "протоколы президиума": "presidium_protocols"},
    with_term=frozenset({"presidium_protocols"}),
    files={"а.pdf": "", "б.pdf": "PDF защищён паролем."},
)  # fmt: skip
ROW = [
    "12",
    "05.03.2023",
    "Президиум Ассоциации",
    "а.pdf",
    "",
    "",
    "07.03.2023",
    "",
    "Совина А. А.",
]


def workbook(*rows, hidden=False, **cells) -> bytes:
    book = Workbook()
    sheet = book.active
    if hidden:
        sheet = book.create_sheet("видимый")
        book.worksheets[0].append(["тайная", "строка"])
        book.worksheets[0].sheet_state = "hidden"
    for row in rows:
        sheet.append(row)
    for address, value in cells.items():
        sheet[address] = value
    if "B2" in cells:
        sheet.merge_cells("B2:C2")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def sheet_of(rows, delimiter=";", encoding="utf-8") -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue().encode(encoding)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_csv_is_read_however_it_is_written(delimiter, encoding):
    """T28: and a line break within a cell stays in it."""
    data = sheet_of(
        [HEADING, ["12", "05.03.2023", "Президиум\r\nАссоциации", "а.pdf"]], delimiter, encoding
    )
    lines = read_table(data, "csv")
    assert lines[0] == (1, HEADING)
    assert [cell.replace("\r", "") for cell in lines[1][1]] == [
        "12",
        "05.03.2023",
        "Президиум\nАссоциации",
        "а.pdf",
    ]


def test_workbook_is_read_with_dates_numbers_and_gaps():
    """T26: dates as dates and as numbers of days stay what they mean; empty rows are skipped, not counted away."""
    data = workbook(["Номер", "Дата"], [12, datetime.date(2023, 3, 5)], [], [12.5, "05.03.2023"])
    assert read_table(data, "xlsx") == [
        (1, ["Номер", "Дата"]),
        (2, ["12", "2023-03-05"]),
        (4, ["12.5", "05.03.2023"]),
    ]


def test_hidden_sheet_is_not_read():
    assert read_table(workbook(["видно"], hidden=True), "xlsx") == [(1, ["видно"])]


def test_merged_cells_and_formulas_give_what_is_kept():
    """A formula that no program has counted has no value, and its row will say so."""
    assert read_table(workbook(["a", "b", "c"], B2="слово", A2="=1+1"), "xlsx")[1] == (
        2,
        ["", "слово"],
    )


@pytest.mark.parametrize(
    ("data", "kind", "words"),
    [
        (workbook(["a"], A1048576="x"), "xlsx", "разделите"),
        (workbook(*[[n] for n in range(MOST_ROWS + 2)]), "xlsx", "разделите"),
        (sheet_of([[n] for n in range(MOST_ROWS + 3)]), "csv", "разделите"),
        (b"PK\x03\x04 broken", "xlsx", "не открывается"),
        (b"a;b\x00c", "csv", "не открывается"),
        (b"\n\n;;\n", "csv", "пуста"),
        (workbook(), "xlsx", "пуста"),
    ],
    ids=["far cell", "many rows", "many lines", "broken", "nul", "blank", "empty"],
)
def test_table_that_will_not_do_is_refused_in_words(data, kind, words):
    with pytest.raises(DomainError, match=words) as refusal:
        read_table(data, kind)
    assert refusal.value.rule is IMPORT


def test_false_dimension_is_not_believed():
    """T26: a sheet that says it has one cell."""
    data = workbook(["a", "b"], ["c", "d"])
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            archive.writestr(
                name, content.replace(b'<dimension ref="A1:B2"', b'<dimension ref="A1"')
            )
    assert read_table(target.getvalue(), "xlsx")[1] == (2, ["c", "d"])


def test_text_of_a_pdf_and_what_has_none():
    assert text_of_pdf(pdf("Protokol dvenadtsat")) == ("Protokol dvenadtsat", "")
    assert text_of_pdf(pdf("")) == ("", NO_TEXT)
    assert text_of_pdf(b"%PDF-1.7 nothing") == ("", UNREADABLE)


def zipped(entries: dict[str, bytes]) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file


def test_archive_gives_files_by_their_last_names():
    """T25: nothing of a path is believed; what systems leave beside is passed over."""
    names = [
        each.name
        for each in unpack(
            zipped({"2023/протокол.pdf": b"1", "../../etc/x.pdf": b"2", "__MACOSX/._а.pdf": b"3", ".DS_Store": b"4", "пусто/": b""})
        )
    ]  # fmt: skip
    assert names == ["протокол.pdf", "x.pdf"]


def test_names_that_windows_writes_are_read():
    file = zipped({"aaaaaaaa.pdf": b"1"})
    data = file.getvalue().replace(b"aaaaaaaa.pdf", "протокол.pdf".encode("cp866"))
    assert [each.name for each in unpack(io.BytesIO(data))] == ["протокол.pdf"]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: zipped({"bomb.pdf": b"0" * 50_000_000}), "разделите"),
        (lambda: zipped({f"{n}.pdf": b"" for n in range(archives.MOST_FILES + 1)}), "разделите"),
        (lambda: io.BytesIO(zipped({"a.pdf": b"1" * 500}).getvalue()[:-30]), "не открывается"),
    ],
    ids=["bomb", "many", "cut off"],
)
def test_archive_that_will_not_do_is_refused_in_words(make, words):
    with pytest.raises(DomainError, match=words):
        unpack(make())


def test_file_that_is_too_large_within_an_archive_has_no_content(monkeypatch):
    monkeypatch.setattr(archives, "LARGEST_FILE", 10)
    assert [each.content for each in unpack(zipped({"a.pdf": b"1" * 11, "b.pdf": b"22"}))] == [
        None,
        b"22",
    ]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("05.03.2023", datetime.date(2023, 3, 5)),
        ("5.3.2023", datetime.date(2023, 3, 5)),
        ("2023-03-05", datetime.date(2023, 3, 5)),
        ("29.02.2024", datetime.date(2024, 2, 29)),
        *[(text, None) for text in ("30.02.2023", "29.02.2023", "00.00.0000", "05/03/2023", "13.13.2023",
                                    "05.03.23", "44990", "5 марта 2023", "05.03.10000", "")],
    ],
)  # fmt: skip
def test_dates_of_a_table(text, date):
    """T53."""
    assert read_date(text) == date


def read(cells, known=KNOWN) -> Meant:
    places, errors = read_heading(HEADING)
    assert errors == []
    return read_row(2, cells, places, known, TODAY)


def test_row_is_understood():
    row = read(ROW)
    assert row.errors == []
    assert (row.number, row.date, row.body, row.file) == (
        "12",
        datetime.date(2023, 3, 5),
        "bodies:1",
        "а.pdf",
    )
    assert (row.record_class, row.level, row.people) == (
        "protocols",
        Level.MEMBERS,
        ("Совина А. А.",),
    )


@pytest.mark.parametrize(
    ("column", "value", "error"),
    [
        ("number", "", "Нет номера."),
        ("number", " № ", "Нет номера."),
        ("number", "9" * 51, "Номер длиннее 50 знаков."),
        ("date", "", "Дата не указана."),
        ("date", "30.02.2023", "Дата «30.02.2023» непонятна"),
        ("date", "19.11.2026", "Дата ещё не наступила."),
        ("date", "01.01.1899", "Такой даты быть не может"),
        ("body", "", "Орган не указан."),
        ("body", "Президиум соседей", "Органа «Президиум соседей» нет среди тех"),
        ("file", "", "Файл не указан."),
        ("file", "в.pdf", "Файла «в.pdf» среди загруженных нет."),
        ("file", "Б.PDF", "Файл «Б.PDF»: PDF защищён паролем."),
        ("record_class", "Стихи", "Вида записей «Стихи» нет в перечне."),
        ("level", "тайна", "Доступ «тайна» непонятен"),
        ("signed_on", "завтра", "Дата подписания «завтра» непонятна"),
        ("signed_on", "01.03.2023", "Дата подписания раньше даты самой записи."),
        ("title", "т" * 301, "Название длиннее 300 знаков."),
        ("people", ";".join(f"Совина {n}" for n in range(101)), "Участников больше 100."),
    ],
)
def test_what_is_wrong_with_a_row_is_said_in_words(column, value, error):
    """T26: a report by row."""
    cells = list(ROW)
    cells[list(COLUMNS).index(column)] = value
    assert [line[: len(error)] for line in read(cells).errors] == [error]


def test_term_needs_the_day_of_signing():
    cells = list(ROW)
    cells[4], cells[6] = "Протоколы Президиума", ""
    assert read(cells).errors == ["Нет даты подписания: от неё считается срок хранения."]


def test_unknown_level_is_taken_for_the_strictest():
    """A row that is not understood never opens anything."""
    cells = list(ROW)
    cells[5] = "?"
    assert read(cells).level == Level.CONFIDENTIAL


def test_short_row_and_signs_that_nobody_sees():
    row = read(["\u200b12\u202e", "05.03.2023"])
    assert row.number == "12"
    assert row.errors == ["Орган не указан.", "Файл не указан."]


def test_doubles_within_a_table_are_told_on_both_rows():
    """T27."""
    rows = [read(list(ROW)), read(["№ 12", *ROW[1:]])]
    rows[1].line = 3
    mark_doubles(rows)
    assert [row.errors for row in rows] == [
        ["Тот же номер — в строке 3.", "Тот же файл — в строке 3."],
        ["Тот же номер — в строке 2.", "Тот же файл — в строке 2."],
    ]


@pytest.mark.parametrize(
    ("heading", "errors"),
    [
        (["№", "Дата протокола", "ОРГАН", "Имя файла"], []),
        (["Номер", "Дата", "Орган"], ["В первой строке таблицы нет столбцов: «файл»."]),
        (["Номер", "№", "Дата", "Орган", "Файл"], ["Столбец «номер» назван дважды."]),
        (["12", "05.03.2023", "x", "y"],
         ["В первой строке таблицы нет столбцов: «номер», «дата», «орган», «файл»."]),
    ],
)  # fmt: skip
def test_heading(heading, errors):
    assert read_heading(heading)[1] == errors


def test_people_of_a_cell():
    assert read_people(" Совина А. А.;Филин Б.\n ; Совина А. А. ") == ("Совина А. А.", "Филин Б.")
