from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from home.accounts.ratelimit import limited, too_many
from home.notices import ics
from home.notices.emails import absolute
from home.workdays.queries import today

from . import operations
from .feed import entries_of
from .queries import calendar_link, calendar_link_of, desk_of, duties_of


@login_required
@require_safe
def desk(request):
    return render(request, "desk/desk.html", {"desk": desk_of(request.user, today())})


@login_required
@require_safe
def duties(request):
    link = calendar_link_of(request.user)
    context = {
        "duties": duties_of(request.user, today()),
        "link": link,
        "feed_url": absolute(link.get_absolute_url()) if link else "",
    }
    return render(request, "desk/duties.html", context)


@login_required
@require_POST
def replace_calendar_link(request):
    operations.replace_calendar_link(request.user, at=timezone.now())
    messages.success(request, "Адрес календаря готов. Прежний, если он был, больше не работает.")
    return redirect("desk:duties")


@login_required
@require_POST
def remove_calendar_link(request):
    operations.remove_calendar_link(request.user, at=timezone.now())
    messages.success(request, "Адрес календаря больше не работает.")
    return redirect("desk:duties")


@cache_control(private=True, no_store=True)
@require_safe
def feed(request, token: str):
    """Without a session: a calendar program has none. What the owner may see is asked anew each time (T5)."""
    if limited(request, "calendar", "60/m"):
        return too_many(request)
    link = calendar_link(token)
    if link is None:
        raise Http404
    entries = entries_of(link, today(), timezone.now())
    text = ics.calendar(entries, method=ics.Method.PUBLISH, name="Мои сроки")
    return HttpResponse(text, content_type=f"{ics.CONTENT_TYPE}; charset=utf-8")
