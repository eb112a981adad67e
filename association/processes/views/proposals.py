"""Proposals to the meeting of the Association: the matrix, its lines, the way to the agenda (3.17, R49, R50)."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from association.bodies.permissions import may_lead_body, may_run_body
from association.bodies.queries import general_meeting
from association.meetings.queries.dossiers import item_of
from association.meetings.views.dossiers import Dossier, call_with, put_on_agenda
from association.meetings.views.preparing.doors import get_or_post
from home.accounts.fields import SeenForm
from home.desk.acts import attempt
from home.desk.refusal import refused
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import permissions
from ..choices import ProposalAct
from ..forms import MembersForm, NoteForm, PlacesForm, WithdrawForm
from ..models import AssignmentProposal
from ..operations import proposing as operations
from ..queries import assignments as queries
from ..queries.analogy import analogies
from ..rules import assigning as rules
from ..rules import names

ON_A_PAGE = 25
MEMBERS_ON_A_PAGE = 15
NAMED_AT_MOST = 10


def _only_who_proposes(user) -> None:
    if not permissions.may_propose_assignments(user):
        raise Http404


def find_proposal(pk: int, user) -> AssignmentProposal:
    _only_who_proposes(user)
    return get_object_or_404(
        AssignmentProposal.objects.select_related("opened_by__person", "decision__meeting__body"),
        pk=pk,
    )


@login_required
@require_safe
def proposals(request):
    _only_who_proposes(request.user)
    found = AssignmentProposal.objects.select_related("opened_by__person")
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    on = today()
    context = {
        "page": page,
        "without": queries.members_without(on).count(),
        "empty": list(queries.processes_without(on)),
        "rule": names.ASSIGNED_BY_MEETING,
        "responsibility_rule": names.RESPONSIBILITY,
        "analogies": analogies(general_meeting()),
    }
    return render(request, "processes/proposals.html", context)


@login_required
@require_POST
def open_proposal(request):
    _only_who_proposes(request.user)
    return redirect(operations.open_proposal(by=request.user, at=timezone.now()))


@login_required
@require_safe
def proposal(request, pk: int):
    return _page(request, find_proposal(pk, request.user))


def _page(request, found: AssignmentProposal, *, status: int = 200, places=None, note=None):
    on, item, body = today(), item_of(found), general_meeting()
    lines = queries.lines_of(found, on)
    acts = _acts(found, is_on_agenda=item is not None)
    context = {
        "proposal": found,
        "item": item,
        "lines": lines,
        "faults": sum(bool(rule.fault) for _, rule in lines),
        "acts": acts,
        "next_step": rules.what_next(found.state, is_on_agenda=item is not None),
        "draft": rules.draft_of(found.title, [rule for _, rule in lines])[1] if lines else "",
        "may_call": _may_call(request.user, body),
        "places": places,
        "note_form": note or NoteForm(initial={"seen": found.version, "note": found.note}),
        "analogies": analogies(body),
        "procedure_rule": names.PROPOSAL_PROCEDURE,
        "rule": names.ASSIGNED_BY_MEETING,
    }
    if ProposalAct.EDIT in acts:
        context |= _matrix(request, found, on) | _left_without(found, on)
    return render(request, "processes/proposal.html", context, status=status)


def _acts(found: AssignmentProposal, *, is_on_agenda: bool) -> set[str]:
    """What the page offers: the table of states, less what the agenda keeps."""
    offered = set(rules.TRANSITIONS[found.status])
    if is_on_agenda:
        offered -= {*rules.KEPT_FROM_MEETING, ProposalAct.PUT_ON_AGENDA}
    return offered


def _may_call(user, body) -> bool:
    """Whoever keeps or leads the general meeting; without one there is no agenda."""
    return body is not None and (may_run_body(user, body) or may_lead_body(user, body))


def _matrix(request, found: AssignmentProposal, on) -> dict:
    sifter = MembersForm(request.GET)
    asked = request.GET.copy()
    asked.pop("page", None)
    members = Paginator(queries.members_to_assign(sifter.sifted, on), MEMBERS_ON_A_PAGE)
    page = members.get_page(request.GET.get("page"))
    columns, rows = queries.matrix(found, list(page), on)
    back = {**asked.dict(), "page": page.number}
    return {
        "form": sifter,
        "page": page,
        "columns": columns,
        "rows": rows,
        "asked": asked.urlencode(),
        "back": urlencode(back),
    }


def _left_without(found: AssignmentProposal, on) -> dict:
    left = queries.left_without(found, on)
    named = list(left[: NAMED_AT_MOST + 1])
    return {"left": left.count() if len(named) > NAMED_AT_MOST else len(named), "left_named": named}


@login_required
@require_POST
def propose_places(request, pk: int):
    """One page of the matrix; comes back to the same page of it."""
    found = find_proposal(pk, request.user)
    form = PlacesForm(request.POST)
    status = attempt(
        form,
        lambda data: operations.propose_places(
            found,
            data["shown"],
            data["place"],
            seen=data["seen"],
            by=request.user,
            at=timezone.now(),
        ),
    )
    if status is None:
        messages.success(request, "Отметки сохранены.")
        return redirect(f"{found.get_absolute_url()}?{request.GET.urlencode()}#matrix")
    return _page(request, found, status=409 if status == 409 else 400, places=form)


@login_required
@require_POST
def remove_line(request, pk: int, line_pk: int):
    found = find_proposal(pk, request.user)
    line = get_object_or_404(found.lines, pk=line_pk)
    return _act(request, found, operations.remove_line, line, done="Строка убрана.")


@login_required
@require_POST
def explain_proposal(request, pk: int):
    found = find_proposal(pk, request.user)
    form = NoteForm(request.POST)
    status = attempt(
        form,
        lambda data: operations.explain_proposal(
            found, data["note"], seen=data["seen"], by=request.user, at=timezone.now()
        ),
    )
    if status is None:
        messages.success(request, "Пояснение сохранено.")
        return redirect(found)
    return _page(request, found, status=409 if status == 409 else 400, note=form)


@login_required
@require_POST
def make_ready(request, pk: int):
    found = find_proposal(pk, request.user)
    done = "Предложение готово: внесите его в\xa0повестку общего собрания."
    return _act(request, found, operations.make_ready, found, done=done)


@login_required
@require_POST
def take_back(request, pk: int):
    found = find_proposal(pk, request.user)
    return _act(request, found, operations.take_back, found, done="Предложение снова в\xa0работе.")


def _act(request, found: AssignmentProposal, act, subject, *, done: str):
    """An act of one button; a refusal is a page with its clause (T36)."""
    seen = SeenForm(request.POST)
    version = seen.cleaned_data["seen"] if seen.is_valid() else -1
    try:
        act(subject, seen=version, by=request.user, at=timezone.now())
    except DomainError as refusal:
        return refused(request, refusal, back=found.get_absolute_url())
    messages.success(request, done)
    return redirect(found)


@login_required
@get_or_post
def withdraw_proposal(request, pk: int):
    found = find_proposal(pk, request.user)
    form = WithdrawForm(request.POST or None, initial={"seen": found.version})
    status = attempt(
        form,
        lambda data: operations.withdraw_proposal(
            found, data["reason"], seen=data["seen"], by=request.user, at=timezone.now()
        ),
    )
    if status is None:
        messages.success(request, "Предложение снято.")
        return redirect(found)
    context = {"proposal": found, "form": form, "rule": names.PROPOSAL_PROCEDURE}
    return render(request, "processes/withdraw.html", context, status=status)


PROPOSAL = Dossier(
    "processes",
    find_proposal,
    "processes:proposal",
    "processes:call_with_proposal",
    names.ASSIGNED_BY_MEETING,
    body=general_meeting,
)
put_proposal_on_agenda = put_on_agenda(PROPOSAL)
call_with_proposal = call_with(PROPOSAL)
