"""Taking earlier registers over in the admin: the empty workbook, its upload, the dry run row by row, the act."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from home.accounts.decorators import weighty
from home.accounts.ratelimit import limited, too_many
from home.rulebook import DomainError

from .. import papers, permissions, progress, queries
from ..choices import RowFate, Sheet, TakeoverState
from ..forms import WorkbookForm
from ..models import Takeover
from ..operations import ask_to_carry_out, starting
from ..operations import check_again as check_again_act
from ..rules import names
from ..rules.columns import COLUMNS

ON_A_PAGE = 50
UPLOADS, DOWNLOADS = "20/h", "60/h"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TITLES = {
    Sheet.ORGANISATIONS: ("short_name", "inn", "kpp"),
    Sheet.REPRESENTATIVES: ("surname", "name", "patronymic", "email"),
    Sheet.CERTIFICATES: ("number", "person", "inn"),
}


def for_keepers(view):
    @wraps(view)
    def door(request, *args, **kwargs):
        if not permissions.may_take_over(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return door


@for_keepers
@require_safe
def takeovers(request):
    page = Paginator(queries.takeovers(), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "takeover/admin/takeovers.html", {"page": page})


@for_keepers
@require_http_methods(["GET", "HEAD", "POST"])
def start(request):
    if request.method == "POST" and limited(request, "takeover.start", UPLOADS):
        return too_many(request)
    form = WorkbookForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        takeover = starting.start_takeover(
            form.cleaned_data["workbook"], by=request.user, at=timezone.now()
        )
        return redirect(takeover)
    context = {
        "form": form,
        "sheets": [(sheet.label, COLUMNS[sheet]) for sheet in Sheet],
        "rule": names.TAKING_OVER,
    }
    return render(request, "takeover/admin/start.html", context, status=422 if form.errors else 200)


@for_keepers
@require_safe
def sample(request):
    if limited(request, "takeover.sample", DOWNLOADS):
        return too_many(request)
    return as_file(papers.empty_workbook(), "prior-registers.xlsx")


def as_file(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=XLSX,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


@for_keepers
@require_safe
def takeover(request, pk: int):
    """How far it has come, then every row with what becomes of it; wrong rows first."""
    found = _find(pk)
    rows = queries.rows_of(found)
    counts = rows.aggregate(**{fate: Count("pk", filter=Q(fate=fate)) for fate in RowFate.values})
    shown = rows.filter(fate=_fate_asked(request, counts)) if counts else rows
    page = Paginator(shown.order_by("pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    for row in page:
        row.title = " · ".join(
            filter(None, (str(row.values.get(name) or "") for name in TITLES[row.sheet]))
        )
    done, total, _ = progress.asked(pk)
    context = {
        "takeover": found,
        "is_lost": starting.is_lost(found, at=timezone.now()),
        "done": done,
        "total": total,
        "page": page,
        "fates": _fates(counts, found),
        "fate": _fate_asked(request, counts),
        "to_take": counts[RowFate.NEW] + counts[RowFate.COMPLETED],
        "rule": names.TAKING_OVER,
    }
    return render(request, "takeover/admin/takeover.html", context)


def _fate_asked(request, counts: dict[str, int]) -> str:
    """What the address asks for, else the gravest that there is."""
    asked = request.GET.get("fate", "")
    if asked in RowFate.values:
        return asked
    gravest = (RowFate.WRONG, RowFate.NEW, RowFate.COMPLETED, RowFate.KNOWN)
    return next((fate for fate in gravest if counts[fate]), RowFate.NEW)


def _fates(counts: dict[str, int], found: Takeover) -> list[tuple[str, str, int]]:
    labels = {RowFate.NEW: "Новые", RowFate.COMPLETED: "Дополняют реестр", RowFate.KNOWN: "Уже в реестре", RowFate.WRONG: "С ошибками"}  # fmt: skip
    if found.state == TakeoverState.DONE:
        labels |= {RowFate.NEW: "Перенесены", RowFate.COMPLETED: "Дополнили реестр"}
    order = (RowFate.WRONG, RowFate.NEW, RowFate.COMPLETED, RowFate.KNOWN)
    return [(fate, labels[fate], counts[fate]) for fate in order if counts[fate]]


@for_keepers
@weighty
@require_http_methods(["GET", "HEAD", "POST"])
def carry_out(request, pk: int):
    """Asks once more: organisations become members by it, and nothing takes it back."""
    found = _find(pk)
    if request.method == "POST":
        return _told(
            request,
            lambda: ask_to_carry_out(found, by=request.user, at=timezone.now()),
            "Строки переносятся в реестры.",
            found,
        )
    counts = [
        (sheet.label, queries.rows_of(found).filter(sheet=sheet, fate__in=[RowFate.NEW, RowFate.COMPLETED]).count())
        for sheet in Sheet
    ]  # fmt: skip
    context = {"takeover": found, "counts": counts}
    return render(request, "takeover/admin/carry_out.html", context)


@for_keepers
@require_POST
def check_again(request, pk: int):
    found = _find(pk)
    return _told(
        request,
        lambda: check_again_act(found, at=timezone.now()),
        "Проверка началась заново.",
        found,
    )


def _told(request, act, message: str, found: Takeover):
    try:
        act()
    except DomainError as refusal:
        messages.warning(request, refusal.message)
    else:
        messages.success(request, message)
    return redirect(found)


def _find(pk: int) -> Takeover:
    return get_object_or_404(queries.takeovers(), pk=pk)
