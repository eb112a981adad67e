"""«Моя организация»: the page on which a newcomer finds everything in at most two clicks."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from association.organisations.queries import acting_for, chosen_organisation
from home.rulebook.text import counted
from home.workdays.queries import today

from .. import departures
from ..overview import overview_of
from ..rules import names


@require_GET
@login_required
def overview(request):
    """The one that is chosen, or the first of several; who has none is led to register one."""
    found = chosen_organisation(request) or next(iter(acting_for(request.user)), None)
    if found is None:
        return redirect("organisations:organisations")
    return _page(request, found)


@require_GET
@login_required
def overview_of_one(request, pk):
    found = next((each for each in acting_for(request.user) if each.pk == pk), None)
    if found is None:
        raise Http404
    return _page(request, found)


def _page(request, organisation):
    overview = overview_of(organisation, request.user, today())
    context = {
        "overview": overview,
        "people": counted(overview.people, "человек", "человека", "человек"),
        "organisation": organisation,
        "others": [each for each in acting_for(request.user) if each.pk != organisation.pk],
        "may_end": departures.may_end(organisation),
        "names": names,
    }
    return render(request, "membership/overview.html", context)
