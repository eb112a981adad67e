"""How the Word file looks: ГОСТ Р 7.0.97-2016 margins, one face, headings that Word knows as headings."""

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

FACE = "Times New Roman"
HEADINGS = 4
CLAUSE, ITEM, ROW, FORM, NOTE = "Clause", "Clause Item", "Clause Row", "Form Line", "Paper Note"
FORM_TITLE, FORM_CAPTION = "Form Title", "Form Caption"
INDENT = Mm(14)
ITEM_INDENT = Mm(8)
"""How far the text of clauses stands from the margin, and that of lettered rows from it."""


def set_up(document) -> None:
    _page(document.sections[0])
    normal = document.styles["Normal"]
    _face(normal, 12)
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
    _face(note, 9)
    note.paragraph_format.space_after = Pt(0)


def _form_styles(document) -> None:
    _added(document, FORM).paragraph_format.space_after = Pt(2)
    title = _added(document, FORM_TITLE)
    title.font.bold = True
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_before = Pt(12)
    caption = _added(document, FORM_CAPTION)
    _face(caption, 9)
    caption.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _page(section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(10)
    section.top_margin = section.bottom_margin = Mm(20)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True


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
    _face(style, 16, bold=True)
    style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    style.paragraph_format.space_before = Pt(30)
    style.paragraph_format.space_after = Pt(18)
    # The line that Word draws under a title.
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _heading(style, level: int) -> None:
    _face(style, 14 if level == 1 else 12, bold=True)
    style.font.italic = False
    style.paragraph_format.space_before = Pt(18 if level == 1 else 12)
    style.paragraph_format.space_after = Pt(8)
    style.paragraph_format.keep_with_next = True
    style.paragraph_format.tab_stops.add_tab_stop(INDENT)


def _face(style, points: int, *, bold: bool = False) -> None:
    style.font.name = FACE
    style.font.size = Pt(points)
    style.font.bold = bold
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), FACE)
    # A theme's face would win over a named one.
    for name in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
