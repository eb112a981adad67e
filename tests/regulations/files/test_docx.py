"""What a reader of Word sees is what the lines hold; what they do not hold is told."""

import pytest

from documents.regulations.importer import read_regulation
from documents.regulations.importer.files import extract
from documents.regulations.importer.nodes import Dropped
from home.rulebook import DomainError
from tests.regulations.files.word import (
    archive,
    cell,
    docx,
    item,
    level,
    one_list,
    p,
    read,
    row,
    run,
    style,
    styled,
    table,
    texts,
    whole,
)

DELETED = "удалено при правке, исправление не принято"


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(code: str, result: str) -> str:
    return (
        f"{mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>"
        f"{mark('separate')}{result}{mark('end')}"
    )


def box(text: str) -> str:
    """A box of text in both renditions, as Word writes it."""
    inside = f"<w:txbxContent>{p(text)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f"<wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (run("Пункт ") + run("первый"), "Пункт первый"),
        (run("1.1.") + "<w:r><w:tab/></w:r>" + run("Пункт"), "1.1. Пункт"),
        (run("кто") + "<w:r><w:noBreakHyphen/></w:r>" + run("либо"), "кто-либо"),
        (run("слово") + "<w:r><w:softHyphen/></w:r>" + run("форма"), "словоформа"),
        (run("сло\xadво\u200b"), "слово"),
        (run("t ") + '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run(" 5"), "t ≥ 5"),
        (run("да ") + '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "да ☑"),
        (run("нет ") + '<w:r><w:sym w:font="Own" w:char="F001"/></w:r>', "нет □"),
        (run("знак \uf0b0"), "знак °"),
        (run("прописные", "<w:caps/>"), "прописные"),
        (run("м") + run("2", '<w:vertAlign w:val="superscript"/>'), "м²"),
        (f'<w:hyperlink r:id="r9">{run("сайт")}</w:hyperlink>', "сайт"),
        (f"<w:smartTag>{run('Москва')}</w:smartTag>", "Москва"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('поле')}</w:sdtContent></w:sdt>", "поле"),
        (field(" REF a \\h ", run("3.1")), "3.1"),
        (f'<w:fldSimple w:instr="PAGE">{run("7")}</w:fldSimple>', "7"),
        (field(" IF a ", field("PAGE", run("2"))), "2"),
        ('<w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t></w:r>', "a b"),
        ("<m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>", "x+y"),
        (run("весь   пробел\xa0и\u2003другие"), "весь пробел и другие"),
    ],
)
def test_text_of_a_paragraph(content, text):
    assert read(p(content)).lines == [whole(text)]


