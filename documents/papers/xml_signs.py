"""Signs that XML has no way to write (XML 1.0, 2.2); the importer refuses most of them before."""

import re

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """A sign that cannot be written becomes «\N{REPLACEMENT CHARACTER}»."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
