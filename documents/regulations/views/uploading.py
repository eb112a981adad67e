"""A file comes in: the form, the page of a file that is being read, the file itself back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from documents.uploads.inspection import CheckedUpload
from documents.uploads.views import serve
from home.desk.acts import made
from home.rulebook import DomainError

from .. import operations, permissions
from ..choices import ReadingState
from ..drafts import being_read, uploaded_before, version_of
from ..forms import SourceForm, UploadForm
from ..importer import Outline, read_regulation
from ..models import SourceReading
from ..operations import Destination
from ..operations.uploading import READ_AGAIN_AFTER
from .doors import draft_for, find_edition, show

READ_AT_ONCE = ("txt", "md", "docx")
"""Kinds that are read in a part of a second; the others go to the task queue (docs/decisions/012)."""
REFRESH_SECONDS = 2


def upload_edition(request):
    if not permissions.may_prepare_drafts(request.user):
        raise PermissionDenied
    refused = _refused(request)
    initial = {"page": _number(request.GET.get("page"))}
    if refused:
        initial = {**refused.answers, "page": refused.page_id}
    form = UploadForm(request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid():
        came_of, there = _take(request, form, form.destination)
        if came_of:
            return came_of
    else:
        there = None
    context = {"form": form, "refused": refused, "there": there, "title": "Загрузить редакцию"}
    return render(request, "regulations/admin/upload.html", context)


def replace_source(request, pk: int):
    """Another file into the same draft."""
    edition = draft_for(request, pk)
    refused = _refused(request)
    form = SourceForm(request.POST or None, request.FILES or None)
    there = None
    if form.is_valid():
        destination = Destination(replaces=edition, seen=version_of(edition))
        came_of, there = _take(request, form, destination)
        if came_of:
            return came_of
    context = {
        "form": form,
        "edition": edition,
        "refused": refused,
        "there": there,
        "title": "Заменить файл проекта",
    }
    return render(request, "regulations/admin/upload.html", context)


def _take(request, form, destination: Destination):
    """(the answer to a file that was taken, None), or (None, where the same file already is)."""
    upload = form.cleaned_data["file"]
    by = {"by": request.user, "at": timezone.now()}
    if upload.kind.code in READ_AT_ONCE:

        def act():
            return operations.upload_draft(upload, _read(upload), destination, **by)

        is_done, edition = made(form, act)
        if is_done:
            messages.success(request, _told(edition))
            return show(edition.pk), None
    else:
        act = lambda: operations.start_reading(upload, destination, **by)  # noqa: E731
        is_done, reading = made(form, act)
        if is_done:
            return redirect("regulations_admin:show_reading", reading.pk), None
    return None, uploaded_before(upload.sha256) or being_read(upload.sha256)


def _read(upload: CheckedUpload) -> Outline:
    """What cannot be read is the fault of the file."""
    try:
        return read_regulation(upload.content, upload.name)
    except DomainError as refusal:
        raise DomainError(refusal.message, refusal.rule, field="file") from refusal


def show_reading(request, reading_pk: int):
    """Waits by itself, without script; leads on when the file has been read or refused."""
    if not permissions.may_prepare_drafts(request.user):
        raise PermissionDenied
    readings = SourceReading.objects.select_related("stored_file", "page", "edition__page")
    reading = get_object_or_404(readings, pk=reading_pk)
    if reading.state == ReadingState.READ:
        messages.success(request, _told(reading.edition))
        return show(reading.edition_id)
    if reading.state == ReadingState.REFUSED:
        return redirect(f"{_address_again(reading)}?reading={reading.pk}")
    now = timezone.now()
    if request.method == "POST":
        operations.read_again(reading, at=now)
        return redirect("regulations_admin:show_reading", reading_pk)
    waited = now - reading.started_at
    context = {
        "reading": reading,
        "seconds": max(0, int(waited.total_seconds())),
        "is_stuck": waited >= READ_AGAIN_AFTER,
    }
    response = render(request, "regulations/admin/reading.html", context)
    response["Refresh"] = str(REFRESH_SECONDS)
    return response


def download_source(request, pk: int):
    """The file from which an edition was made, as it came."""
    if not permissions.may_read_editions(request.user):
        raise PermissionDenied
    edition = find_edition(pk)
    if edition.source_file is None:
        raise Http404
    return serve(edition.source_file)


def _address_again(reading: SourceReading) -> str:
    if reading.replaces_id:
        return reverse("regulations_admin:replace_source", args=[reading.replaces_id])
    return reverse("regulations_admin:upload_edition")


def _refused(request) -> SourceReading | None:
    number = _number(request.GET.get("reading"))
    readings = SourceReading.objects.filter(state=ReadingState.REFUSED)
    return readings.select_related("stored_file").filter(pk=number).first() if number else None


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None


def _told(edition) -> str:
    found = len(edition.findings.get("warnings", ()))
    return "Файл прочитан. " + (
        "Проверьте предупреждения." if found else "Предупреждений нет: сверьте разбивку."
    )
