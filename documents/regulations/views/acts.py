"""The public register of governing acts, below the list of regulations (R2, R94)."""

from django.shortcuts import render

from home.pages.queries import trail_to

from ..models import GoverningAct


def acts(page, request):
    trail = [(entry.title, entry.url) for entry in trail_to(page, request)]
    context = {
        "page": page,
        "acts": GoverningAct.objects.all(),
        "trail": [*trail, (page.title, page.url)],
    }
    return render(request, "regulations/acts.html", context)
