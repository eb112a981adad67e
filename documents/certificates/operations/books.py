"""«Книга регистрации»: a year of one kind to print or to open as a table, made by the queue."""

import datetime
import tempfile
from pathlib import Path

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from .. import books, queries
from ..choices import BookFormat
from ..models import BookFile, RegisterBook

LOST_AFTER = datetime.timedelta(minutes=15)
WRITERS = {BookFormat.PDF: books.write_pdf, BookFormat.XLSX: books.write_xlsx}


@transaction.atomic
def ask_for_book(book: RegisterBook, format: BookFormat, *, at: datetime.datetime) -> BookFile:
    """The book as it stands; made when there is none of its present state, or when the making was lost."""
    file, is_new = BookFile.objects.get_or_create(
        book=book, format=format, stamp=queries.stamp_of(book), defaults={"asked_at": at}
    )
    is_lost = not file.is_ready and (file.failed_at or at - file.asked_at > LOST_AFTER)
    if is_lost:
        file.asked_at, file.failed_at, file.lines = at, None, 0
        file.save(update_fields=["asked_at", "failed_at", "lines"])
    if is_new or is_lost:
        transaction.on_commit(lambda: make_book.enqueue(file.pk))
    return file


@task()
def make_book(pk: int) -> None:
    """Safe to repeat and to run twice at once: whoever comes second finds the file (T57)."""
    file = BookFile.objects.select_related("book__kind").filter(pk=pk, file="").first()
    if file is None:
        return

    def tell(lines: int) -> None:
        BookFile.objects.filter(pk=pk).update(lines=lines)

    try:
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder, "book")
            WRITERS[BookFormat(file.format)](file.book, target, tell)
            _keep(pk, target)
    except Exception:
        BookFile.objects.filter(pk=pk, file="").update(failed_at=timezone.now())
        raise


@transaction.atomic
def _keep(pk: int, target: Path) -> None:
    """Those of earlier states of the book go."""
    file = BookFile.objects.select_for_update().get(pk=pk)
    if file.is_ready:
        return
    with target.open("rb") as content:
        file.file.save(f"{file.book_id}-{pk}.{file.format}", File(content), save=False)
    file.made_at, file.failed_at = timezone.now(), None
    file.save(update_fields=["file", "made_at", "failed_at"])
    stale = BookFile.objects.filter(book=file.book_id, format=file.format).exclude(pk=pk)
    names = [each.file.name for each in stale if each.file]
    storage = file.file.storage
    stale.delete()
    transaction.on_commit(lambda: [storage.delete(name) for name in names])
