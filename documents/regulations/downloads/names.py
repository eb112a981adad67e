"""How a file to take away is called, and what kind it is."""

from documents.uploads.inspection import Kind
from documents.uploads.inspection.names import shown_name

from ..choices import DownloadFormat
from ..models import Edition

KINDS = {
    DownloadFormat.PDF: Kind("pdf", "PDF", "application/pdf", b""),
    DownloadFormat.DOCX: Kind(
        "docx",
        "DOCX",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        b"",
    ),
    DownloadFormat.MARKDOWN: Kind("md", "Markdown", "text/markdown; charset=utf-8", b""),
    DownloadFormat.JSON: Kind("json", "JSON", "application/json", b""),
    DownloadFormat.AKOMA_NTOSO: Kind("xml", "Akoma Ntoso", "application/xml", b""),
}
WHAT_FOR = {
    DownloadFormat.PDF: "читать и печатать",
    DownloadFormat.DOCX: "править в\xa0Word и\xa0LibreOffice",
    DownloadFormat.MARKDOWN: "простой текст с\xa0заголовками",
    DownloadFormat.JSON: "для программ",
    DownloadFormat.AKOMA_NTOSO: "международный формат правовых текстов",
}


def file_name(edition: Edition, format: str, against: Edition | None = None) -> str:
    """«Положение об Ассоциации, редакция с 2026-09-01.pdf» (T32)."""
    day = edition.effective_from.isoformat()
    name = f"{edition.page.short_name}, редакция с {day}"
    if against is not None:
        name = f"{edition.page.short_name}, изменения с {against.effective_from} по {day}"
    return shown_name(f"{name}.{format}", str(format))
