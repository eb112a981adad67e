"""Compound files of Microsoft (DOC, XLS, encrypted DOCX): a directory of named streams in sectors.

Only the directory and the beginning of one stream are read; nothing is run or unpacked (T25).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from .errors import FileRefused

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HEADER = 512
_ENTRY = 128
_MAX_SECTORS = 4_096
_LAST_SECTOR = 0xFFFFFFFA
_WORD_MAGIC = 0xA5EC
_ENCRYPTED = 0x0100
_BROKEN = "Документ не открывается: похоже, файл повреждён или загрузился не целиком."


@dataclass(frozen=True)
class Entry:
    """A stream or a folder of the file; `start` is the sector at which its bytes begin."""

    name: str
    start: int
    size: int


def family(content: bytes) -> str | None:
    """ "doc", or None for another compound file; FileRefused when it is locked or broken."""
    names = {entry.name for entry in entries(content)}
    if "EncryptedPackage" in names:
        raise FileRefused("Документ защищён паролем. Откройте его и сохраните без пароля.")
    return "doc" if "WordDocument" in names else None


def look_doc(content: bytes) -> None:
    """FileRefused when a DOC is locked, carries macros or embedded objects."""
    listed = list(entries(content))
    names = {entry.name for entry in listed}
    if names & {"_VBA_PROJECT", "Macros", "VBA"}:
        raise FileRefused("В документе есть макросы. Сохраните его без макросов.")
    if "ObjectPool" in names and any(name.startswith("\x01Ole") for name in names):
        raise FileRefused("Документ содержит вложенные объекты. Сохраните его без них.")
    main = next(entry for entry in listed if entry.name == "WordDocument")
    head = _sector(content, main.start)[:12]
    if len(head) < 12 or struct.unpack_from("<H", head)[0] != _WORD_MAGIC:
        raise FileRefused(_BROKEN)
    if struct.unpack_from("<H", head, 10)[0] & _ENCRYPTED:
        raise FileRefused("Документ защищён паролем. Откройте его и сохраните без пароля.")


def entries(content: bytes) -> Iterator[Entry]:
    """What the directory of a compound file lists; nothing past the first broken sector."""
    if len(content) < _HEADER:
        return
    (sector,) = struct.unpack_from("<I", content, 48)
    for _ in range(_MAX_SECTORS):
        part = _sector(content, sector)
        for at in range(0, len(part) - _ENTRY + 1, _ENTRY):
            if entry := _entry(part[at : at + _ENTRY]):
                yield entry
        sector = _next_sector(content, sector)
        if not part or sector >= _LAST_SECTOR:
            return


def _entry(raw: bytes) -> Entry | None:
    length, kind = struct.unpack_from("<HB", raw, 64)
    if kind == 0 or not 2 <= length <= 64:
        return None
    name = raw[: length - 2].decode("utf-16-le", "replace")
    return Entry(name, *struct.unpack_from("<II", raw, 116))


def _sector_size(content: bytes) -> int:
    """512 or 4096 by the version of the file; anything else is read as 512."""
    return 4096 if struct.unpack_from("<H", content, 30)[0] == 12 else 512


def _sector(content: bytes, number: int) -> bytes:
    size = _sector_size(content)
    start = (number + 1) * size
    return content[start : start + size]


def _next_sector(content: bytes, number: int) -> int:
    """The sector that follows by the table of the file; the end when the table does not say."""
    a_sector = _sector_size(content) // 4
    table, place = divmod(number, a_sector)
    if table >= 109:
        return _LAST_SECTOR
    (where,) = struct.unpack_from("<I", content, 76 + 4 * table)
    part = _sector(content, where)
    if len(part) < 4 * (place + 1):
        return _LAST_SECTOR
    return struct.unpack_from("<I", part, 4 * place)[0]
