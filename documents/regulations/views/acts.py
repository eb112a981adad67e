"""The public register of governing acts, below the list of regulations (R2, R94)."""

from django.shortcuts import render

from ..models import GoverningAct


def acts(page, request):
    return render(
        request, "regulations/acts.html", {"page": page, "acts": GoverningAct.objects.all()}
    )
