"""PDF files: whole, not encrypted, without actions that start something, and nothing but a PDF (T23, T24).

This reads bytes, not the document: the server never draws a PDF that somebody handed in.
"""

import io
import re
import zipfile
import zlib

from .errors import FileRefused

HEAD = 1024
TAIL = 2048
MAX_STREAMS = 50_000
MAX_INFLATED = 64 * 1024 * 1024

_ACTIVE = re.compile(
    rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia|Rendition|ImportData|XFA)(?![A-Za-z])"
)
_ENCRYPTED = re.compile(rb"/Encrypt(?![A-Za-z])")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"stream\r?\n")
_OTHER_FILTER = re.compile(rb"/(?:Filter(?!\s*\[?\s*/FlateDecode\s*(?:\]|/|>))|Predictor)")
# An object stream opens with pairs of integers; so may a drawing, which is then read in vain.
_OBJECT_STREAM_HEAD = re.compile(rb"[\s\d%]")
_HTML = re.compile(rb"<(html|script|svg|!doctype|iframe|body|\?php)", re.IGNORECASE)


def look(content: bytes) -> None:
    """FileRefused when the file is not a PDF that can be kept."""
    _look_for_second_file(content)
    if b"%%EOF" not in content[-TAIL:]:
        raise FileRefused("PDF не открывается: похоже, файл повреждён или загрузился не целиком.")
    _look_for_danger(content)
    for part in _object_streams(content):
        _look_for_danger(part)


def _look_for_second_file(content: bytes) -> None:
    after_end = content[content.rfind(b"%%EOF") + 5 :]
    if (
        _HTML.search(content[:HEAD])
        or _HTML.search(after_end)
        or zipfile.is_zipfile(io.BytesIO(content))
    ):
        raise FileRefused(
            "В файле, кроме PDF, спрятано что-то ещё. Сохраните документ в PDF заново."
        )


def _look_for_danger(part: bytes) -> None:
    part = _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), part)
    if _ENCRYPTED.search(part):
        raise FileRefused("PDF защищён паролем или шифрованием. Сохраните его без защиты.")
    if found := _ACTIVE.search(part):
        what = "вложенные файлы" if found[1].startswith(b"Embedded") else "сценарии или команды"
        raise FileRefused(f"В PDF есть {what}. Напечатайте документ в новый PDF и загрузите его.")


def _object_streams(content: bytes):
    """Inflate what may hold objects: names hidden by compression count as well."""
    budget = MAX_INFLATED
    for number, found in enumerate(_STREAM.finditer(content)):
        if number == MAX_STREAMS:
            raise FileRefused(_TOO_COMPLEX)
        header = content[content.rfind(b"obj", 0, found.start()) + 3 : found.start()]
        header = _ESCAPE.sub(lambda escape: bytes([int(escape[1], 16)]), header)
        if b"/ObjStm" in header and _OTHER_FILTER.search(header):
            raise FileRefused(_TOO_COMPLEX)
        part = _inflated(content, found.end(), budget)
        budget -= len(part)
        if budget <= 0:
            raise FileRefused(_TOO_COMPLEX)
        if part:
            yield part


def _inflated(content: bytes, start: int, limit: int) -> bytes:
    """The stream at `start`, or nothing when it is no deflated stream of objects."""
    inflater = zlib.decompressobj()
    try:
        head = inflater.decompress(memoryview(content)[start : start + 256], 1)
        if not head or not _OBJECT_STREAM_HEAD.match(head):
            return b""
        rest = inflater.unconsumed_tail + content[start + 256 :]
        return head + inflater.decompress(rest, limit)
    except zlib.error:
        return b""


_TOO_COMPLEX = "PDF устроен слишком сложно. Напечатайте документ в новый PDF и загрузите его."
