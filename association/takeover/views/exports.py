"""The register of organisations as a workbook: asked for, made by the queue, taken away by who asked."""

import logging

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from association.organisations.models import Organisation
from home.accounts.ratelimit import limited, too_many
from home.registers.operations import log_export
from home.workdays.queries import today

from .. import progress
from ..models import RegisterExport
from ..operations.exporting import ask_for_export
from .takeovers import XLSX, for_keepers

logger = logging.getLogger(__name__)
EXPORTS = "20/h"


@for_keepers
@require_http_methods(["GET", "HEAD", "POST"])
def export(request):
    if request.method != "POST":
        return render(request, "takeover/admin/export.html", {})
    if limited(request, "takeover.export", EXPORTS):
        return too_many(request)
    return redirect(ask_for_export(by=request.user, at=timezone.now()))


@for_keepers
@require_safe
def show_export(request, pk: int):
    found = _find(request.user, pk)
    done, total, _ = progress.asked(-pk)
    context = {"export": found, "done": done, "total": total}
    return render(request, "takeover/admin/export.html", context)


@for_keepers
@require_safe
def download_export(request, pk: int):
    """The bytes; of a file that is not there or not theirs, nothing (T1, T2)."""
    found = _find(request.user, pk)
    if not found.file:
        raise Http404
    try:
        content = found.file.open("rb")
    except FileNotFoundError:
        logger.error("the file of %s is gone", found)
        raise Http404 from None
    rows = Organisation.objects.count()
    log_export(Organisation, "Организации", rows=rows, file="xlsx", by=request.user)
    return FileResponse(
        content,
        as_attachment=True,
        filename=f"Организации на {today(found.made_at):%d.%m.%Y}.xlsx",
        content_type=XLSX,
        headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"},
    )


def _find(user, pk: int) -> RegisterExport:
    return get_object_or_404(RegisterExport, pk=pk, by=user)
