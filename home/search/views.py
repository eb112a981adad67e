from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from home.accounts.ratelimit import limited, too_many

from . import queries
from .registry import sources
from .rules import clean_query, words_of

RESULTS_PER_PAGE = 15
RATE = "30/m"


@require_safe
def search(request):
    """One box over everything public; the address of a search can be kept and sent."""
    query = clean_query(request.GET.get("q", ""))
    only = request.GET.get("in", "")
    words = words_of(query)
    context = {"query": query, "words": words, "sources": sources(), "only": only}
    if words:
        if limited(request, "search", RATE):
            return too_many(request)
        found = Paginator(queries.find(query, request.user, only=only), RESULTS_PER_PAGE)
        context["results"] = found.get_page(request.GET.get("page"))
        context["rest"] = urlencode({"q": query} | ({"in": only} if only else {}))
    return render(request, "search/search.html", context)