@pytest.mark.parametrize(
    ("properties", "styles", "is_heading"),
    [
        ("", "", False),
        ('<w:pStyle w:val="a"/>', style("a", name="heading 1"), True),
        ('<w:pStyle w:val="a"/>', style("a", name="Заголовок 2"), True),
        ('<w:pStyle w:val="a"/>', style("a", name="Title"), True),
        ('<w:pStyle w:val="a"/>', style("a", name="Normal"), False),
        (
            '<w:pStyle w:val="b"/>',
            style("a", name="heading 3") + style("b", '<w:basedOn w:val="a"/>'),
            True,
        ),
        ('<w:outlineLvl w:val="0"/>', "", True),
        ('<w:pStyle w:val="a"/><w:outlineLvl w:val="9"/>', style("a", name="heading 1"), False),
        ('<w:pStyle w:val="a"/>', style("a", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'), True),
    ],
)
def test_heading_is_known_by_its_style_or_outline(properties, styles, is_heading):
    assert read(p("Общее", properties), styles=styles).lines == [whole("Общее", heading=is_heading)]


def test_lines_broken_within_a_paragraph_are_lines():
    lines = read(p("<w:r><w:t>Права:</w:t><w:br/><w:t>первое;</w:t></w:r>")).lines
    assert [(line.text, line.whole) for line in lines] == [
        ("", False),
        ("Права:", False),
        ("первое;", False),
        ("", False),
    ]


def test_heading_broken_within_a_paragraph_is_one_line():
    body = p(
        "<w:r><w:t>ПОЛОЖЕНИЕ</w:t><w:br/><w:t>о кружке</w:t></w:r>", '<w:outlineLvl w:val="0"/>'
    )
    assert read(body).lines == [whole("ПОЛОЖЕНИЕ о кружке", heading=True)]


class TestTables:
    def test_rows_have_cells_parted_by_tabs(self):
        body = table(row(cell("№"), cell("Срок")), row(cell("1"), cell(p("три") + p("дня"))))
        assert read(body).lines == [whole("№\tСрок"), whole("1\tтри дня")]

    def test_cell_over_two_columns_keeps_the_columns(self):
        body = table(
            row(cell("Всё", '<w:gridSpan w:val="2"/>'), cell("c")),
            row(cell("a"), cell("b"), cell("c")),
        )
        assert texts(body) == ["Всё\t\tc", "a\tb\tc"]

    def test_cell_over_two_rows_is_printed_once(self):
        body = table(
            row(cell("a", '<w:vMerge w:val="restart"/>'), cell("b"), cell("c")),
            row(cell("скрыто", "<w:vMerge/>"), cell("d"), cell("e")),
        )
        assert texts(body) == ["a\tb\tc", "\td\te"]

    def test_row_below_a_tall_cell_keeps_its_columns_in_the_outline(self):
        tall = row(cell("1", '<w:vMerge w:val="restart"/>'), cell("a"), cell("b"))
        body = p("1. Сроки") + table(tall, row(cell("", "<w:vMerge/>"), cell("c"), cell("d")))
        (section,) = read_regulation(docx(body)).nodes
        assert [node.text for node in section.children] == ["1\ta\tb\n\tc\td"]

    def test_free_columns_before_a_row_stay_free(self):
        body = table(
            row(cell("a"), cell("b")), row(cell("c"), properties='<w:gridBefore w:val="1"/>')
        )
        assert texts(body) == ["a\tb", "\tc"]

    def test_empty_row_is_no_line(self):
        assert texts(table(row(cell("a"), cell("b")), row(cell(""), cell("")))) == ["a\tb"]

    def test_table_in_a_cell_is_flattened(self):
        inner = table(row(cell("б1"), cell("б2"))) + p("после")
        assert texts(table(row(cell("а"), cell(inner)))) == ["а\tб1 б2 после"]

    def test_table_that_holds_a_layout_gives_paragraphs(self):
        body = table(
            row(cell(""), cell(p("УТВЕРЖДЕНО") + p("приказом"))), row(cell("1. Общее"), cell(""))
        )
        assert read(body).lines == [whole("УТВЕРЖДЕНО"), whole("приказом"), whole("1. Общее")]

    def test_tab_in_a_cell_parts_no_cells(self):
        body = table(row(cell(p(run("а") + "<w:r><w:tab/></w:r>" + run("б"))), cell("в")))
        assert texts(body) == ["а б\tв"]

    def test_deleted_row_is_told(self):
        body = table(row(cell("a"), cell("b")), row(cell("c"), cell("d"), properties="<w:del/>"))
        extracted = read(body)
        assert [line.text for line in extracted.lines] == ["a\tb"]
        assert extracted.dropped == (Dropped(1, "cd", DELETED),)

    def test_rows_in_a_content_control_are_rows(self):
        rows = f"<w:sdt><w:sdtContent>{row(cell('a'), cell('b'))}</w:sdtContent></w:sdt>"
        assert texts(f"<w:tbl>{rows}</w:tbl>") == ["a\tb"]


class TestLeftOut:
    def test_deletions_are_left_out_and_insertions_taken(self):
        body = p(
            run("Срок ")
            + "<w:del><w:r><w:delText>пять</w:delText></w:r></w:del>"
            + f"<w:ins>{run('семь')}</w:ins>"
            + run(" дней")
        )
        extracted = read(p("Устав") + body)
        assert [line.text for line in extracted.lines] == ["Устав", "Срок семь дней"]
        assert extracted.dropped == (Dropped(2, "пять", DELETED),)
        assert [(fault.code, fault.line) for fault in extracted.warnings] == [
            ("tracked-changes", 2)
        ]

    def test_moved_text_stands_where_it_was_moved_to(self):
        body = p(f"<w:moveFrom>{run('слова')}</w:moveFrom>") + p(
            f"<w:moveTo>{run('слова')}</w:moveTo>"
        )
        extracted = read(body)
        assert ([line.text for line in extracted.lines], extracted.dropped) == (
            ["слова"],
            (Dropped(1, "слова", DELETED),),
        )

    def test_deleted_end_of_a_paragraph_joins_it_with_the_next(self):
        body = p("Первый ", "<w:rPr><w:del/></w:rPr>") + p("и второй")
        assert texts(body) == ["Первый и второй"]

    def test_deleted_paragraph_of_a_list_takes_no_number(self):
        gone = "<w:del><w:r><w:delText>старый</w:delText></w:r></w:del>"
        numbered = (
            '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>'
        )
        body = item("п") + p(gone, numbered) + item("п")
        assert texts(body, numbering=one_list(level(0, "%1."))) == ["1. п", "2. п"]

    @pytest.mark.parametrize(
        ("properties", "styles"),
        [
            ("<w:vanish/>", ""),
            (
                '<w:rStyle w:val="h"/>',
                style("h", "<w:rPr><w:vanish/></w:rPr>", kind="character"),
            ),
        ],
    )
    def test_hidden_text_is_left_out_and_told(self, properties, styles):
        extracted = read(p(run("видно ") + run("не видно", properties)), styles=styles)
        assert [line.text for line in extracted.lines] == ["видно"]
        assert extracted.dropped == (Dropped(1, "не видно", "скрытый текст"),)

    def test_switch_that_is_off_hides_nothing(self):
        assert texts(p(run("видно", '<w:vanish w:val="0"/>'))) == ["видно"]

    def test_hidden_paragraph_takes_no_number(self):
        styles = style("h", "<w:rPr><w:vanish/></w:rPr>")
        number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        body = item("п") + styled("скрыт", "h", number) + item("п")
        assert texts(body, numbering=one_list(level(0, "%1.")), styles=styles) == ["1. п", "2. п"]

    def test_hidden_end_of_a_paragraph_joins_it_with_the_next(self):
        body = p("Общее.", "<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + p("Слова пункта.")
        assert texts(body) == ["Общее. Слова пункта."]

    @pytest.mark.parametrize(
        "contents",
        [
            p(
                f"{mark('begin')}<w:r><w:instrText> TOC \\o </w:instrText></w:r>{mark('separate')}{run('Общее')}"
            )
            + p(run("Права") + field("PAGEREF a", run("4")))
            + p(mark("end")),
            "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj>"
            f"</w:sdtPr><w:sdtContent>{p('Общее')}{p('Права4')}</w:sdtContent></w:sdt>",
            styled("Общее", "t") + styled("Права4", "t"),
        ],
        ids=["field", "content control", "styles"],
    )
    def test_contents_are_noise(self, contents):
        extracted = read(p("Устав") + contents + p("1. Общее"), styles=style("t", name="toc 1"))
        assert [line.text for line in extracted.lines] == ["Устав", "1. Общее"]
        assert [(piece.text, piece.why) for piece in extracted.dropped] == [
            ("Общее", "оглавление"),
            ("Права4", "оглавление"),
        ]

    def test_field_without_an_end_swallows_nothing(self):
        body = p(
            f"{mark('begin')}<w:r><w:instrText> TOC </w:instrText></w:r>{mark('separate')}"
        ) + p("1. Общее")
        assert texts(body) == ["1. Общее"]

    def test_comments_pictures_and_running_heads_are_told(self):
        comment = f'<w:comment w:id="5">{p("уточнить срок")}</w:comment>'
        picture = '<w:r><w:drawing><wp:docPr descr="Герб"/><pic:pic/></w:drawing></w:r>'
        extracted = read(
            p(run("Устав") + '<w:r><w:commentReference w:id="5"/></w:r>' + picture),
            comments=comment,
            header=p("Кружок «Логика»"),
            footer=p(field("PAGE", run("1"))),
        )
        assert [line.text for line in extracted.lines] == ["Устав"]
        assert extracted.dropped == (
            Dropped(1, "Кружок «Логика»", "колонтитул"),
            Dropped(1, "уточнить срок", "примечание на полях"),
            Dropped(1, "Герб", "рисунок"),
        )

    def test_number_that_word_computes_is_warned_about(self):
        extracted = read(p(run("п. ") + field("AUTONUM", "")))
        assert [fault.code for fault in extracted.warnings] == ["computed-number"]

    def test_file_in_the_document_is_told(self):
        assert read(p("Устав") + '<w:altChunk r:id="r7"/>').dropped == (
            Dropped(1, "Вложенный в документ файл", "вложенный в документ файл"),
        )

    def test_outline_shows_what_was_left_out(self):
        body = p("Устав") + p("1. Общее") + p(run("1.1. Пункт.") + run("тайна", "<w:vanish/>"))
        outline = read_regulation(docx(body))
        assert outline.as_json()["dropped"] == [
            {"line": 3, "text": "тайна", "why": "скрытый текст"}
        ]


def test_footnotes_stand_below_their_paragraph_and_endnotes_at_the_end():
    notes = (
        f'<w:footnote w:id="0" w:type="separator">{p("")}</w:footnote>'
        f'<w:footnote w:id="2">{p("сноска")}</w:footnote><w:footnote w:id="3">{p("* своя")}</w:footnote>'
    )
    body = (
        p(run("Первый") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
        + p(
            run("Второй*")
            + '<w:r><w:footnoteReference w:id="3" w:customMarkFollows="1"/></w:r>'
            + '<w:r><w:endnoteReference w:id="4"/></w:r>'
        )
        + p("Третий")
    )
    endnotes = f'<w:endnote w:id="4">{p("в конце")}</w:endnote>'
    assert texts(body, footnotes=notes, endnotes=endnotes) == [
        *("Первый¹", "¹ сноска", "Второй*ⁱ", "* своя", "Третий"),
        "ⁱ в конце",
    ]


def test_box_of_text_stands_once_after_its_paragraph():
    assert texts(p(run("Устав") + box("УТВЕРЖДЕНО")) + p("1. Общее")) == [
        "Устав",
        "УТВЕРЖДЕНО",
        "1. Общее",
    ]


def test_block_control_and_custom_xml_are_walked_through():
    body = (
        f"<w:sdt><w:sdtContent>{p('а')}</w:sdtContent></w:sdt><w:customXml>{p('б')}</w:customXml>"
    )
    assert texts(body) == ["а", "б"]


def test_strict_document_is_read():
    content = docx(p("Устав"))
    strict = content_with(content, b"schemas.openxmlformats.org/wordprocessingml/2006/main")
    assert [line.text for line in extract(strict).lines] == ["Устав"]


def content_with(content: bytes, usual: bytes) -> bytes:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        entries = {name: zipped.read(name) for name in zipped.namelist()}
    return archive(
        {
            name: data.replace(usual, b"purl.oclc.org/ooxml/wordprocessingml/main")
            for name, data in entries.items()
        }
    )


def test_document_without_text_is_refused():
    with pytest.raises(DomainError, match="В документе нет текста"):
        extract(docx(p("")))
