"""The composition of the Association: on the screen, on paper, in a table (3.3, R27)."""

from urllib.parse import quote, urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from association.organisations.choices import Standing
from documents.papers.pdf import PaperError
from home.accounts.ratelimit import limited, too_many
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import composition_papers as papers
from .. import compositions
from ..forms.composition import CompositionForm
from ..permissions import may_see_composition
from ..rules import names
from ..rules.composition import count_of

ON_A_PAGE = 100
FILES = "30/h"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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


@require_GET
@login_required
def composition_pdf(request):
    found, _ = _asked(request)
    if limited(request, "membership.composition", FILES):
        return too_many(request)
    try:
        content = papers.printed_composition(found)
    except (DomainError, PaperError) as refusal:
        text = refusal.message if isinstance(refusal, DomainError) else "Бумага не напечаталась."
        messages.error(request, text)
        return redirect(f"{request.path.removesuffix('.pdf')}/?{_query(found)}")
    return _file(found, "pdf", content, "application/pdf")


@require_GET
@login_required
def composition_xlsx(request):
    found, _ = _asked(request)
    if limited(request, "membership.composition", FILES):
        return too_many(request)
    return _file(found, "xlsx", papers.composition_table(found), XLSX)


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


def _file(found, extension: str, content: bytes, content_type: str) -> HttpResponse:
    name = quote(papers.composition_name(found, extension))
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=content_type, headers=headers)
