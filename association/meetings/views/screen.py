"""The secretary's one screen of a meeting that is held, its doors, and what its buttons and small pages share."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from home.rulebook import DomainError

from .. import permissions
from ..choices import MeetingState
from ..forms import sitting as forms
from ..models import AgendaItem, Meeting
from ..queries import sitting as queries
from ..rules import sitting as rules
from .live import stamp_of

get_or_post = require_http_methods(["GET", "POST"])


def find_meeting(pk: int, user, may) -> Meeting:
    """The meeting, or 404 for whoever may not: nobody learns that it exists (T1, T3)."""
    found = Meeting.objects.select_related("body__owner", "rule_set", "presiding", "secretary")
    meeting = found.filter(pk=pk).first()
    if meeting is None or not may(user, meeting):
        raise Http404
    return meeting


def conducting(view):
    """For whoever writes down the course; a refusal is told on the screen itself, 409 (T36)."""

    @login_required
    @wraps(view)
    def door(request, pk, **kwargs):
        meeting = find_meeting(pk, request.user, permissions.may_conduct_meeting)
        try:
            return view(request, meeting, **kwargs)
        except DomainError as refusal:
            meeting.refresh_from_db()
            return screen(request, meeting, refusal=refusal, status=409)

    return door


def live_door(view):
    """A page that asks again and again is told to load itself anew when its reader has been logged out."""

    @wraps(view)
    def door(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return view(request, *args, **kwargs)

    return door


def on_screen(act):
    """A button of the screen: do `act(request, meeting, …)`, come back."""

    @require_POST
    @conducting
    @wraps(act)
    def view(request, meeting, **kwargs):
        act(request, meeting, **kwargs)
        return back(meeting)

    return view


def back(meeting: Meeting):
    return redirect("meetings:sitting", meeting.pk)


def attempt(form, act) -> bool:
    """Do the act with a valid form; a refusal goes into the form, and what was typed stays."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except DomainError as refusal:
        refusal.show_in(form)
        return False
    return True


def posted(request):
    return request.POST if request.method == "POST" else None


def seen(request) -> int:
    """The version that the button was pressed on; a button without one is nobody's of ours."""
    form = forms.SeenForm(request.POST)
    return form.cleaned_data["seen"] if form.is_valid() else -1


@require_GET
@conducting
def sitting(request, meeting):
    return screen(request, meeting)


def screen(request, meeting, *, refusal=None, course_form=None, status=200):
    """`refusal` stands above everything; `course_form` is the prose that was not saved."""
    if meeting.state not in (MeetingState.OPEN, MeetingState.CLOSED):
        if refusal:
            messages.error(request, refusal.printed)
        return redirect(_before(meeting))
    picture = queries.picture(meeting)
    item, vote = picture.current, picture.open_vote
    context = {
        "meeting": meeting,
        "picture": picture,
        "item": item,
        "vote": vote,
        "ballots": queries.ballots_by_name(vote) if vote and not meeting.is_without_sitting else [],
        "course_form": course_form or (item and _course_form(item)),
        "refusal": refusal,
        "stamp": stamp_of(meeting),
        "version": meeting.version,
        "presences": forms.presences(meeting),
        "rules": rules,
        "attendance_rule": rules.of_source(rules.ATTENDANCE, meeting.rule_set.source),
        "open_vote_rule": rules.of_source(rules.OPEN_VOTE, meeting.rule_set.source),
        "is_open": meeting.state == MeetingState.OPEN,
        "answered": queries.answered(meeting) if meeting.is_without_sitting else None,
        "is_over": rules.is_over(meeting.closes_at, timezone.now()),
    }
    return render(request, "meetings/sitting/screen.html", context, status=status)


def _before(meeting: Meeting) -> str:
    """Where a meeting that has not begun is opened; one that was cancelled has only its page."""
    if meeting.state == MeetingState.SENT:
        return reverse("meetings:open_meeting", args=[meeting.pk])
    return meeting.get_absolute_url()


def _course_form(item: AgendaItem):
    texts = {"heard": item.heard, "spoken": item.spoken}
    return forms.CourseForm(initial={**texts, "before": rules.trace(**texts)})


@require_GET
@live_door
@conducting
def pulse(request, meeting):
    """What the screen asks every few seconds: 204 while nothing has changed, else the line that says so."""
    if request.GET.get("stamp") == stamp_of(meeting):
        return HttpResponse(status=204)
    vote = next(iter(queries.open_votes(meeting)), None)
    version = request.GET.get("version", "")[:20]
    context = {
        "meeting": meeting,
        "vote": vote,
        "ballots": queries.ballots_by_name(vote) if vote and not meeting.is_without_sitting else [],
        "answered": queries.answered(meeting) if meeting.is_without_sitting else None,
        "stamp": stamp_of(meeting),
        "version": version,
        "is_elsewhere": version != str(meeting.version),
    }
    return render(request, "meetings/sitting/pulse.html", context)


def status_of(form) -> int:
    return 409 if form.is_bound and form.non_field_errors() else 200


def item_of(meeting: Meeting, item_pk: int) -> AgendaItem:
    item = get_object_or_404(meeting.items, pk=item_pk)
    item.meeting = meeting
    return item


def reason_page(title: str, text: str, submit: str, do, rule=rules.COURSE):
    """An act on a question or a vote that needs nothing but its reason."""

    @get_or_post
    @conducting
    def view(request, meeting, **kwargs):
        form = forms.ReasonForm(posted(request), initial={"seen": meeting.version})
        if attempt(form, lambda data: do(meeting, **kwargs, **data, by=request.user)):
            return back(meeting)
        context = {
            "meeting": meeting,
            "form": form,
            "title": title,
            "text": text,
            "rule": rule,
            "submit": submit,
        }
        return render(request, "meetings/sitting/act.html", context, status=status_of(form))

    return view
