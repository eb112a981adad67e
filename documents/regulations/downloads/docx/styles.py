"""How the Word file looks: ГОСТ Р 7.0.97-2016 margins, one face, headings that Word knows as headings."""

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from documents.papers.word import set_face, set_page

HEADINGS = 4
CLAUSE, ITEM, ROW, FORM, NOTE = "Clause", "Clause Item", "Clause Row", "Form Line", "Paper Note"
FORM_TITLE, FORM_CAPTION = "Form Title", "Form Caption"
INDENT = Mm(14)
ITEM_INDENT = Mm(8)
"""How far the text of clauses stands from the margin, and that of lettered rows from it."""


def set_up(document) -> None:
    set_page(document.sections[0])
    normal = document.styles["Normal"]
    set_face(normal, 12)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.15
    _title(document.styles["Title"])
    for level in range(1, HEADINGS + 1):
        _heading(document.styles[f"Heading {level}"], level)
    _hanging(_added(document, CLAUSE), INDENT, INDENT)
    _hanging(_added(document, ITEM), INDENT + ITEM_INDENT, ITEM_INDENT)
    _added(document, ROW).paragraph_format.left_indent = INDENT
    _form_styles(document)
    note = _added(document, NOTE)
    set_face(note, 9)
    note.paragraph_format.space_after = Pt(0)


def _form_styles(document) -> None:
    _added(document, FORM).paragraph_format.space_after = Pt(2)
    title = _added(document, FORM_TITLE)
    title.font.bold = True
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_before = Pt(12)
    caption = _added(document, FORM_CAPTION)
    set_face(caption, 9)
    caption.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _added(document, name: str):
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    return style


def _hanging(style, left, hanging) -> None:
    style.paragraph_format.left_indent = left
    style.paragraph_format.first_line_indent = -hanging
    style.paragraph_format.tab_stops.add_tab_stop(left)


def _title(style) -> None:
    set_face(style, 16, bold=True)
    style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    style.paragraph_format.space_before = Pt(30)
    style.paragraph_format.space_after = Pt(18)
    # The line that Word draws under a title.
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _heading(style, level: int) -> None:
    set_face(style, 14 if level == 1 else 12, bold=True)
    style.font.italic = False
    style.paragraph_format.space_before = Pt(18 if level == 1 else 12)
    style.paragraph_format.space_after = Pt(8)
    style.paragraph_format.keep_with_next = True
    style.paragraph_format.tab_stops.add_tab_stop(INDENT)
