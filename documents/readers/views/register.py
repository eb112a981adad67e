"""The secretary's page of one edition: who has read it, who has not, and the letter that reminds."""

import csv
from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.views.mixins import Echo

from documents.regulations.models import Edition
from documents.regulations.queries import edition_on
from home.registers.exports import BYTE_ORDER_MARK, guarded, in_words
from home.registers.operations import log_export
from home.rulebook import DomainError
from home.rulebook.text import counted
from home.workdays.queries import today

from .. import permissions, queries
from ..models import Acquaintance
from ..operations import remind_readers
from ..rules import ACQUAINTANCE

ON_A_PAGE = 50
COLUMNS = ("Кто", "Электронная почта", "Ознакомлен", "Когда", "Что прочитано")


@require_safe
def show_edition(request, pk: int):
    edition = _find(request, pk)
    unread, read = _people(edition)
    shows_read = request.GET.get("show") == "read"
    rows = Paginator(read if shows_read else unread, ON_A_PAGE)
    is_current = edition_on(edition.page, today()) == edition
    context = {
        "edition": edition,
        "shows_read": shows_read,
        "rows": rows.get_page(request.GET.get("page")),
        "unread_count": unread.count(),
        "read_count": read.count(),
        "is_current": is_current,
        "may_remind": is_current and permissions.may_remind(request.user),
        "rule": ACQUAINTANCE,
    }
    return render(request, "readers/admin/edition.html", context)


@require_safe
def export_edition(request, pk: int):
    """Who has not first, then who has, as a table for a Russian Excel (T29)."""
    edition = _find(request, pk)
    unread, read = _people(edition)
    log_export(
        Acquaintance,
        f"Ознакомление: {edition}",
        rows=unread.count() + read.count(),
        file="csv",
        by=request.user,
    )
    name = quote(f"Ознакомление {edition.page.slug} {edition.effective_from:%Y-%m-%d}.csv")
    return StreamingHttpResponse(
        _lines(edition),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
    )


@require_POST
def remind(request, pk: int):
    edition = _find(request, pk)
    if not permissions.may_remind(request.user):
        raise PermissionDenied
    try:
        count = remind_readers(edition, by=request.user, at=timezone.now())
    except DomainError as refusal:
        messages.error(request, refusal.printed)
    else:
        messages.success(
            request,
            f"Напоминаний поставлено в очередь: {counted(count, 'письмо', 'письма', 'писем')}.",
        )
    return redirect("readers_admin:edition", edition.pk)


def _find(request, pk: int) -> Edition:
    if not permissions.may_read_register(request.user):
        raise PermissionDenied
    return get_object_or_404(queries.editions_to_read(today()).select_related("page"), pk=pk)


def _people(edition: Edition):
    """(people who have not read it, acquaintances of those who have)."""
    read = edition.acquaintances.with_editions().order_by("person__surname", "person__name", "pk")
    return queries.people_who_did_not_read(edition), read


def _lines(edition: Edition):
    writer = csv.writer(Echo(), delimiter=";")
    unread, read = _people(edition)
    yield BYTE_ORDER_MARK.encode()
    yield writer.writerow(COLUMNS)
    for person in unread.iterator(chunk_size=500):
        yield writer.writerow(_cells(person.full_name, person.email, False, None, ""))
    for row in read.iterator(chunk_size=500):
        person = row.person
        yield writer.writerow(
            _cells(person.full_name, person.email, True, row.at, row.get_manner_display())
        )


def _cells(*values) -> list[str]:
    return [guarded(in_words(value)) for value in values]
