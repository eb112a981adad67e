"""How the pages of a pair's room find it, and for whom of the two their reader speaks."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from association.organisations.queries import chosen_organisation
from home.accounts.ratelimit import limited, too_many
from home.desk.acts import attempt
from home.desk.refusal import refused
from home.rulebook import DomainError

from .. import permissions
from ..choices import Side
from ..models import Pair
from ..queries import work as queries
from ..rules import names, working

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
UPLOADS = "30/m"
ROWS = Pair.objects.select_related("mentor", "candidate", "decision__meeting__body")


@dataclass(frozen=True)
class Room:
    """`side` is None for the chair and the office, who look on."""

    pair: Pair
    side: Side | None

    @property
    def may_work(self) -> bool:
        return self.side is not None and not self.pair.is_over


def _side(request, pair: Pair) -> Side | None:
    """Whoever speaks for both acts for the one that they have chosen in the bar."""
    sides = permissions.sides_of(request.user, pair)
    if len(sides) < 2:
        return next(iter(sides), None)
    chosen = chosen_organisation(request)
    return next((side for side in sides if pair.organisation_on(side) == chosen), sides[0])


def _door(view: Callable, may: Callable):
    @login_required
    @wraps(view)
    def door(request, pk: int, **kwargs):
        pair = get_object_or_404(ROWS, pk=pk)
        if not may(request.user, pair):
            raise Http404
        if request.FILES and limited(request, "mentoring.upload", UPLOADS):
            return too_many(request)
        try:
            return view(request, Room(pair, _side(request, pair)), **kwargs)
        except DomainError as error:
            return refused(request, error, back=pair.get_absolute_url())

    return door


def for_onlookers(view):
    """A page of reading, also for the chair and the office; others' pair is not there (T1)."""
    return require_safe(_door(view, permissions.may_enter_pair))


def for_readers(view):
    """What the two alone read, while they belong and long after their work."""
    return require_safe(_door(view, permissions.may_read_pair))


def for_sides(view):
    """A page of reading with a form below it, of one of the two."""
    return get_or_post(_door(view, permissions.may_read_pair))


def for_workers(view):
    """A page that is a form of one of the two; refused when their work is over."""

    @wraps(view)
    def inside(request, room: Room, **kwargs):
        working.check_at_work(room.pair.ended_on)
        return view(request, room, **kwargs)

    return for_sides(inside)


def for_acts(view):
    """One press of a button by one of the two."""
    return require_POST(_door(view, permissions.may_read_pair))


def for_answers(view):
    """A page with a form of whoever looks on; the view itself asks the right."""
    return get_or_post(_door(view, permissions.may_enter_pair))


def room_page(request, room: Room, template: str, way: str, *, status: int = 200, **context):
    """One of the ways of the room, with the head that all of them share."""
    head = {
        "pair": room.pair,
        "side": room.side,
        "room": room,
        "way": way,
        "counts": queries.counts_of(room.pair),
        "room_rule": names.ROOM,
    }
    return render(request, f"mentoring/work_{template}.html", {**head, **context}, status=status)


def posted(request) -> tuple:
    return (request.POST, request.FILES) if request.method == "POST" else ()


def act_page(request, room: Room, form, act: Callable[[], object], *, to, done: str, **page):
    """One act as a page: its `title`, the `rule`, what the button says (`submit`); `to` is where it leads, as `redirect` takes it."""
    status = attempt(form, lambda _: act())
    if status is None:
        messages.success(request, done)
        return redirect(*to)
    context = {"pair": room.pair, "form": form, "back": resolve_url(*to), **page}
    return render(request, "mentoring/work_act.html", context, status=status)
