"""Mentors and candidates for everybody: the map, the table of pairs, the counts on which the ratio rule rests."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from association.register.rules import tiles
from home.accounts.ratelimit import limited, too_many
from home.workdays.queries import today

from ..forms.oversight import PublicPairsForm
from ..queries import public as queries
from ..rules import names

ON_A_PAGE = 50
SEARCHES = "60/m"


@require_safe
def pairs(request):
    """Names of organisations alone: nobody's person, no word of their work (T7)."""
    form = PublicPairsForm(request.GET)
    if form.given and limited(request, "mentors", SEARCHES):
        return too_many(request)
    on = today()
    places = queries.places(on)
    page = Paginator(queries.find(form.asked, on), ON_A_PAGE).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "trail": [("Главная", "/")],
        "form": form,
        "page": page,
        "query": asked.urlencode(),
        "places": places,
        "map": tiles.lay_out(places),
        "side": tiles.SIDE,
        "address": f"{reverse('mentors:pairs')}?territory=",
        "total": sum(place.pairs for place in places),
        "ratio": queries.ratio_of(places, on),
        "certified": queries.certified_candidates(),
        "names": names,
    }
    return render(request, "mentoring/public_pairs.html", context)
