"""How a page finds its meeting, and what happens when a rule says no."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from association.bodies.models import CollegialBody
from home.desk.acts import attempt
from home.desk.refusal import refused
from home.rulebook import DomainError

from ... import permissions
from ...models import Meeting

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
UPLOADS = "30/m"
ACTS = "120/m"


def find_meeting(pk: int, user, may: Callable = permissions.may_see_meeting) -> Meeting:
    """The meeting, or 404 for whoever may not: nobody learns that it exists (T1, T3)."""
    found = Meeting.objects.select_related(
        "body__owner", "rule_set", "venue", "agenda_approved_by__person", "presiding", "secretary"
    )
    meeting = found.filter(pk=pk).first()
    if meeting is None or not may(user, meeting):
        raise Http404
    return meeting


def for_whoever(may: Callable):
    """A door: `view(request, meeting, …)` for those to whom `may(user, meeting)` opens; a refusal is a page, 409 (T36)."""

    def hang(view):
        @login_required
        @wraps(view)
        def door(request, pk, **kwargs):
            meeting = find_meeting(pk, request.user, may)
            try:
                return view(request, meeting, **kwargs)
            except DomainError as error:
                return refused(request, error, back=meeting.get_absolute_url())

        return door

    return hang


def find_body(pk: int, user, may: Callable) -> CollegialBody:
    body = CollegialBody.objects.select_related("owner").filter(pk=pk).first()
    if body is None or not may(user, body):
        raise Http404
    return body


def act_page(
    request, meeting: Meeting, form, act: Callable[[dict], object], *, to=None, done: str, **page
):
    """One act as a page: what it is called (`title`), what is asked, by which `rule`, what the button says (`submit`)."""
    status = attempt(form, act)
    if status is None:
        messages.success(request, done)
        return redirect(to or meeting)
    context = {"meeting": meeting, "form": form, "back": to or meeting.get_absolute_url(), **page}
    return render(request, "meetings/act.html", context, status=status)


def posted(request) -> tuple:
    return (request.POST, request.FILES) if request.method == "POST" else ()


def item_of(meeting: Meeting, item_pk: int):
    item = get_object_or_404(meeting.items.select_related("speaker", "responsible"), pk=item_pk)
    item.meeting = meeting
    return item
