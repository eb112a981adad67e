"""The edition as a Word file that may be worked on: real headings, automatic numbers, misprints as comments.

What is no part of the text stands in headers and properties, so importing the file gives the same outline.
"""

import io

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from documents.papers.word import add_field, repeat_head, set_language
from documents.papers.xml_signs import printable
from home.rulebook.text import NBSP

from ...choices import ClauseKind
from ...reading.pieces import Piece, read_form
from ..manuscript import Manuscript, erratum_in_words
from . import styles
from .numbering import Lists, read_number
from .parts import number_of, number_paragraph, write_numbering

_FORM_STYLES = {"title": styles.FORM_TITLE, "caption": styles.FORM_CAPTION}


def write(manuscript: Manuscript) -> bytes:
    document = Document()
    styles.set_up(document)
    set_language(document, "ru-RU")
    _describe(document, manuscript)
    _head_and_foot(document.sections[0], manuscript)
    document.add_paragraph(printable(manuscript.title), style="Title")
    _Writer(document, manuscript).write_pieces()
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _describe(document, manuscript: Manuscript) -> None:
    properties = document.core_properties
    properties.title = printable(manuscript.title)[:255]
    properties.subject = manuscript.since[:255]
    properties.language = "ru-RU"
    properties.author = printable(manuscript.edition.adopted_by)[:255]
    properties.comments = manuscript.url[:255]
    properties.created = properties.modified = manuscript.edition.created_at
    properties.last_modified_by = ""


def _head_and_foot(section, manuscript: Manuscript) -> None:
    edition = manuscript.edition
    first = section.first_page_header
    lines = [f"Утверждено: {edition.act}" if edition.act else "", manuscript.since, manuscript.url]
    _line(first, "\n".join(filter(None, lines)), WD_ALIGN_PARAGRAPH.RIGHT)
    _line(section.header, f"{manuscript.short_name}. {manuscript.since}", WD_ALIGN_PARAGRAPH.LEFT)
    for foot in (section.first_page_footer, section.footer):
        paragraph = _line(foot, f"Страница{NBSP}", WD_ALIGN_PARAGRAPH.CENTER)
        add_field(paragraph, "PAGE")
        paragraph.add_run(f"{NBSP}из{NBSP}")
        add_field(paragraph, "NUMPAGES")


def _line(part, text: str, alignment):
    paragraph = part.paragraphs[0]
    paragraph.style = styles.NOTE
    paragraph.alignment = alignment
    paragraph.add_run(printable(text))
    return paragraph


def _style_of(piece: Piece) -> str:
    if piece.clause.kind == ClauseKind.CLAUSE:
        return styles.CLAUSE
    if piece.clause.kind == ClauseKind.ITEM and piece.clause.marker:
        return styles.ITEM
    return styles.ROW if piece.clause.depth else "Normal"


class _Writer:
    def __init__(self, document, manuscript: Manuscript):
        self.document = document
        self.manuscript = manuscript
        self.lists = Lists()

    def write_pieces(self) -> None:
        headings_above: list[int] = []
        for depth, piece in self.manuscript.walk():
            headings_above = [above for above in headings_above if above < depth]
            self._write(piece, level=len(headings_above) + 1)
            if piece.is_heading:
                headings_above.append(depth)
        write_numbering(self.document, self.lists)

    def _write(self, piece: Piece, level: int) -> None:
        clause = piece.clause
        if piece.is_heading:
            style = f"Heading {min(level, styles.HEADINGS)}"
            paragraphs = [self._numbered(clause.marker, clause.title or "", style)]
            paragraphs[0].paragraph_format.page_break_before = clause.kind == ClauseKind.APPENDIX
        elif clause.kind == ClauseKind.TABLE:
            paragraphs = self._table(clause.text)
        elif clause.kind == ClauseKind.FORM:
            paragraphs = self._form(clause.text)
        else:
            paragraphs = [self._numbered(clause.marker, clause.text, _style_of(piece))]
        self._comment(clause.anchor, paragraphs)

    def _numbered(self, marker: str, text: str, style: str):
        number = read_number(marker)
        if number is None:
            typed = " ".join(filter(None, (marker, text)))
            return self.document.add_paragraph(printable(typed), style=style)
        paragraph = self.document.add_paragraph(printable(text), style=style)
        numbering, place = self.lists.place(number)
        number_paragraph(paragraph, number_of(numbering, self.lists), place)
        return paragraph

    def _table(self, text: str) -> list:
        rows = [line.split("\t") for line in text.split("\n")]
        table = self.document.add_table(len(rows), max(map(len, rows)), style="Table Grid")
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, words in zip(row.cells, cells, strict=False):
                cell.text = printable(words)
        repeat_head(table.rows[0])
        return [cell.paragraphs[0] for row in table.rows for cell in row.cells]

    def _form(self, text: str) -> list:
        return [
            self.document.add_paragraph(
                printable(words), style=_FORM_STYLES.get(line.look, styles.FORM)
            )
            for words, line in zip(text.split("\n"), read_form(text), strict=True)
        ]

    def _comment(self, anchor: str, paragraphs: list) -> None:
        for erratum in self.manuscript.errata.get(anchor, ()):
            fitting = (p for p in paragraphs if erratum.wrong in p.text and p.runs)
            paragraph = next(fitting, None) or next((p for p in paragraphs if p.runs), None)
            if paragraph is not None:
                words = printable(erratum_in_words(erratum))
                self.document.add_comment(paragraph.runs, words, author="Исправление опечатки")
