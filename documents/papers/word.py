"""What every Word file of the house needs and python-docx has no words for: the page by ГОСТ, faces, fields, language."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

FACE = "Times New Roman"


def set_page(section) -> None:
    """А4 by ГОСТ Р 7.0.97-2016: left 30 mm, right 10, top and bottom 20."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(10)
    section.top_margin = section.bottom_margin = Mm(20)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True


def set_face(style, points: int, *, bold: bool = False) -> None:
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


def element(name: str, **attributes):
    """«w:start» with w:val="3"."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def add_field(paragraph, code: str) -> None:
    """A field that Word fills in: PAGE, NUMPAGES."""
    run = paragraph.add_run()
    for kind in ("begin", None, "separate", "text", "end"):
        if kind is None:
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {code} "
            run._r.append(instruction)
        elif kind == "text":
            run.add_text("1")
        else:
            run._r.append(element("w:fldChar", fldCharType=kind))


def set_language(document, language: str) -> None:
    properties = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(element("w:lang", val=language, eastAsia=language, bidi="ar-SA"))


def repeat_head(row) -> None:
    """The first row of a table again on every page."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader", val="true"))
