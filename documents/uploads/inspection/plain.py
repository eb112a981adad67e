"""Plain text: no sign that only programs write, and nothing that another program would run (T22, T23)."""

import codecs
import re

_HEAD = 1024
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
# Another kind of file may hide in letters alone: a PDF may begin within the first thousand bytes.
_OTHER_KIND = re.compile(rb"%PDF-|<(?:html|script|svg|!doctype|iframe|body|\?php|\?xml)", re.I)
_HEADING = re.compile(r"^#{1,6}[ \t]+\S", re.MULTILINE)
_WIDE = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def family(content: bytes) -> str | None:
    """ "md" when headings are marked by «#», "txt" for any other plain text, or None."""
    text = _read(content)
    if not text.strip():
        return None
    return "md" if _HEADING.search(text) else "txt"


def _read(content: bytes) -> str:
    """The text as far as its kind needs it; "" when these bytes are no text."""
    if encoding := _WIDE.get(content[:2]):
        content = content.decode(encoding, "replace").encode(errors="replace")
    if _CONTROL.search(content) or _OTHER_KIND.search(content[:_HEAD]):
        return ""
    return content.decode("utf-8-sig", "replace")
