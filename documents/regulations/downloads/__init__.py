"""An edition as a file to take away: PDF, DOCX, Markdown, JSON, Akoma Ntoso (docs/decisions/014).

`write(edition, format)` → bytes. Each writer is a module with `write(manuscript)`, loaded when it is asked for.
"""

from importlib import import_module

from ..choices import DownloadFormat
from .manuscript import Manuscript, read_manuscript

__all__ = ["WRITERS", "Manuscript", "read_manuscript", "write"]

WRITERS = {
    DownloadFormat.PDF: "pdf",
    DownloadFormat.DOCX: "docx",
    DownloadFormat.MARKDOWN: "markdown",
    DownloadFormat.JSON: "as_json",
    DownloadFormat.AKOMA_NTOSO: "akoma",
}


def write(edition, format: str) -> bytes:
    writer = import_module(f".{WRITERS[DownloadFormat(format)]}", __name__)
    return writer.write(read_manuscript(edition))
