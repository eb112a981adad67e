"""Detached signatures (.sig): CMS SignedData as DER, or the same in Base64 (63-FZ). Looked at, never verified."""

import base64
import binascii
import re

from .errors import FileRefused

SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
"""The object identifier 1.2.840.113549.1.7.2 with which a CMS signature begins."""
LARGEST = 1024 * 1024
_SEQUENCE = 0x30
_INDEFINITE = 0x80
_ARMOUR = re.compile(rb"-----(?:BEGIN|END) [A-Z0-9 ]{1,30}-----")


def family(content: bytes) -> str | None:
    """«sig» for what looks like a signature, None for anything else."""
    return "sig" if _is_cms(content) or _is_cms(_unwrapped(content)) else None


def look(content: bytes) -> None:
    if len(content) > LARGEST:
        raise FileRefused(
            "Файл подписи слишком велик. Нужна отсоединённая подпись: она занимает несколько килобайт."
        )


def _is_cms(content: bytes) -> bool:
    """A sequence whose length is that of the file, and whose first member is the identifier."""
    if len(content) < 2 or content[0] != _SEQUENCE:
        return False
    start, end = _bounds(content)
    return content[start : start + len(SIGNED_DATA)] == SIGNED_DATA and end in (None, len(content))


def _bounds(content: bytes) -> tuple[int, int | None]:
    """(where the contents begin, where they end); no end for the indefinite form of BER."""
    length = content[1]
    if length == _INDEFINITE:
        return 2, None
    if length < _INDEFINITE:
        return 2, 2 + length
    octets = length & 0x7F
    start = 2 + octets
    return start, start + int.from_bytes(content[2:start], "big")


def _unwrapped(content: bytes) -> bytes:
    """Base64 taken off, with or without the lines of PEM; nothing when it is none."""
    if len(content) > 2 * LARGEST:
        return b""
    text = b"".join(_ARMOUR.sub(b"", content).split())
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
