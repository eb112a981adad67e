"""A vote on the secretary's side: put the question, write down the roll-call, close, annul."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from home.accounts.models import Person
from home.rulebook.text import counted

from ..forms import sitting as forms
from ..models import Vote
from ..operations import voting
from ..queries import sitting as queries
from ..rules import sitting as rules
from .screen import (
    attempt,
    back,
    conducting,
    get_or_post,
    item_of,
    on_screen,
    posted,
    reason_page,
    seen,
    status_of,
)


def _vote(meeting, vote_pk: int) -> Vote:
    votes = Vote.objects.select_related("item", "executor")
    vote = get_object_or_404(votes, pk=vote_pk, item__meeting=meeting)
    vote.item.meeting = meeting
    return vote


@get_or_post
@conducting
def open_vote(request, meeting, item_pk):
    item = item_of(meeting, item_pk)
    invitations = meeting.invitations.standing()
    people = Person.objects.filter(pk__in=invitations.values("person"))
    form = forms.VoteForm(
        posted(request),
        people=people,
        initial={
            "seen": meeting.version,
            "question": item.draft_decision,
            "form": item.draft_form,
            "executor": item.responsible_id,
        },
    )
    if attempt(
        form, lambda data: voting.open_vote(item, **data, by=request.user, at=timezone.now())
    ):
        return back(meeting)
    context = {
        "meeting": meeting,
        "item": item,
        "form": form,
        "adoption": meeting.rule_set.adoption(item.matter),
        "open_vote_rule": rules.of_source(rules.OPEN_VOTE, meeting.rule_set.source),
    }
    return render(request, "meetings/sitting/open_vote.html", context, status=status_of(form))


@get_or_post
@conducting
def roll_call(request, meeting, vote_pk):
    """One form with every name; what was said is shown once more before it is written down."""
    vote = _vote(meeting, vote_pk)
    rules.check_sits_together(meeting.is_without_sitting)
    ballots = queries.ballots_by_name(vote)
    form = forms.RollCallForm(posted(request), ballots=ballots)
    context = {
        "meeting": meeting,
        "vote": vote,
        "form": form,
        "given": [ballot for ballot in ballots if ballot.choice],
    }
    if not form.is_bound or not form.is_valid() or "again" in request.POST:
        return render(request, "meetings/sitting/roll_call.html", context)
    if not form.choices():
        form.add_error(None, "Не отмечен ни один голос.")
        return render(request, "meetings/sitting/roll_call.html", context)
    if "write" not in request.POST:
        return render(request, "meetings/sitting/roll_call_check.html", context)
    _write_down(request, vote, form)
    return back(meeting)


def _write_down(request, vote: Vote, form) -> None:
    at = timezone.now()
    written = voting.record_roll_call(
        vote, form.choices(), asking=form.asking(), by=request.user, at=at
    )
    messages.success(
        request, f"Записано: {counted(written.recorded, 'голос', 'голоса', 'голосов')}."
    )
    if written.already:
        names = ", ".join(each.invitation.person.short_name for each in written.already)
        messages.info(
            request, f"Проголосовали сами раньше, чем вы записали: {names}. Их голоса не изменены."
        )


@on_screen
def close_vote(request, meeting, vote_pk):
    voting.close_vote(
        _vote(meeting, vote_pk), seen=seen(request), by=request.user, at=timezone.now()
    )


annul_vote = reason_page(
    "Признать голосование несостоявшимся",
    "Поданные голоса останутся в журнале и не будут считаться. После этого можно изменить формулировку и проголосовать снова.",
    "Признать несостоявшимся",
    lambda meeting, vote_pk, **data: voting.annul_vote(
        _vote(meeting, vote_pk), **data, at=timezone.now()
    ),
    rules.LOCKED,
)
