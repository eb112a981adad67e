"""The list of members, the page of one, the map of territories: for everybody, whoever reads."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from association.organisations.registry import public_facts_of
from home.accounts.queries import may_be_published
from home.accounts.ratelimit import limited, too_many
from home.workdays.queries import today

from .. import queries
from ..forms import RegisterForm
from ..permissions import may_see_contacts
from ..rules import names, tiles

ON_A_PAGE = 30
SEARCHES = "60/m"


@require_safe
def members(request):
    form = RegisterForm(request.GET)
    asked = request.GET.copy()
    asked.pop("page", None)
    if any(asked.values()) and limited(request, "members", SEARCHES):
        return too_many(request)
    found = queries.find(form.asked, request.user, today())
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page_of_members": page,
        "query": asked.urlencode(),
        "is_filtered": any(asked.values()),
        "rule": names.OPEN_REGISTER,
        "certified_rule": names.CERTIFIED,
    }
    return render(request, "register/members.html", context)


@require_safe
def member(request, pk: int):
    on = today()
    found = get_object_or_404(queries.shown(on).select_related("head"), pk=pk)
    context = {
        "trail": trail(),
        "organisation": found,
        "names_head": found.head_id in may_be_published([found.head_id]),
        "sees_contacts": may_see_contacts(request.user),
        "facts": public_facts_of(found),
        "events": queries.public_life(found),
        "names": names,
        "today": on,
    }
    return render(request, "register/member.html", context)


@require_safe
def territories(request):
    places = queries.places()
    context = {
        "trail": trail(),
        "map": tiles.lay_out(places),
        "side": tiles.SIDE,
        "places": places,
        "members": sum(place.members for place in places),
        "candidates": sum(place.candidates for place in places),
        "rule": names.OPEN_REGISTER,
    }
    return render(request, "register/map.html", context)


def trail() -> list[tuple[str, str]]:
    """The way to a page below the list."""
    return [("Главная", "/"), ("Члены Ассоциации", reverse("register:members"))]
