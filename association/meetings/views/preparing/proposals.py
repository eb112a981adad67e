"""What members propose to the agenda, and the secretary's answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from documents.uploads.views import serve
from home.accounts.ratelimit import limited, too_many
from home.desk.acts import attempt

from ... import permissions
from ...choices import Act, Fate
from ...forms.answering import DecideProposalForm, ProposalForm
from ...models import Proposal
from ...operations import proposals as operations
from ...queries.preparing import proposals_waiting
from ...rules import names, procedure
from .doors import UPLOADS, act_page, find_body, for_whoever, get_or_post, posted

MINE_SHOWN = 20


@get_or_post
@login_required
def propose(request, pk):
    """Before any meeting is called too: the proposal waits for the next one."""
    body = find_body(pk, request.user, permissions.may_propose)
    if request.user.person is None:
        raise Http404
    if request.method == "POST" and limited(request, "meetings.propose", UPLOADS):
        return too_many(request)
    form = ProposalForm(*posted(request))
    status = attempt(
        form,
        lambda data: operations.propose(
            body,
            data["title"],
            data["text"],
            data["upload"],
            author=request.user.person,
            by=request.user,
            at=timezone.now(),
        ),
    )
    if status is None:
        messages.success(
            request, "Предложение отправлено секретарю. Ответ придёт письмом и будет виден здесь."
        )
        return redirect("meetings:propose", body.pk)
    own = body.proposals.filter(author=request.user.person).select_related(
        "meeting", "item", "file"
    )
    context = {
        "body": body,
        "form": form,
        "own": own.order_by("-proposed_at", "-pk")[:MINE_SHOWN],
        "rule": names.in_words_of(body.rule_set.source, names.PROPOSING),
    }
    return render(request, "meetings/propose.html", context, status=status)


@get_or_post
@for_whoever(permissions.may_invite)
def decide_proposal(request, meeting, proposal_pk):
    """Taken, put off or refused; the author is told."""
    procedure.next_state(meeting.state, Act.EDIT_AGENDA)
    proposal = get_object_or_404(proposals_waiting(meeting), pk=proposal_pk)
    form = DecideProposalForm(request.POST or None, meeting=meeting)
    return act_page(
        request,
        meeting,
        form,
        lambda data: _decide(proposal, meeting, data, by=request.user, at=timezone.now()),
        to=reverse("meetings:agenda", args=[meeting.pk]),
        title="Предложение в повестку",
        submit="Решить и ответить автору",
        done="Автору отправлен ответ.",
        rule=names.in_words_of(meeting.rule_set.source, names.PROPOSING),
        proposal=proposal,
    )


def _decide(proposal: Proposal, meeting, data: dict, *, by, at) -> Proposal:
    if data["fate"] == Fate.TAKEN:
        return operations.take_proposal(
            proposal,
            meeting,
            into=data["into"],
            answer=data["answer"],
            seen=data["seen"],
            by=by,
            at=at,
        )
    decide = {
        Fate.REFUSED: operations.refuse_proposal,
        Fate.PUT_OFF: operations.put_off_proposal,
    }[data["fate"]]
    return decide(proposal, meeting, data["answer"], by=by, at=at)


@require_GET
@login_required
def open_proposal_file(request, proposal_pk):
    proposals = Proposal.objects.select_related("body__owner", "file")
    proposal = get_object_or_404(proposals, pk=proposal_pk)
    if proposal.file is None or not permissions.may_see_proposal(request.user, proposal):
        raise Http404
    return serve(proposal.file)
