"""Files of every kind, made on the spot."""

import io
import zipfile

from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from documents.uploads.inspection import CheckedUpload, inspect

DOCX_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
XLSX_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def pdf(text: str = "Proba") -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.drawString(100, 700, text)
    canvas.save()
    return buffer.getvalue()


def pdf_with(insertion: bytes) -> bytes:
    """A PDF with something more in its catalogue."""
    return pdf().replace(b"/Type /Catalog", b"/Type /Catalog " + insertion)


def image(kind: str = "JPEG", size: tuple[int, int] = (40, 20), **options) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "navy").save(buffer, kind, **options)
    return buffer.getvalue()


def office(folder: str, main_type: str, **parts: bytes | str) -> bytes:
    """A zip with what an office file must have; `parts` adds or replaces entries."""
    main = "document.xml" if folder == "word" else "workbook.xml"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/{folder}/{main}" ContentType="{main_type}"/></Types>'
    )
    entries = {"[Content_Types].xml": types, f"{folder}/{main}": "<main/>"} | parts
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(**parts: bytes | str) -> bytes:
    return office("word", DOCX_MAIN, **parts)


def xlsx(**parts: bytes | str) -> bytes:
    return office("xl", XLSX_MAIN, **parts)


def relationships(kind: str, *, external: bool) -> str:
    mode = ' TargetMode="External"' if external else ""
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONSHIP}/{kind}" Target="https://example.org/x"{mode}/>'
        "</Relationships>"
    )


def checked(name: str = "доверенность.pdf", content: bytes | None = None) -> CheckedUpload:
    return inspect(name, content or pdf(), ("pdf", "jpg", "png", "docx", "xlsx"))
