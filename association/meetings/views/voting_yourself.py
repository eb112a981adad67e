"""A member's page on a phone: where the meeting is, and their own vote. Works by itself; htmx keeps it fresh."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from association.bodies.choices import Choice
from documents.records.choices import Level
from home.accounts.ratelimit import limited, too_many
from home.rulebook import DomainError

from .. import permissions
from ..choices import ItemState, MeetingState, VoteState
from ..forms.sitting import AnswersForm
from ..models import Ballot, Meeting, Vote
from ..operations.voting import cast_ballot
from ..queries import sitting as queries
from ..rules import sitting as rules
from .live import stamp_of
from .screen import find_meeting, get_or_post, live_door

BALLOTS = "120/m"
"""Far more than a hand can press; what goes beyond it is a program, and each refusal is a line of the log."""


@dataclass
class Question:
    """An open vote as its reader meets it: own ballot, and who voted how where they may know it."""

    vote: Vote
    own: Ballot | None
    field: object = None
    asks: object = None
    ballots: list[Ballot] | None = None


@get_or_post
@login_required
def vote_yourself(request, pk):
    meeting = find_meeting(pk, request.user, permissions.may_follow_meeting)
    if request.method == "POST":
        if limited(
            request, "meetings.ballot", BALLOTS, name=str(request.user.pk), any_address=True
        ):
            return too_many(request)
        return _answer(request, meeting)
    return render(request, "meetings/sitting/vote.html", _context(request, meeting))


@require_GET
@live_door
def live(request, pk):
    """What stands on the member's page, when it has changed; 204 while it has not."""
    meeting = find_meeting(pk, request.user, permissions.may_follow_meeting)
    if request.GET.get("stamp") == stamp_of(meeting):
        return HttpResponse(status=204)
    return render(request, "meetings/sitting/vote_live.html", _context(request, meeting))


def _answer(request, meeting: Meeting):
    """First a look at what will be given for good, then the ballots."""
    asked = _asked_in(request, meeting)
    form = AnswersForm(request.POST, votes=asked)
    if not form.is_valid() or not form.answers() or "again" in request.POST:
        if form.is_valid() and "again" not in request.POST:
            form.add_error(None, "Выберите ответ хотя\xa0бы на один вопрос.")
        context = _context(request, meeting, form=form)
        return render(request, "meetings/sitting/vote.html", context)
    if "cast" not in request.POST:
        context = {"meeting": meeting, "form": form, "Choice": Choice, "rule": _one_vote(meeting)}
        return render(request, "meetings/sitting/vote_check.html", context)
    if refusals := _cast(form, by=request.user):
        context = _context(request, meeting) | {"refusals": refusals}
        return render(request, "meetings/sitting/vote.html", context, status=409)
    return redirect("meetings:vote_yourself", meeting.pk)


def _asked_in(request, meeting: Meeting) -> list[Vote]:
    """The votes that the form speaks of, open or not: a late ballot has to meet its refusal (T45, T46)."""
    named = [name[1:] for name in request.POST if name.startswith("v") and name[1:].isdecimal()]
    keys = [int(pk) for pk in named if len(pk) < 19][:100]
    found = Vote.objects.filter(pk__in=keys, item__meeting=meeting).select_related("item")
    return [
        vote
        for vote in found.order_by("item__position", "pk")
        if _may_read(request.user, meeting, vote.level)
    ]


def _cast(form: AnswersForm, *, by) -> list[tuple[Vote, DomainError]]:
    """Each answer by itself: one that comes too late does not take the others with it."""
    refusals = []
    for vote, choice, asks in form.answers():
        try:
            cast_ballot(vote, choice, asks_to_record=asks, by=by, at=timezone.now())
        except DomainError as refusal:
            refusals.append((vote, refusal))
    return refusals


def _one_vote(meeting: Meeting):
    return rules.of_source(rules.ONE_VOTE, meeting.rule_set.source)


def _context(request, meeting: Meeting, *, form=None) -> dict:
    if meeting.state not in (MeetingState.SENT, MeetingState.OPEN, MeetingState.CLOSED):
        raise Http404
    user = request.user
    invitation = permissions.invitation_of(user, meeting)
    now = {} if meeting.is_without_sitting else _sitting(user, meeting)
    votes = _open_votes(user, meeting, now.get("picture"))
    own = queries.own_ballots(invitation, votes) if invitation and votes else {}
    waited = [vote for vote in votes if vote.pk in own and not own[vote.pk].choice]
    if form is None or not form.is_bound:
        form = AnswersForm(votes=waited)
    form.ask(waited)
    context = {
        "meeting": meeting,
        "form": form,
        "questions": [_question(user, meeting, vote, own.get(vote.pk), form) for vote in votes],
        "may_vote": permissions.may_vote(user, meeting),
        "waits": bool(waited),
        "stamp": stamp_of(meeting),
        "rule": _one_vote(meeting),
        "rules": rules,
        "is_over": rules.is_over(meeting.closes_at, timezone.now()),
    }
    return context | now


def _open_votes(user, meeting: Meeting, picture) -> list[Vote]:
    if picture is None:
        votes = queries.open_votes(meeting)
    else:
        votes = [picture.open_vote] if picture.open_vote else []
    return [vote for vote in votes if _may_read(user, meeting, vote.level)]


def _may_read(user, meeting: Meeting, level: str) -> bool:
    """Whoever came through the door reads what is public, and whoever votes all that is voted on (R73)."""
    if level == Level.PUBLIC or permissions.may_vote(user, meeting):
        return True
    return permissions.may_see_level(user, meeting, level)


def _question(user, meeting, vote: Vote, own: Ballot | None, form: AnswersForm) -> Question:
    question = Question(vote, own)
    if own and not own.choice and vote.on_phones and f"v{vote.pk}" in form.fields:
        question.field, question.asks = form[f"v{vote.pk}"], form[f"r{vote.pk}"]
    # An absentee vote and a poll show nothing before their close; in the room everybody hears the roll-call (T50).
    if not meeting.is_without_sitting and permissions.may_see_ballots(user, meeting, vote.level):
        question.ballots = queries.ballots_by_name(vote)
    return question


def _sitting(user, meeting: Meeting) -> dict:
    """Where the meeting is: quorum, the agenda with its results, whether the reader is marked as present."""
    picture = queries.picture(meeting)
    seat = next(
        (each for each in picture.seats if each.invitation.person_id == user.person_id), None
    )
    items = [item for item in picture.items if permissions.may_see_level(user, meeting, item.level)]
    for item in items:
        item.closed_votes = [vote for vote in item.votes.all() if vote.state == VoteState.CLOSED]
    return {
        "picture": picture,
        "seat": seat,
        "items": items,
        "current": next((item for item in items if item.state == ItemState.CURRENT), None),
    }
