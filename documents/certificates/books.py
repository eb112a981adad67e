"""The lines of a book of registration, and how they are written as PDF and as XLSX."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import xlsxwriter
from django.utils import timezone

from documents.papers import pdf
from home.registers.exports import guarded

from . import queries
from .choices import Receipt, Status
from .models import Certificate, RegisterBook

COLUMNS = (
    ("№ п/п", 7), ("Номер", 16), ("Дата регистрации", 14), ("Кому выдан", 48), ("Адрес", 40),
    ("Состояние", 34), ("Когда получен", 14), ("Кто получил", 34), ("Как получен", 36),
)  # fmt: skip
ON_A_PIECE = 300
"""Lines laid out at once: a table of thousands costs more than its pieces do."""


@dataclass(frozen=True)
class Line:
    """One certificate as the book tells it; `received` words are empty until somebody took the paper."""

    place: int
    number: str
    issued_on: str
    holder: str
    address: str
    state: str
    received_on: str = ""
    received_by: str = ""
    receipt: str = ""

    @property
    def cells(self) -> tuple:
        return (
            self.place, self.number, self.issued_on, self.holder, self.address, self.state,
            self.received_on, self.received_by, self.receipt,
        )  # fmt: skip


def lines_of(book: RegisterBook) -> Iterator[Line]:
    for certificate in queries.in_the_book(book).iterator(chunk_size=2000):
        taken = getattr(certificate, "hand_over", None)
        yield Line(
            certificate.sequence,
            certificate.number,
            _day(certificate.issued_on),
            certificate.holder_name,
            certificate.holder_address,
            state_in_words(certificate),
            *((_day(taken.on), taken.received_by, _receipt(taken)) if taken else ()),
        )


def state_in_words(certificate: Certificate) -> str:
    """«действует по 31.12.2027», «аннулирован 01.02.2026: выход», «заменён 01.02.2026 на № 2026-0007: утрата»."""
    if certificate.status == Status.VALID:
        words = "перенесён; действует" if certificate.taken_over_at else "действует"
        until = certificate.valid_until
        return f"{words} по {_day(until)}" if until else words
    ended = f"{certificate.get_status_display().lower()} {_day(certificate.revoked_on)}"
    if certificate.replaced_by_id:
        ended += f" на №\xa0{certificate.replaced_by.number}"
    return f"{ended}: {certificate.ground}"


def _receipt(taken) -> str:
    if taken.receipt == Receipt.OWN:
        return taken.get_receipt_display()
    return f"по доверенности №\xa0{taken.proxy_number} от {_day(taken.proxy_date)}"


def _day(day) -> str:
    return f"{day:%d.%m.%Y}" if day else ""


def write_pdf(book: RegisterBook, target: Path, tell: Callable[[int], None]) -> None:
    """Laid out piece by piece; pages are numbered through the whole book."""
    together = pypdfium2.PdfDocument.new()
    lines, made_at = list(lines_of(book)), timezone.localtime()
    starts = range(0, len(lines), ON_A_PIECE) or (0,)
    for start in starts:
        context = {
            "book": book,
            "lines": lines[start : start + ON_A_PIECE],
            "total": len(lines),
            "pages_before": len(together),
            "is_last": start == starts[-1],
            "made_at": made_at,
        }
        content = pdf.render("certificates/papers/book.html", context, layout="book", seconds=120)
        piece = pypdfium2.PdfDocument(content)
        together.import_pages(piece)
        piece.close()
        tell(min(start + ON_A_PIECE, len(lines)))
    together.save(str(target))
    together.close()


def write_xlsx(book: RegisterBook, target: Path, tell: Callable[[int], None]) -> None:
    """Row by row, so that a hundred thousand lines take no more memory than ten; no cell is a formula (T29)."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(target), options) as workbook:
        sheet = workbook.add_worksheet("Книга регистрации")
        wraps = workbook.add_format({"text_wrap": True, "valign": "top"})
        bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for column, (_, width) in enumerate(COLUMNS):
            sheet.set_column(column, column, width, wraps)
        title = f"Книга регистрации: {book}. Записей {book.last_entry}, сумма {book.last_hash}"
        sheet.write_string(0, 0, title)
        for column, (name, _) in enumerate(COLUMNS):
            sheet.write_string(1, column, name, bold)
        sheet.freeze_panes(2, 0)
        row = 1
        for row, line in enumerate(lines_of(book), start=2):
            sheet.write_number(row, 0, line.place)
            for column, text in enumerate(line.cells[1:], start=1):
                sheet.write_string(row, column, guarded(text))
            if row % 2_000 == 0:
                tell(row - 1)
        sheet.autofilter(1, 0, row, len(COLUMNS) - 1)
        tell(row - 1)
