"""Lists of holders in Wagtail's admin: written down, looked over, issued, gathered for print."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, Count, Q, When
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from home.accounts.decorators import weighty
from home.accounts.ratelimit import limited, too_many
from home.registers.operations import log_export
from home.rulebook import DomainError

from .. import lists, operations, queries, rules
from ..choices import BatchState
from ..list_forms import ListForm
from ..models import Batch
from .doors import for_keepers, serve_paper

ON_A_PAGE = 50
UPLOADS = "30/h"


@require_GET
@for_keepers
def batches(request):
    found = Batch.objects.select_related("kind", "by__person").annotate(
        total=Count("items"), issued=Count("items__certificate")
    )
    page = Paginator(found.order_by("-at", "-pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "certificates/admin/batches.html", {"page": page})


@for_keepers
def new_batch(request):
    """Nothing is issued here: the list is kept and shown row by row."""
    if request.method == "POST" and limited(request, "certificates.list", UPLOADS):
        return too_many(request)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ListForm(*posted)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(
                "certificates_admin:batch", _drafted(form.cleaned_data, request.user).pk
            )
        except DomainError as refusal:
            refusal.show_in(form)
    return render(request, "certificates/admin/new_batch.html", {"form": form})


def _drafted(fields: dict, user) -> Batch:
    return operations.draft_batch(
        fields["kind"],
        fields["rows"],
        title=fields["title"],
        issued_on=fields["issued_on"],
        is_organisation=fields["is_organisation"],
        by=user,
        at=timezone.now(),
    )


@require_GET
@for_keepers
def batch(request, pk: int):
    """The list before the issue, how far the issue has come, and what came of it."""
    found, at = _find(pk), timezone.now()
    counts = found.items.aggregate(
        total=Count("pk"),
        issued=Count("certificate"),
        printed=Count("pk", filter=~Q(certificate=None) & ~Q(certificate__pdf="")),
        faulty=Count("pk", filter=~Q(fault="")),
    )
    # Rows with faults come first: they are what somebody has to look at.
    rows = found.items.select_related("certificate").order_by(
        Case(When(fault="", then=1), default=0), "position"
    )
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "batch": found,
        "page": page,
        **counts,
        "is_silent": found.state == BatchState.RUNNING and lists.is_silent(found.alive_at, at),
        "is_printing": counts["printed"] < counts["issued"],
        "is_gathering": bool(found.gathering_at) and not lists.is_lost(found.gathering_at, at),
        "gathering_is_lost": lists.is_lost(found.gathering_at, at),
        "rule": rules.LISTS,
    }
    context["is_at_work"] = (
        found.state == BatchState.RUNNING
        or context["is_gathering"]
        or (found.state == BatchState.DONE and context["is_printing"])
    )
    return render(request, "certificates/admin/batch.html", context)


@weighty
@require_POST
@for_keepers
def start(request, pk: int):
    return _act(request, pk, operations.start_batch, "Список запущен.")


@require_POST
@for_keepers
def stop(request, pk: int):
    return _act(
        request, pk, operations.stop_batch, "Список остановлен: выданные сертификаты остались."
    )


@weighty
@require_POST
@for_keepers
def go_on(request, pk: int):
    return _act(request, pk, operations.go_on, "Выдача продолжена.")


@require_POST
@for_keepers
def leave_out(request, pk: int):
    return _act(request, pk, operations.leave_out_faulty, "Строки с ошибками исключены.")


@require_POST
@for_keepers
def gather(request, pk: int):
    return _act(request, pk, operations.ask_to_gather, "Файлы собираются.")


@require_POST
@for_keepers
def discard(request, pk: int):
    try:
        operations.discard_batch(_find(pk), by=request.user, at=timezone.now())
    except DomainError as refusal:
        messages.error(request, refusal.printed)
        return redirect("certificates_admin:batch", pk)
    messages.success(request, "Список удалён: по нему ничего не выдано.")
    return redirect("certificates_admin:batches")


@weighty
@require_GET
@for_keepers
def archive(request, pk: int):
    return _paper_of(request, pk, "archive", "zip", "application/zip")


@weighty
@require_GET
@for_keepers
def sheet(request, pk: int):
    return _paper_of(request, pk, "sheet", "pdf", "application/pdf")


def _paper_of(request, pk: int, field: str, extension: str, content_type: str):
    """A pile of papers that name people leaves the site (T76)."""
    found = _find(pk)
    response = serve_paper(
        getattr(found, field), f"Сертификаты по списку {pk}.{extension}", content_type
    )
    rows = queries.certificates_of_batch(found).count()
    log_export(Batch, f"Список: {found}", rows=rows, file=extension, by=request.user)
    return response


def _act(request, pk: int, act, done: str):
    """Carry an act out on the list, or say why not; then back to its page."""
    try:
        act(_find(pk), by=request.user, at=timezone.now())
        messages.success(request, done)
    except DomainError as refusal:
        messages.error(request, refusal.printed)
    return redirect("certificates_admin:batch", pk)


def _find(pk: int) -> Batch:
    return get_object_or_404(Batch.objects.select_related("kind", "template", "by__person"), pk=pk)
