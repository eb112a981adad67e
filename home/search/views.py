from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from home.accounts.ratelimit import limited, too_many

from . import queries
from .registry import Source, source_of, sources
from .rules import read_query

RATE = "30/m"
SUGGEST_RATE = "120/m"
SHORTEST_BEGINNING = 3


@require_safe
def search(request):
    """One box over everything; the address of a search can be kept and sent."""
    asked = read_query(request.GET.get("q", ""))
    only = source_of(request.GET.get("in", ""))
    within, name = _within(only, request.GET.get("within", ""))
    context = {"asked": asked, "query": asked.text, "sources": sources(), "only": only}
    context |= {"within": within, "within_name": name}
    if asked:
        if limited(request, "search", RATE):
            return too_many(request)
        if only:
            found = queries.Found(asked, request.user, only.code, within=within)
            context["results"] = Paginator(found, queries.ON_A_PAGE).get_page(
                request.GET.get("page")
            )
            rest = {"q": asked.text, "in": only.code} | ({"within": within} if within else {})
            context["rest"] = urlencode(rest)
        else:
            context["groups"] = queries.find_groups(asked, request.user)
    return render(request, "search/search.html", context)


def _within(only: Source | None, owner: str) -> tuple[str, str]:
    """(owner, its name) when the search is within one owner of a source; what cannot be named limits nothing."""
    name = only.name_of(owner) if owner and only and only.name_of else ""
    return (owner, name) if name else ("", "")


@require_safe
@cache_control(private=True, max_age=60)
def suggest(request):
    """Rows for the box while somebody types; without script nobody asks for them."""
    asked = read_query(request.GET.get("q", ""))
    if limited(request, "suggest", SUGGEST_RATE):
        return too_many(request)
    enough = bool(asked) and len(asked.words[-1]) >= SHORTEST_BEGINNING
    found = queries.suggest(asked, request.user) if enough else []
    return render(request, "search/suggestions.html", {"asked": asked, "found": found})
