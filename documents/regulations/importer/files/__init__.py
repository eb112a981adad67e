"""A file of a regulation to lines: which kind it is, and who reads that kind.

By content, never by name (T22–T25). `documents.uploads` knows the kinds and what is dangerous in
them; the readers here know where the text stands. Each is loaded when a file of its kind comes.
"""

from importlib import import_module

from .results import Extract, refusal

__all__ = ["KINDS", "MAX_BYTES", "Extract", "extract"]

MAX_BYTES = 10 * 1024 * 1024
KINDS = ("docx", "pdf", "doc", "rtf", "odt", "txt", "md")
"""What `documents.uploads.forms.UploadField` may take for a regulation."""

_BLANK = b" \r\n\t\xff\xfe\xef\xbb\xbf"  # with the marks that begin a text in Unicode
_READERS = {
    "docx": "word",
    "pdf": "pdf",
    "doc": "office",
    "rtf": "office",
    "odt": "office",
    "txt": "plain",
    "md": "markdown",
}


def extract(data: bytes, name: str = "") -> Extract:
    """The lines of the file; DomainError with a sentence for a file that will not do.

    `name` is never believed.
    """
    if len(data) > MAX_BYTES:
        raise refusal(f"Файл больше {MAX_BYTES // 1024 // 1024}\xa0МБ: это не текст положения.")
    if not data.strip(_BLANK):
        raise refusal("Файл пуст.")
    reader = import_module(f".{_READERS[_kind(data)]}", __name__)
    return reader.extract(data)


def _kind(data: bytes) -> str:
    """One of KINDS, looked through for what is dangerous in it."""
    from documents.uploads.inspection import FileRefused, inspect, kinds

    from . import plain

    try:
        if kinds.kind_of(data) is None and not kinds.name_of_other(data):
            plain.decode(data)  # Says that the file is binary.
        return inspect("", data, KINDS).kind.code
    except FileRefused as error:
        raise refusal(str(error)) from None
