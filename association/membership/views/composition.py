"""The composition of the Association: on the screen, on paper, in a table (3.3, R27)."""

from urllib.parse import quote, urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from association.organisations.choices import Standing
from association.organisations.models import Organisation
from documents.uploads.views import serve, waiting
from home.accounts.ratelimit import limited, too_many
from home.registers.exports import WORKBOOK
from home.registers.operations import log_export
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import composition_papers as papers
from .. import compositions
from ..forms.composition import CompositionForm
from ..operations import composition_files as paper
from ..permissions import may_see_composition
from ..rules import names
from ..rules.composition import count_of

ON_A_PAGE = 100
FILES = "30/h"


@require_GET
@login_required
def composition(request):
    found, form = _asked(request)
    page = Paginator(found.lines, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "composition": found,
        "form": form,
        "page": page,
        "rows": [(Standing(line.standing).label, line) for line in page],
        "counts": count_of(found.lines),
        "asked": _query(found),
        "rule": names.COMPOSITION,
    }
    return render(request, "membership/composition.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def composition_pdf(request):
    """The paper, or a page that asks again by itself until the queue has made it."""
    found, _ = _asked(request)
    if request.method == "POST" and limited(request, "membership.composition", FILES):
        return too_many(request)
    try:
        file = paper.ask_for_paper(found, at=timezone.now())
    except DomainError as refusal:
        messages.error(request, refusal.printed)
        return redirect(f"{reverse('membership:composition')}?{_query(found)}")
    if request.method == "POST":
        paper.ask_again(file, at=timezone.now())
        return redirect(request.get_full_path())
    if file.is_ready:
        _log(request, found, "pdf")
        return serve(file.file)
    context = {"file": file, "composition": found, "asked": _query(found)}
    return waiting(request, "membership/composition_waiting.html", context)


@require_GET
@login_required
def composition_xlsx(request):
    found, _ = _asked(request)
    if limited(request, "membership.composition", FILES):
        return too_many(request)
    _log(request, found, "xlsx")
    return _file(found, papers.composition_table(found))


def _log(request, found, file: str) -> None:
    log_export(Organisation, found.title, rows=len(found.lines), file=file, by=request.user)


def _asked(request) -> tuple[compositions.Composition, CompositionForm]:
    """Today's unless the address says otherwise; 404 for whoever is outside."""
    if not may_see_composition(request.user):
        raise Http404
    form = CompositionForm(request.GET, orders=compositions.orders_with_composition())
    if order := form.asked_order:
        return compositions.composition_by(order), form
    return compositions.composition_on(form.asked_day or today()), form


def _query(found: compositions.Composition) -> str:
    if found.order:
        return urlencode({"order": found.order.pk})
    return urlencode({"on": f"{found.on:%d.%m.%Y}"})


def _file(found, content: bytes) -> HttpResponse:
    name = quote(papers.composition_name(found, "xlsx"))
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=WORKBOOK, headers=headers)
