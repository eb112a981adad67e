"""Office files, DOCX and XLSX above all: zip files of XML parts, looked through in memory and never unpacked to disk (T25)."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree import ElementTree

from .errors import FileRefused

MAX_ENTRIES = 3_000
MAX_TOTAL = 100 * 1024 * 1024
MAX_RATIO = 100
RATIO_MATTERS_FROM = 10 * 1024 * 1024
MAX_DESCRIPTION = 2 * 1024 * 1024
CHUNK = 256 * 1024

_MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_FAMILIES = {"word/": "docx", "xl/": "xlsx"}
_ODT = b"application/vnd.oasis.opendocument.text"
_STUMBLES = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, KeyError, NotImplementedError,
    OSError, OverflowError, RuntimeError, ValueError,
)  # fmt: skip
_OUTSIDE = ("/activex/", "/externallinks/")
BROKEN = "Документ не открывается: похоже, файл повреждён или загрузился не целиком."
ODD = "Документ устроен необычно. Откройте его, сохраните заново и загрузите ещё раз."
TOO_LARGE = "Документ в распакованном виде слишком велик. Разделите его на части."
MACROS = "В документе есть макросы. Сохраните его без макросов."
LINKS = (
    "Документ содержит вложенные объекты, ссылки на другие файлы или внешний шаблон. "
    "Сохраните его без них."
)


@contextmanager
def opened(content: bytes) -> Iterator[zipfile.ZipFile]:
    """The archive; whatever zipfile or the parser stumble over inside the block is a FileRefused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield archive
    except FileRefused:
        raise
    except (ElementTree.ParseError, UnicodeDecodeError):
        raise FileRefused(ODD) from None
    except _STUMBLES:
        raise FileRefused(BROKEN) from None


def family(content: bytes) -> str | None:
    """ "docx", "xlsx" or "odt" by what the archive holds, or None; FileRefused when it is broken."""
    with opened(content) as archive:
        names = archive.namelist()
        folders = [known for known in _FAMILIES if any(name.startswith(known) for name in names)]
        if not folders and "mimetype" in names and _is_odt(archive):
            return "odt"
    return _FAMILIES[folders[0]] if len(folders) == 1 else None


def _is_odt(archive: zipfile.ZipFile) -> bool:
    with archive.open("mimetype") as entry:
        return entry.read(len(_ODT) + 8).strip() == _ODT


def look_docx(content: bytes) -> None:
    _look(content, _MAIN.format("wordprocessingml.document"))


def look_xlsx(content: bytes) -> None:
    _look(content, _MAIN.format("spreadsheetml.sheet"))


def _look(content: bytes, main_type: str) -> None:
    with opened(content) as archive:
        look_at_entries(archive, len(content))
        look_at_parts(archive)
        _look_at_types(archive, main_type)
        _look_at_links(archive)


def look_at_entries(archive: zipfile.ZipFile, packed: int) -> None:
    """Sizes as declared; zipfile reads no more of an entry than it declares."""
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or total > MAX_TOTAL:
        raise FileRefused(TOO_LARGE)
    if total > RATIO_MATTERS_FROM and total > packed * MAX_RATIO:
        raise FileRefused(TOO_LARGE)
    names = [entry.filename.lower() for entry in entries]
    if len(set(names)) < len(names) or archive.comment or any(map(_is_odd_entry, entries)):
        raise FileRefused(ODD)
    if any(name.endswith("vbaproject.bin") for name in names):
        raise FileRefused(MACROS)
    if any(folder in name for name in names for folder in _OUTSIDE):
        raise FileRefused(LINKS)


def _is_odd_entry(entry: zipfile.ZipInfo) -> bool:
    """Encrypted, packed unusually, or with a name that leads out of the archive."""
    name = entry.orig_filename
    return (
        bool(entry.flag_bits & 0x1)
        or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        or name.startswith("/")
        or ".." in name.split("/")
        or any(sign in name for sign in ("\\", ":", "\x00"))
    )


def look_at_parts(archive: zipfile.ZipFile) -> None:
    """No declarations of types or entities in any part, and no encoding that could hide them."""
    for name in archive.namelist():
        if not name.lower().endswith((".xml", ".rels", ".vml")):
            continue
        overlap = b""
        with archive.open(name) as part:
            while chunk := part.read(CHUNK):
                window = overlap + chunk
                if b"\x00" in chunk or any(sign in window for sign in _DECLARATIONS):
                    raise FileRefused(ODD)
                overlap = chunk[-16:]


def _parsed(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    if archive.getinfo(name).file_size > MAX_DESCRIPTION:
        raise FileRefused(ODD)
    # Declarations were refused before: without them the parser has nothing to expand or fetch.
    return ElementTree.fromstring(archive.read(name).decode("utf-8-sig"))  # noqa: S314


def _look_at_types(archive: zipfile.ZipFile, main_type: str) -> None:
    types = [element.get("ContentType", "") for element in _parsed(archive, "[Content_Types].xml")]
    if any("macroenabled" in kind.lower() or "vbaproject" in kind.lower() for kind in types):
        raise FileRefused(MACROS)
    if main_type not in types:
        raise FileRefused(ODD)


def _look_at_links(archive: zipfile.ZipFile) -> None:
    """Only hyperlinks may lead outside; a template or an object would be fetched by the reader's program."""
    for name in archive.namelist():
        if not name.lower().endswith(".rels"):
            continue
        for link in _parsed(archive, name):
            kind = link.get("Type", "").rsplit("/", 1)[-1].lower()
            if kind == "vbaproject":
                raise FileRefused(MACROS)
            outside = link.get("TargetMode", "").lower() == "external"
            if kind in ("oleobject", "control") or (outside and kind != "hyperlink"):
                raise FileRefused(LINKS)
