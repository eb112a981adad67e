"""Who is there: buttons of the screen, the guest who walks in, the one who presides."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from ..forms import sitting as forms
from ..models import Attendance
from ..operations import attendance
from ..queries import sitting as queries
from ..rules import sitting as rules
from .screen import (
    attempt,
    back,
    conducting,
    get_or_post,
    on_screen,
    posted,
    status_of,
)


@on_screen
def mark_present(request, meeting):
    form = forms.ArriveForm(request.POST)
    if form.is_valid():
        attendance.mark_present(meeting, form.present(), by=request.user, at=timezone.now())


@on_screen
def mark_left(request, meeting):
    form = forms.InvitationForm(request.POST)
    if form.is_valid():
        wanted = [form.cleaned_data["invitation"]]
        attendance.mark_left(meeting, wanted, by=request.user, at=timezone.now())


@on_screen
def undo_arrival(request, meeting):
    form = forms.InvitationForm(request.POST)
    if form.is_valid():
        stay = get_object_or_404(
            Attendance.objects.select_related("invitation__meeting", "invitation__person"),
            invitation=form.cleaned_data["invitation"],
            invitation__meeting=meeting,
            left_at=None,
        )
        attendance.undo_arrival(stay, by=request.user, at=timezone.now())


@get_or_post
@conducting
def add_guest(request, meeting):
    form = forms.GuestForm(posted(request), meeting=meeting)

    def act(data):
        attendance.add_guest(
            meeting,
            form.person(),
            ground=data["ground"],
            presence=data["presence"],
            by=request.user,
            at=timezone.now(),
        )

    if attempt(form, act):
        return back(meeting)
    context = {
        "meeting": meeting,
        "form": form,
        "title": "Гость без приглашения",
        "text": "Гость присутствует без права голоса: в кворум он не входит и не голосует.",
        "rule": rules.of_source(rules.NO_VOTE, meeting.rule_set.source),
        "submit": "Записать гостя",
    }
    return render(request, "meetings/sitting/act.html", context, status=status_of(form))


@get_or_post
@conducting
def preside(request, meeting):
    there = queries.voters_among(meeting, queries.present_now(meeting))
    form = forms.PresidingForm(
        posted(request),
        voters=[stay.invitation.person for stay in there],
        initial={"seen": meeting.version, "presiding": meeting.presiding_id},
    )

    def act(data):
        attendance.preside(
            meeting,
            data["presiding"],
            ground=data["ground"],
            seen=data["seen"],
            by=request.user,
            at=timezone.now(),
        )

    if attempt(form, act):
        return back(meeting)
    context = {
        "meeting": meeting,
        "form": form,
        "title": "Кто ведёт заседание",
        "text": "Ведёт председатель (руководитель), без него — заместитель. Если нет обоих, ведёт назначенный член.",
        "rule": rules.of_source(rules.PRESIDES, meeting.rule_set.source),
        "submit": "Передать ведение",
    }
    return render(request, "meetings/sitting/act.html", context, status=status_of(form))
