"""Old protocols: upload, preview row by row, take over."""

import csv
import io

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from home.accounts.ratelimit import limited, too_many
from home.desk.acts import attempt
from home.registers.exports import BYTE_ORDER_MARK, guarded

from .. import permissions, registry
from ..choices import ImportState, RowFate
from ..forms.importing import ImportForm
from ..models import ImportBatch, RecordClass
from ..operations import importing
from ..rules import names, table
from .doors import for_keepers, get_or_post, readers_of, told

ON_A_PAGE = 50
UPLOADS = "20/h"
TONES = {
    ImportState.CHECKING: "waiting",
    ImportState.REFUSED: "attention",
    ImportState.READY: "positive",
    ImportState.TAKING: "waiting",
    ImportState.DONE: "positive",
}


@require_safe
@for_keepers
def imports(request):
    batches = ImportBatch.objects.filter(by=request.user).select_related("table")
    page = Paginator(batches, ON_A_PAGE).get_page(request.GET.get("page"))
    for batch in page:
        batch.tone = TONES[batch.state]
    return render(request, "records/imports.html", {"page_of_imports": page})


@get_or_post
@for_keepers
def upload(request):
    if request.method == "POST" and limited(request, "records.import", UPLOADS):
        return too_many(request)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ImportForm(*posted)
    started: list[ImportBatch] = []

    def act(fields):
        started.append(
            importing.start_import(
                fields["table"], fields["files"], record_class=fields["record_class"],
                by=request.user, at=timezone.now(),
            )
        )  # fmt: skip

    status = attempt(form, act)
    if status is None:
        return redirect(started[0])
    context = {
        "form": form,
        "columns": [(title, name in table.NEEDED) for name, title in table.COLUMNS.items()],
        "bodies": registry.names_of(readers_of(request).keeps).values(),
        "classes": RecordClass.objects.all(),
        "rule": names.IMPORT,
    }
    return render(request, "records/upload_import.html", context, status=status)


@require_safe
@for_keepers
def sample(request):
    """An empty table with one row to show how each column is written."""
    bodies = registry.names_of(readers_of(request).keeps)
    row = ["12", "05.03.2023", next(iter(bodies.values())), "протокол-12.pdf", "", "для членов",
           "07.03.2023", "Протокол заседания", "Фамилия И. О.; Фамилия И. О."]  # fmt: skip
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";").writerows([table.COLUMNS.values(), map(guarded, row)])
    return HttpResponse(
        BYTE_ORDER_MARK + file.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": "attachment; filename*=UTF-8''protocols.csv"},
    )


@require_safe
@for_keepers
def show_import(request, pk: int):
    """How far the check has come, then every row with what is wrong with it; wrong rows first."""
    batch = _find(request, pk)
    batch.tone = TONES[batch.state]
    rows = batch.rows.select_related("file", "record").order_by("-fate", "line")
    counts = batch.rows.aggregate(
        **{fate: Count("pk", filter=Q(fate=fate)) for fate in RowFate.values}
    )
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    bodies = registry.names_of({row.cells["body"] for row in page if row.cells.get("body")})
    for row in page:
        row.body_name = bodies.get(row.cells.get("body"), "")
    context = {
        "batch": batch,
        "is_lost": importing.is_lost(batch, at=timezone.now()),
        "page_of_rows": page,
        "counts": counts,
        "rule": names.IMPORT,
    }
    return render(request, "records/import.html", context)


@require_POST
@for_keepers
def carry_out(request, pk: int):
    batch = _find(request, pk)
    return told(
        request,
        lambda: importing.ask_to_carry_out(batch, by=request.user, at=timezone.now()),
        "Протоколы переносятся в архив.",
        batch,
    )


@require_POST
@for_keepers
def check_again(request, pk: int):
    batch = _find(request, pk)
    return told(
        request,
        lambda: importing.check_again(batch, at=timezone.now()),
        "Проверка началась заново.",
        batch,
    )


def _find(request, pk: int) -> ImportBatch:
    batch = ImportBatch.objects.select_related("table").filter(pk=pk).first()
    if batch is None or not permissions.may_see_import(request.user, batch):
        raise Http404
    return batch
