"""«Решения»: public extracts of protocols, for everybody (R6, R219). Only published texts, never names or files."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from .. import queries, registry
from ..forms.archive import DecisionsForm, body_of

ON_A_PAGE = 20


@require_safe
def decisions(request):
    form = DecisionsForm(request.GET)
    form.is_valid()
    found = queries.published_parts()
    if (body := body_of(form.asked)) is not None:
        found = found.filter(record__body_key=body)
    if year := form.asked.get("year"):
        found = found.filter(record__year=int(year))
    context = {
        "form": form,
        "page_of_decisions": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "trail": [("Главная", "/")],
    }
    return render(request, "records/decisions.html", context)


@require_safe
def decision(request, pk: int):
    part = get_object_or_404(queries.published_parts(), pk=pk)
    trail = [("Главная", "/"), ("Решения", reverse("records:decisions"))]
    papers = registry.public_papers_of(part.record) if part.record.is_kept else []
    context = {"part": part, "trail": trail, "papers": papers}
    return render(request, "records/decision.html", context)
