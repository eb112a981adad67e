"""The name under which a file is shown and downloaded; it is kept under another (T32)."""

import re
import unicodedata

STEM_LENGTH = 100
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
# Controls, direction overrides and zero-width marks, lone surrogates, private letters.
_INVISIBLE = ("Cc", "Cf", "Cs", "Co")


def shown_name(name: str, extension: str) -> str:
    """«../устав\\u202egpj.pdf» → «уставgpj.pdf»: no path, nothing invisible, the true extension."""
    name = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    name = "".join(c for c in name if unicodedata.category(c) not in _INVISIBLE)
    stem, dot, _ = name.rpartition(".")
    stem = " ".join(_FORBIDDEN.sub("_", stem if dot else name).split())
    stem = stem[:STEM_LENGTH].strip(" .")
    if not stem or _RESERVED.fullmatch(stem):
        stem = f"файл {stem}".strip()
    return f"{stem}.{extension}"
