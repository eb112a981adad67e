"""Kinds of files by content; a name proves nothing (T22, T23)."""

from dataclasses import dataclass

from . import detached, office, ole, plain, rtf
from .errors import FileRefused


@dataclass(frozen=True)
class Kind:
    code: str
    label: str
    content_type: str
    signature: bytes
    """The first bytes: a file whose signature stands further on is two files in one. Text has none."""


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
        Kind("doc", "DOC", "application/msword", ole.SIGNATURE),
        Kind("odt", "ODT", "application/vnd.oasis.opendocument.text", _ZIP),
        Kind("rtf", "RTF", "application/rtf", rtf.SIGNATURE),
        Kind("sig", "SIG", "application/pkcs7-signature", b""),
        Kind("txt", "TXT", "text/plain", b""),
        Kind("md", "MD", "text/markdown", b""),
    )
}
_TEXTS = ("txt", "md")
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
    code = kind_of(content)
    if code in allowed:
        return KINDS[code]
    if code in _TEXTS and (other := next(filter(_TEXTS.__contains__, allowed), None)):
        return KINDS[other]
    found = KINDS[code].label if code else name_of_other(content)
    raise FileRefused(
        f"Подойдёт файл {labels(allowed)}. "
        + (f"Этот по содержимому — {found}." if found else "Этот по содержимому — другого вида.")
    )


def kind_of(content: bytes) -> str | None:
    """Code of the kind, or None for a kind that the site does not know; FileRefused when it is broken or locked."""
    if content.startswith(_ZIP):
        return office.family(content)
    if content.startswith(ole.SIGNATURE):
        return ole.family(content)
    return _code_by_signature(content) or detached.family(content) or plain.family(content)


def _code_by_signature(content: bytes) -> str | None:
    signed = (kind for kind in KINDS.values() if kind.signature)
    return next((kind.code for kind in signed if content.startswith(kind.signature)), None)


def name_of_other(content: bytes) -> str:
    for signature, words in _WORDS_FOR_SHARED.items():
        if content.startswith(signature):
            return words
    import puremagic  # Here: it reads its tables of a thousand kinds, and few files need them.

    try:
        matches = puremagic.magic_string(content)
    except (puremagic.PureError, ValueError):
        return ""
    return matches[0].extension.strip(".").upper()
