"""Kinds of files by content; a name proves nothing (T22, T23)."""

from dataclasses import dataclass

import puremagic

from . import office
from .errors import FileRefused


@dataclass(frozen=True)
class Kind:
    code: str
    label: str
    content_type: str
    signature: bytes
    """The first bytes: a file whose signature stands further on is two files in one."""


_OFFICE = "application/vnd.openxmlformats-officedocument."
_ZIP = b"PK\x03\x04"
KINDS = {
    kind.code: kind
    for kind in (
        Kind("pdf", "PDF", "application/pdf", b"%PDF-"),
        Kind("jpg", "JPG", "image/jpeg", b"\xff\xd8\xff"),
        Kind("png", "PNG", "image/png", b"\x89PNG\r\n\x1a\n"),
        Kind("docx", "DOCX", f"{_OFFICE}wordprocessingml.document", _ZIP),
        Kind("xlsx", "XLSX", f"{_OFFICE}spreadsheetml.sheet", _ZIP),
    )
}
# Where puremagic's first guess would mislead: many kinds share these beginnings.
_WORDS_FOR_SHARED = {
    _ZIP: "архив",
    b"\xd0\xcf\x11\xe0": "документ Word или Excel старого вида",
}


def labels(codes: tuple[str, ...]) -> str:
    """«PDF, JPG или PNG»."""
    *most, last = (KINDS[code].label for code in codes)
    return f"{', '.join(most)} или {last}" if most else last


def recognise(content: bytes, allowed: tuple[str, ...]) -> Kind:
    """The kind of a file; FileRefused when it is none of the allowed."""
    code = office.family(content) if content.startswith(_ZIP) else _code_by_signature(content)
    if code in allowed:
        return KINDS[code]
    found = KINDS[code].label if code else _name_of_other(content)
    raise FileRefused(
        f"Подойдёт файл {labels(allowed)}. "
        + (f"Этот по содержимому — {found}." if found else "Этот по содержимому — другого вида.")
    )


def _code_by_signature(content: bytes) -> str | None:
    return next((k.code for k in KINDS.values() if content.startswith(k.signature)), None)


def _name_of_other(content: bytes) -> str:
    for signature, words in _WORDS_FOR_SHARED.items():
        if content.startswith(signature):
            return words
    try:
        matches = puremagic.magic_string(content)
    except puremagic.PureError:
        return ""
    return matches[0].extension.strip(".").upper()
