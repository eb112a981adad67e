"""«Книги регистрации» in Wagtail's admin: as PDF and as a table, made by the queue; and the public sums of all books."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from home.accounts.decorators import weighty
from home.registers.operations import log_export

from .. import operations, queries, rules
from ..choices import BookFormat
from ..models import BookFile, RegisterBook
from .doors import for_readers, serve_paper

CONTENT_TYPES = {
    BookFormat.PDF: "application/pdf",
    BookFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_GET
@for_readers
def books(request):
    context = {"books": queries.counted_books(), "formats": BookFormat, "rule": rules.HAND_OVER}
    return render(request, "certificates/admin/books.html", context)


@require_POST
@for_readers
def ask_for_book(request, pk: int, format: str):
    if format not in BookFormat.values:
        raise Http404
    book = get_object_or_404(RegisterBook, pk=pk)
    file = operations.ask_for_book(book, BookFormat(format), at=timezone.now())
    return redirect("certificates_admin:book_file", file.pk)


@require_GET
@for_readers
def book_file(request, pk: int):
    """How far the making has come; then the file."""
    file = get_object_or_404(BookFile.objects.select_related("book__kind"), pk=pk)
    context = {"file": file, "total": queries.in_the_book(file.book).count()}
    return render(request, "certificates/admin/book_file.html", context)


@weighty
@require_GET
@for_readers
def download_book(request, pk: int):
    """A list of people leaves the site: whoever takes it has proved it again (T76)."""
    file = get_object_or_404(BookFile.objects.select_related("book__kind"), pk=pk)
    title = f"Книга регистрации: {file.book}"
    log_export(RegisterBook, title, rows=file.lines, file=file.format, by=request.user)
    name = f"Книга регистрации, {file.book}.{file.format}"
    return serve_paper(file.file, name, CONTENT_TYPES[BookFormat(file.format)])


@require_GET
@cache_control(no_store=True)
def sums(request):
    """Public: the last sum of every book, to be held against one that was kept elsewhere (T43)."""
    context = {"heads": queries.heads(), "rule": rules.CHAIN, "at": timezone.now()}
    return render(request, "certificates/sums.html", context)
