"""Which file is read as what: by content alone, and refusals in words (T22–T25, T28, T31, T32)."""

import io
import zipfile

import pytest

from documents.regulations.importer import SourceLine
from documents.regulations.importer.files import MAX_BYTES, extract
from documents.regulations.importer.files.word import package
from home.rulebook import DomainError
from tests.factories import uploads as make
from tests.regulations.files.word import docx, p, style, styled

TEXT = "Положение о кружке\n1. Общее\n1.1. Пункт с «кавычками»."
PLAIN = TEXT.replace("«", "").replace("»", "")


def refusal(data: bytes, name: str = "") -> str:
    with pytest.raises(DomainError) as caught:
        extract(data, name)
    return caught.value.message


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("cp1251"),
        lambda text: text.encode("utf-16"),
        lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
        lambda text: text.replace("\n", "\r\n").encode("cp1251"),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.encode() + b"\n",
    ],
    ids=["utf-8", "BOM", "cp1251", "utf-16", "utf-16 be", "CR LF", "CR", "last line feed"],
)
def test_text_is_read_in_every_encoding(encode):
    assert extract(encode(TEXT)).lines == [SourceLine(line) for line in TEXT.split("\n")]


@pytest.mark.parametrize(
    "name", ["", "a.exe", "a.docx", "../../a", "a\u202etxt.exe", "CON", "x" * 300]
)
def test_name_is_never_believed(name):
    assert extract(TEXT.encode(), name).lines[0].text == "Положение о кружке"
    assert extract(docx(p("Устав")), name).lines[0].text == "Устав"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Файл пуст."),
        (b"\xef\xbb\xbf \r\n", "Файл пуст."),
        (b"\xff\xfe", "Файл пуст."),
        (b"\xff\xfe\x00\xd8\x00", "В файле двоичные данные: загрузите обычный текст (.txt)."),
        (b"1. A\x00", "В файле двоичные данные: загрузите обычный текст (.txt)."),
        (PLAIN.encode("koi8-r"), "Кодировка файла не распознана: сохраните его в UTF-8."),
        (PLAIN.encode("cp866"), "Кодировка файла не распознана: сохраните его в UTF-8."),
        (b"a" * 1_100_000, "Файл больше 1\xa0МБ: это не текст положения."),
        (b"a" * (MAX_BYTES + 1), "Файл больше 10\xa0МБ: это не текст положения."),
    ],
    ids=["0 bytes", "blank", "BOM alone", "half UTF-16", "NUL", "koi8", "cp866", "1 MB", "10 MB"],
)
def test_file_that_is_no_text_is_refused(data, words):
    assert refusal(data) == words


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (make.image("PNG"), "PNG"),
        (make.xlsx(), "XLSX"),
        (b"<html><body>1. A</body></html>", "HTML"),
        (make.compound("Workbook"), "документ Word или Excel старого вида"),
    ],
    ids=["picture", "sheet", "web page", "old sheet"],
)
def test_file_of_another_kind_is_named(data, found):
    assert refusal(data) == (
        "Подойдёт файл DOCX, PDF, DOC, RTF, ODT, TXT или MD. Этот по содержимому — " + found + "."
    )


def rezipped(content: bytes, **changes: bytes | None) -> bytes:
    """The same archive with entries changed, added, or taken out when None."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()} | changes
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            if data is not None:
                archive.writestr(name, data)
    return buffer.getvalue()


GOOD = docx(p("Устав"))
DOCUMENT = "word/document.xml"
LAUGHS = b"<!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '&b;&b;&b;'>]><a>&c;</a>"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (GOOD[: len(GOOD) // 2], "не открывается"),
        (rezipped(GOOD, **{DOCUMENT: None, "word/a.xml": b"<a/>"}), "не открывается"),
        (rezipped(GOOD, **{"_rels/.rels": None}), "не открывается"),
        (rezipped(GOOD, **{"[Content_Types].xml": None}), "не открывается"),
        (rezipped(GOOD, **{DOCUMENT: b"<w:document"}), "не открывается"),
        (rezipped(GOOD, **{DOCUMENT: b"<a/>"}), "В документе нет текста"),
        (rezipped(GOOD, **{DOCUMENT: LAUGHS}), "устроен необычно"),
        (rezipped(GOOD, **{DOCUMENT: LAUGHS.decode().encode("utf-16")}), "устроен необычно"),
        (rezipped(GOOD, **{DOCUMENT: b"<a>" * 300 + b"</a>" * 300}), "не открывается"),
        (rezipped(GOOD, **{"word/vbaProject.bin": b"x"}), "есть макросы"),
        (rezipped(GOOD, **{"../../../tmp/a": b"x"}), "устроен необычно"),
        (rezipped(GOOD, **{"word/a.xml": b" " * 30_000_000}), "слишком велик"),
        (
            rezipped(
                GOOD,
                **{
                    "word/_rels/settings.xml.rels": make.relationships(
                        "attachedTemplate", external=True
                    ).encode()
                },
            ),
            "внешний шаблон",
        ),
        (make.compound("EncryptedPackage", "EncryptionInfo"), "защищён паролем"),
    ],
    ids=[
        *("cut off", "no document", "no relations", "no types", "cut off inside", "another root"),
        *("billion laughs", "laughs in UTF-16", "deep", "macros", "zip slip", "bomb"),
        *("outer template", "encrypted"),
    ],
)
def test_dangerous_or_broken_document_is_refused(data, words):
    assert words in refusal(data)


def test_entities_in_a_part_with_an_odd_name_are_refused():
    relations = zipfile.ZipFile(io.BytesIO(GOOD)).read("_rels/.rels")
    changes = {"_rels/.rels": relations.replace(b"document.xml", b"a.bin"), "word/a.bin": LAUGHS}
    assert "не открывается" in refusal(rezipped(GOOD, **changes))


def test_document_of_too_many_elements_is_refused(monkeypatch):
    monkeypatch.setattr(package, "MAX_ELEMENTS", 100)
    assert "слишком велик для текста положения" in refusal(docx(p("Устав") * 100))


def test_document_with_a_huge_part_is_refused(monkeypatch):
    monkeypatch.setattr(package, "MAX_PART", 1_000)
    assert "слишком велик для текста положения" in refusal(docx(p("Устав" * 1_000)))


def test_styles_that_lie_do_not_break_the_reading():
    lying = style(
        "a",
        '<w:pPr><w:outlineLvl w:val="many"/><w:numPr><w:ilvl w:val="x"/><w:numId w:val="-"/></w:numPr></w:pPr>',
    )
    assert extract(docx(styled("Устав", "a"), styles=lying)).lines[0].text == "Устав"
