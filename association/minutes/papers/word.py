"""A sheet as a Word file: real headings, tables that repeat their heads, page numbers from the second page."""

import datetime
import io

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from documents.papers.word import add_field, element, repeat_head, set_face, set_language, set_page
from documents.papers.xml_signs import printable

from .sheet import Sheet

LINE_WIDTH = Mm(170)
_LOOKS = {"plain": "Normal"}
_SMALL = {"note": 10, "small": 10, "cell": 10.5, "term": 12}
_EPOCH = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""Written into the properties: one content gives the same file whenever it is made."""


def as_word(sheet: Sheet) -> bytes:
    document = Document()
    _set_up(document)
    _describe(document, sheet)
    _page_numbers(document.sections[0])
    writer = _Writer(document)
    for block in sheet.blocks:
        getattr(writer, block.kind)(block)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document) -> None:
    set_page(document.sections[0])
    set_language(document, "ru-RU")
    normal = document.styles["Normal"]
    set_face(normal, 12)
    normal.paragraph_format.space_after = Pt(4)
    normal.paragraph_format.line_spacing = 1.15
    for name, points in _SMALL.items():
        style = _added(document, name)
        set_face(style, points)
        style.paragraph_format.space_after = Pt(2)
    title = document.styles["Title"]
    set_face(title, 14, bold=True)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(14), Pt(2)
    for border in title.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    heading = document.styles["Heading 1"]
    set_face(heading, 12, bold=True)
    heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(12), Pt(4)
    heading.paragraph_format.keep_with_next = True


def _added(document, name: str):
    style = document.styles.add_style(f"Paper {name}", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    return style


def _describe(document, sheet: Sheet) -> None:
    properties = document.core_properties
    properties.title = printable(sheet.title)[:255]
    properties.language = "ru-RU"
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = _EPOCH


def _page_numbers(section) -> None:
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_field(paragraph, "PAGE")


class _Writer:
    def __init__(self, document):
        self.document = document

    def _add(self, text: str, style: str = "Normal", **looks):
        paragraph = self.document.add_paragraph(style=style)
        run = paragraph.add_run(printable(text))
        run.bold = looks.pop("bold", None)
        for name, value in looks.items():
            setattr(paragraph.paragraph_format, name, value)
        return paragraph

    def line(self, block) -> None:
        if not block.text:
            return
        if block.look in ("owner", "subtitle"):
            self._add(block.text, alignment=WD_ALIGN_PARAGRAPH.CENTER)
        elif block.look == "mark":
            self._add(block.text, bold=True, alignment=WD_ALIGN_PARAGRAPH.RIGHT)
        elif block.look == "group":
            self._add(block.text, bold=True, keep_with_next=True, space_before=Pt(8))
        elif block.look in ("note", "small"):
            self._add(block.text, f"Paper {block.look}")
        else:
            self._add(block.text)

    def title(self, block) -> None:
        self._add(block.text, "Title")

    def heading(self, block) -> None:
        self._add(block.text, "Heading 1", page_break_before=block.new_page)

    def ends(self, block) -> None:
        paragraph = self._add(f"{block.left}\t{block.right}", space_before=Pt(8))
        paragraph.paragraph_format.tab_stops.add_tab_stop(LINE_WIDTH, WD_TAB_ALIGNMENT.RIGHT)

    def facts(self, block) -> None:
        for term, lines in block.rows:
            paragraph = self._add(f"{term}: ", bold=True, space_before=Pt(4))
            paragraph.add_run(printable(lines[0]))
            for line in lines[1:]:
                self._add(line, left_indent=Mm(8))

    def agenda(self, block) -> None:
        for number, title, below in block.rows:
            self._add(
                f"{number}.\t{title}", left_indent=Mm(10), first_line_indent=-Mm(10)
            ).paragraph_format.tab_stops.add_tab_stop(Mm(10))
            for line in below:
                self._add(line, "Paper note", left_indent=Mm(10))

    def said(self, block) -> None:
        self._add(f"{block.label}:", bold=True, keep_with_next=True, space_before=Pt(6))
        for paragraph in block.paragraphs:
            self._add(paragraph)
        for note in block.notes:
            self._add(note, "Paper note")

    def table(self, block) -> None:
        table = self.document.add_table(0, len(block.head), style="Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, block.widths, strict=True):
            column.width = round(LINE_WIDTH * width / 100)
        self._row(table, block.head, block.widths, bold=True)
        for row in block.rows:
            self._row(table, row, block.widths)
        repeat_head(table.rows[0])
        self._add("", space_after=Pt(0))

    def _row(self, table, texts: tuple[str, ...], widths: tuple[int, ...], *, bold=False) -> None:
        """By hand: python-docx looks through the whole table for each cell it is asked for."""
        row = element("w:tr")
        for text, width in zip(texts, widths, strict=True):
            row.append(self._cell(text, width, bold))
        table._tbl.append(row)

    def _cell(self, text: str, width: int, bold: bool):
        cell, properties = element("w:tc"), element("w:tcPr")
        properties.append(element("w:tcW", w=round(LINE_WIDTH.twips * width / 100), type="dxa"))
        cell.append(properties)
        paragraph, run, words = element("w:p"), element("w:r"), element("w:t")
        looks = element("w:pPr")
        looks.append(element("w:pStyle", val=self.document.styles["Paper cell"].style_id))
        if bold:
            strong = element("w:rPr")
            strong.append(element("w:b"))
            run.append(strong)
        words.text = printable(text)
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(words)
        paragraph.append(looks)
        paragraph.append(run)
        cell.append(paragraph)
        return cell

    def sign(self, block) -> None:
        line = "" if block.mark else "________________"
        paragraph = self._add(f"{block.office}\t{line}\t{block.name}", space_before=Pt(16))
        stops = paragraph.paragraph_format.tab_stops
        stops.add_tab_stop(Mm(85), WD_TAB_ALIGNMENT.LEFT)
        stops.add_tab_stop(LINE_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
        paragraph.paragraph_format.keep_with_next = bool(block.mark)
        for mark in block.mark:
            self._add(mark, "Paper note", left_indent=Mm(85))
