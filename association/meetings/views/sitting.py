"""A meeting is opened and closed; an absentee vote and a poll too."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from association.bodies.choices import OfficeKind
from association.bodies.queries import offices_of
from home.accounts.models import Person
from home.workdays.queries import today

from ..choices import Capacity, ItemState, MeetingState
from ..forms import sitting as forms
from ..operations import absentee
from ..operations import sitting as operations
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


@get_or_post
@conducting
def open_meeting(request, meeting):
    if meeting.state in (MeetingState.OPEN, MeetingState.CLOSED):
        return back(meeting)
    if meeting.state != MeetingState.SENT:
        raise Http404
    return _open_poll(request, meeting) if meeting.is_without_sitting else _open(request, meeting)


def _open(request, meeting):
    invitations = list(
        meeting.invitations.standing()
        .select_related("person", "organisation")
        .order_by("-capacity", "person__surname", "person__name", "pk")
    )
    keepers = _keepers(request.user, meeting, invitations)
    offices = {each.person_id: each.office for each in invitations if each.capacity == "voting"}
    initial = {
        "seen": meeting.version,
        "presiding": rules.due_to_preside(offices),
        "secretary": keepers[0].pk if keepers else None,
    }
    form = forms.OpeningForm(
        posted(request), meeting=meeting, invitations=invitations, keepers=keepers, initial=initial
    )
    if attempt(form, lambda data: _open_with(form, meeting, data, by=request.user)):
        return back(meeting)
    context = {
        "meeting": meeting,
        "form": form,
        "warnings": queries.warnings_before(meeting, today()),
        "quorum_rule": meeting.rule_set.quorum_rule.rule,
        "needed": meeting.rule_set.quorum_rule.needed(len(offices)),
        "roster_size": len(offices),
        "presides": rules.of_source(rules.PRESIDES, meeting.rule_set.source),
    }
    return render(request, "meetings/sitting/open.html", context, status=status_of(form))


def _open_with(form, meeting, data: dict, *, by) -> None:
    named = {name: data[name] for name in ("presiding", "secretary", "ground", "seen")}
    operations.open_meeting(meeting, present=form.present(), **named, by=by, at=timezone.now())


def _open_poll(request, meeting):
    voters = queries.roll(meeting)
    keepers = _keepers(request.user, meeting, voters)
    form = forms.PollOpeningForm(
        posted(request),
        voters=[each.person for each in voters],
        keepers=keepers,
        initial={"seen": meeting.version, "secretary": keepers[0].pk if keepers else None},
    )

    def act(data):
        absentee.open_poll(meeting, **data, by=request.user, at=timezone.now())

    if attempt(form, act):
        messages.success(request, "Голосование началось, письма со ссылкой отправлены.")
        return back(meeting)
    items = meeting.items.filter(state=ItemState.WAITING).order_by("position")
    context = {
        "meeting": meeting,
        "form": form,
        "voters": voters,
        "items": items,
        "warnings": queries.warnings_before(meeting, today()),
    }
    return render(request, "meetings/sitting/open_poll.html", context, status=status_of(form))


def _keepers(user, meeting, invitations) -> list[Person]:
    """Who may keep the minutes: the body's secretary first, then whoever is at the screen, then those invited."""
    offices = offices_of(meeting.body, today()).filter(kind=OfficeKind.SECRETARY)
    people = [office.person for office in offices]
    people += [user.person] if user.person_id else []
    people += [each.person for each in invitations if each.capacity != Capacity.ATTENDING]
    return list({person.pk: person for person in people}.values())


@get_or_post
@conducting
def close_meeting(request, meeting):
    """A check before the end: what is still open, how long it took, who is there."""
    form = forms.SeenForm(posted(request), initial={"seen": meeting.version})

    def act(data):
        operations.close_meeting(meeting, **data, by=request.user, at=timezone.now())

    if attempt(form, act):
        messages.success(request, "Заседание закрыто. Теперь нужен протокол.")
        return redirect(meeting.get_absolute_url())
    context = {"meeting": meeting, "form": form, "picture": queries.picture(meeting)}
    return render(request, "meetings/sitting/close.html", context, status=status_of(form))


@on_screen
def close_poll(request, meeting):
    absentee.close_poll(meeting, by=request.user, at=timezone.now())
    messages.success(request, "Итоги подведены, голосование закрыто. Теперь нужен протокол.")
