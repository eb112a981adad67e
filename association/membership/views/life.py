"""The line of life of one's own organisation."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from association.organisations.models import Organisation
from association.organisations.registry import life_of

from .. import permissions

ON_A_PAGE = 50


@require_GET
@login_required
def life(request, pk):
    """Every act with its paper, its person and its clause, the latest first."""
    organisation = get_object_or_404(Organisation, pk=pk)
    if not permissions.may_see_life(request.user, organisation):
        raise Http404
    page = Paginator(life_of(organisation), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"organisation": organisation, "page": page}
    return render(request, "membership/life.html", context)
