"""The badge: a picture for foreign sites, and the page where a member takes its code."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from association.organisations.models import Organisation
from documents.papers.xml_signs import printable
from home.notices.emails import absolute
from home.workdays.queries import today

from ..choices import SHOWN
from ..permissions import may_take_badge
from ..rules import badges
from ..rules.names import FREE_STATEMENT
from ..tokens import badge_token, read_badge_token

MINUTES_KEPT = 5
# A picture is no page: it runs nothing and asks for nothing, and every site may show it.
HEADERS = {
    "Cache-Control": f"public, max-age={MINUTES_KEPT * 60}",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
}


@require_safe
def picture(request, token: str):
    """404 for an address that was not signed here; whoever has left is shown as having left."""
    pk = read_badge_token(token)
    found = Organisation.objects.filter(pk=pk).first() if pk else None
    if found is None:
        raise Http404
    content = render_to_string("register/badge.svg", _context(found))
    return HttpResponse(content, content_type="image/svg+xml; charset=utf-8", headers=HEADERS)


def _context(organisation: Organisation) -> dict:
    last = organisation.standing_changes.first()
    since = last.on if last else None
    name = printable(organisation.short_name)
    return {
        "badge": badges.badge_of(name, organisation.standing, since),
        "on": today(),
        "width": badges.WIDTH,
        "height": badges.HEIGHT,
    }


@require_safe
@login_required
def code(request, pk: int):
    """What to put into one's own page; nothing of it is a script (5.6)."""
    organisation = get_object_or_404(Organisation, pk=pk)
    if not may_take_badge(request.user, organisation):
        raise Http404
    image = absolute(reverse("register:badge", args=[badge_token(organisation)]))
    is_shown = organisation.standing in SHOWN
    context = {
        "organisation": organisation,
        "is_shown": is_shown,
        "path": reverse("register:badge", args=[badge_token(organisation)]),
        "page": absolute(reverse("register:member", args=[pk])) if is_shown else "",
        "image": image,
        "width": badges.WIDTH,
        "height": badges.HEIGHT,
        "minutes": MINUTES_KEPT,
        "rule": FREE_STATEMENT,
    }
    context["code"] = render_to_string("register/badge_code.txt", context).strip()
    return render(request, "register/badge.html", context)
