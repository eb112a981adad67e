"""A file of a regulation to lines: which kind it is, and who reads that kind.

By content, never by name (T22–T25). `documents.uploads` knows the kinds and what is dangerous in
them; the readers here know where the text stands. Each is loaded when a file of its kind comes.
"""

from .results import Extract

__all__ = ["MAX_BYTES", "Extract", "extract"]

MAX_BYTES = 10 * 1024 * 1024


def extract(data: bytes, name: str = "") -> Extract:
    """The lines of the file; DomainError with a sentence for a file that will not do."""
    from . import plain

    return plain.extract(data)
