"""Documents of Word built from bare XML, so that each test says what its file holds."""

import io
import zipfile
from xml.sax.saxutils import escape

from documents.regulations.importer import SourceLine
from documents.regulations.importer.files import Extract, extract

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}/relationships" xmlns:m="{OFFICE}/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_ROOTS = {"numbering": "numbering", "styles": "styles", "header": "hdr", "footer": "ftr"}


def docx(body: str, **parts: str) -> bytes:
    """A document with this body; `parts`: the inside of numbering, styles, footnotes, header…"""
    entries = {
        "[Content_Types].xml": _types(parts),
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": _relations({name: f"{name}.xml" for name in parts}),
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
    }
    for name, inside in parts.items():
        root = f"w:{_ROOTS.get(name, name)}"
        entries[f"word/{name}.xml"] = f"<{root} {NAMES}>{inside}</{root}>"
    return archive(entries)


def archive(entries: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in entries.items():
            zipped.writestr(name, content)
    return buffer.getvalue()


def _types(parts) -> str:
    overrides = {"document": "document.main"} | {name: name for name in parts}
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{MAIN}.{kind}+xml"/>'
            for name, kind in overrides.items()
        )
        + "</Types>"
    )


def _relations(targets: dict[str, str]) -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="r{at}" Type="{OFFICE}/relationships/{kind}" Target="{target}"/>'
            for at, (kind, target) in enumerate(targets.items())
        )
        + "</Relationships>"
    )


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(content: str = "", properties: str = "") -> str:
    """A paragraph of a text, or of raw XML when it begins with «<»."""
    inside = content if content.startswith("<") or not content else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def item(text: str, level: int | None = 0, num: int | None = 1) -> str:
    """A paragraph of a list."""
    return p(text, num_pr(level, num))


def num_pr(level: int | None, num: int | None) -> str:
    return (
        "<w:numPr>"
        + ("" if level is None else f'<w:ilvl w:val="{level}"/>')
        + ("" if num is None else f'<w:numId w:val="{num}"/>')
        + "</w:numPr>"
    )


def styled(text: str, style: str, more: str = "") -> str:
    return p(text, f'<w:pStyle w:val="{style}"/>{more}')


def level(place: int, text: str, numeral: str = "decimal", more: str = "", start: int = 1) -> str:
    """w:lvl; `more` goes between the numeral and the text, where lvlRestart and others stand."""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{numeral}"/>'
        f'{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(key: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{more}{"".join(levels)}</w:abstractNum>'


def num(key: int, abstract_key: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{abstract_key}"/>{overrides}</w:num>'


def one_list(*levels: str) -> str:
    return abstract(0, *levels) + num(1, 0)


def style(key: str, inside: str = "", *, name: str = "", kind: str = "paragraph") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{name or key}"/>{inside}</w:style>'


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cell(content: str, properties: str = "") -> str:
    inside = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def read(body: str, **parts: str) -> Extract:
    return extract(docx(body, **parts))


def texts(body: str, **parts: str) -> list[str]:
    return [line.text for line in read(body, **parts).lines]


def whole(text: str, *, heading: bool = False) -> SourceLine:
    return SourceLine(text, whole=True, heading=heading)
