"""Files of every kind, made on the spot."""

import io
import struct
import zipfile

from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from documents.uploads.inspection import CheckedUpload, inspect

DOCX_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
XLSX_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
WORD_MAGIC = b"\xec\xa5"
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


def odt(**parts: bytes | str) -> bytes:
    """A zip as OpenDocument wants it; `parts` adds or replaces entries."""
    entries = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": "<content/>",
    } | parts
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def odt_link(element: str, href: str) -> str:
    return (
        '<x xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:text="text" xmlns:draw="draw">'
        f'<{element} xlink:href="{href}"/></x>'
    )


def rtf(words: str = "") -> bytes:
    return b"{\\rtf1\\ansi " + words.encode() + b" Proba\\par}"


def doc(*more: str, flags: int = 0, directory_follows: int = 0xFFFFFFFE) -> bytes:
    """What makes a file of Word 97: the stream WordDocument with its first words, and `more` names."""
    return compound("WordDocument", *more, flags=flags, directory_follows=directory_follows)


def compound(*names: str, flags: int = 0, directory_follows: int = 0xFFFFFFFE) -> bytes:
    """A compound file of three sectors: table, directory, and the stream that every name stands for."""
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504)
    struct.pack_into("<HHHHH", header, 24, 62, 3, 0xFFFE, 9, 6)
    struct.pack_into("<I", header, 44, 1)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<110I", header, 72, 0, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, directory_follows, *[0xFFFFFFFE] * 126)
    directory = b"".join(_entry(name, 2) for name in names).ljust(512, b"\0")
    stream = (WORD_MAGIC + b"\0" * 8 + struct.pack("<H", flags)).ljust(512, b"\0")
    return bytes(header) + table + directory + stream


def _entry(name: str, kind: int) -> bytes:
    raw = bytearray(128)
    encoded = name.encode("utf-16-le")
    raw[: len(encoded)] = encoded
    struct.pack_into("<HB", raw, 64, len(encoded) + 2, kind)
    struct.pack_into("<II", raw, 116, 1 + 1, 512)
    return bytes(raw)


def relationships(kind: str, *, external: bool) -> str:
    mode = ' TargetMode="External"' if external else ""
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONSHIP}/{kind}" Target="https://example.org/x"{mode}/>'
        "</Relationships>"
    )


def checked(name: str = "доверенность.pdf", content: bytes | None = None) -> CheckedUpload:
    return inspect(name, content or pdf(), ("pdf", "jpg", "png", "docx", "xlsx"))


def checked_text(text: str, name: str = "устав.txt") -> CheckedUpload:
    return inspect(name, text.encode(), ("txt",))
