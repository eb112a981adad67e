"""The files in a ZIP, in memory: nothing is unpacked to disk (T25)."""

import zipfile
import zlib
from dataclasses import dataclass

from documents.uploads.inspection.office import CHUNK
from home.rulebook import DomainError

from ..rules.names import IMPORT

MOST_FILES = 500
LARGEST_FILE = 10 * 1024 * 1024
LARGEST = 200 * 1024 * 1024
MOST_RATIO = 100
RATIO_MATTERS_FROM = 1024 * 1024
_BROKEN = "Архив не открывается: похоже, он повреждён, защищён паролем или загрузился не целиком."
_STUMBLES = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, OverflowError,
    RuntimeError, ValueError,
)  # fmt: skip


@dataclass(frozen=True)
class Unpacked:
    """A file of an archive under its last name; `content` None when it is larger than a file may be."""

    name: str
    content: bytes | None


def unpack(file) -> list[Unpacked]:
    """Files of an open ZIP, without folders and what systems put beside; DomainError for a bomb or a wreck."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = [entry for entry in archive.infolist() if _is_wanted(entry)]
            _check(entries)
            return [Unpacked(_name(entry), _content(archive, entry)) for entry in entries]
    except _STUMBLES:
        raise DomainError(_BROKEN, IMPORT, field="files") from None


def _is_wanted(entry: zipfile.ZipInfo) -> bool:
    name = _name(entry)
    return not entry.is_dir() and bool(name) and not name.startswith((".", "._", "Thumbs.db"))


def _name(entry: zipfile.ZipInfo) -> str:
    """The last part of the name; Windows writes Cyrillic names in the code page of DOS."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("cp866")
        except (UnicodeEncodeError, UnicodeDecodeError):
            name = entry.filename
    return name.replace("\\", "/").rpartition("/")[2][:200]


def _check(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_FILES:
        words = f"В архиве больше {MOST_FILES}\xa0файлов: разделите его на части."
        raise DomainError(words, IMPORT, field="files")
    for entry in entries:
        grows = entry.file_size > RATIO_MATTERS_FROM
        if grows and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
            raise DomainError(_too_large(), IMPORT, field="files")
    if sum(entry.file_size for entry in entries) > LARGEST:
        raise DomainError(_too_large(), IMPORT, field="files")


def _too_large() -> str:
    return f"Архив в распакованном виде больше {LARGEST // 1024 // 1024}\xa0МБ: разделите его."


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes | None:
    if entry.file_size > LARGEST_FILE:
        return None
    pieces = []
    with archive.open(entry) as part:
        while piece := part.read(CHUNK):
            pieces.append(piece)
    return b"".join(pieces)
