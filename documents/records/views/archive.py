"""«Архив»: the list that is sifted and searched, a record, its files."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from documents.uploads.views import serve
from home.accounts.ratelimit import limited, too_many
from home.search.queries import owners_found
from home.search.rules import read_query
from home.workdays.queries import today

from .. import permissions, queries, registry
from ..choices import Shelf
from ..finding import ARCHIVE
from ..forms.archive import ArchiveForm, body_of
from ..models import Record
from ..rules import names
from ..rules.retention import shelf_of
from .doors import find_record, for_readers, readers_of

ON_A_PAGE = 20
SEARCHES = "60/m"
TONES = {
    Shelf.KEPT: "positive",
    Shelf.DUE: "attention",
    Shelf.HELD: "waiting",
    Shelf.WRITTEN_OFF: "ended",
}


@require_safe
@for_readers
def archive(request):
    """Whatever is asked for, only what the reader may see is looked through (R73, C35)."""
    readers = readers_of(request)
    form = ArchiveForm(request.GET, readers)
    form.is_valid()
    asked = form.asked
    if asked.get("q") and limited(request, "archive", SEARCHES):
        return too_many(request)
    found = sifted(Record.objects.readable(readers), asked, readers, request.user)
    listed = found.with_holds().select_related("record_class")
    page = Paginator(listed, ON_A_PAGE).get_page(request.GET.get("page"))
    for record in page:
        put_on_shelf(record)
    context = {"form": form, "page_of_records": page, "asked": asked, "keeps": readers.keeps}
    return render(request, "records/archive.html", context)


def sifted(records, asked: dict[str, str], readers: registry.Readers, user):
    if (body := body_of(asked)) is not None:
        records = records.filter(body_key=body)
    if year := asked.get("year"):
        records = records.filter(year=int(year))
    if kind := asked.get("kind"):
        records = records.filter(record_class__code=kind)
    if words := asked.get("person"):
        records = records.filter(pk__in=queries.records_of_person(words, readers))
    if words := asked.get("q"):
        records = records.filter(pk__in=owners_found(read_query(words), user, ARCHIVE))
    return records


def put_on_shelf(record: Record) -> None:
    shelf = shelf_of(record.state, record.retained_until, record.is_held, today())
    record.shelf, record.tone = shelf, TONES[shelf]


@require_safe
@for_readers
def record(request, pk: int):
    """One record: what of it the reader may see, and nothing that tells of the rest."""
    found = find_record(pk, permissions.may_read_record, request)
    put_on_shelf(found)
    readers = readers_of(request)
    may_keep = permissions.may_keep_record(request.user, found, readers)
    context = {
        "record": found,
        "parts": queries.parts_of(found, readers),
        "files": queries.files_of(found, readers),
        "people": queries.people_of(found, readers),
        "actions": registry.actions_for(request.user, found) if found.is_kept else [],
        "may_keep": may_keep,
        "hold": found.holds.filter(lifted_at=None).first() if may_keep and found.is_held else None,
        "act": None if found.is_kept else queries.act_that_destroyed(found),
        "names": names,
    }
    return render(request, "records/record.html", context)


@require_safe
@for_readers
def open_file(request, pk: int, file_pk: int):
    found = find_record(pk, permissions.may_read_record, request)
    file = get_object_or_404(found.files.select_related("file", "record"), pk=file_pk)
    if not permissions.may_open_file(request.user, file, readers_of(request)):
        raise Http404
    return serve(file.file)
