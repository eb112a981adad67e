"""The list of decisions, the page of one, and one's own assignments."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from association.bodies.choices import SINGLE_BODIES
from documents.uploads.views import serve
from home.workdays.queries import today

from ... import permissions
from ...choices import Execution
from ...forms.decisions import SearchForm
from ...queries import decisions as queries
from ...rules import decisions as rules
from .acts import acts_of
from .doors import find_decision
from .summary import ballots_of, history, rows_of

ON_A_PAGE = 25
COUNTED = 1000
"""Nobody turns pages further: a list of fifty thousand costs what one of a thousand does."""
FEW = 5


@require_GET
@login_required
def decisions(request):
    day = today()
    bodies = queries.bodies_seen(request.user)
    form = SearchForm(request.GET, bodies=bodies)
    keys = queries.newest(queries.find(request.user, form.asked, day), COUNTED + 1)
    asked = request.GET.copy()
    asked.pop("page", None)
    page = Paginator(keys[:COUNTED], ON_A_PAGE).get_page(request.GET.get("page"))
    shown = queries.in_order(list(page))
    context = {
        "form": form,
        "page": page,
        "rows": [(each, overdue_by(each, day)) for each in shown],
        "is_cut": len(keys) > COUNTED,
        "is_filtered": any(asked.values()),
        "query": asked.urlencode(),
        "counted": COUNTED,
        "tools": _tools(request.user, bodies, form.asked.body),
    }
    return render(request, "meetings/decisions/decisions.html", context)


def _tools(user, bodies, chosen: int | None) -> list[tuple]:
    """(body, may report on it) of the body that is chosen, or of all when they are few."""
    wanted = [each for each in bodies if chosen in (None, each.pk)]
    if len(wanted) > FEW:
        return []
    return [(each, permissions.may_report_on(user, each)) for each in wanted]


def overdue_by(decision, day) -> int:
    """Days past the term of a decision that is still to be carried out."""
    if decision.execution in (Execution.NOT_NEEDED, Execution.DONE):
        return 0
    return rules.days_overdue(decision.course, day)


@require_GET
@login_required
def decision(request, pk):
    found = find_decision(pk, request.user)
    kind = found.meeting.body.kind
    at_meeting = permissions.may_see_at_meeting(request.user, found)
    context = {
        "decision": found,
        "rows": rows_of(found, shows_meeting=at_meeting),
        "vote": found.vote if at_meeting else None,
        "ballots": ballots_of(found) if permissions.may_see_names(request.user, found) else None,
        "entries": history(found),
        "steps": found.steps.select_related("file").exclude(file=None),
        "acts": acts_of(request.user, found),
        "overdue": overdue_by(found, today()),
        "form_rule": rules.FORM if kind in SINGLE_BODIES else None,
        "execution_rule": rules.for_body(rules.CARRIED_OUT, kind),
        "vote_rule": _rule_of_vote(found),
        "at_meeting": at_meeting,
    }
    return render(request, "meetings/decisions/decision.html", context)


def _rule_of_vote(decision):
    """By which the vote was counted, as the set of rules of the meeting has it."""
    return decision.meeting.rule_set.adoption(decision.vote.matter).rule


@require_GET
@login_required
def open_step_file(request, pk, step):
    found = find_decision(pk, request.user)
    kept = found.steps.filter(pk=step, file__isnull=False).select_related("file").first()
    if kept is None:
        raise Http404
    return serve(kept.file)


@require_GET
@login_required
def my_assignments(request):
    day = today()
    mine = queries.assignments_of(request.user)
    shows_done = request.GET.get("show") == "done"
    if shows_done:
        chosen = mine.filter(execution=Execution.DONE).order_by("-accepted_on", "-pk")
    else:
        chosen = mine.exclude(execution=Execution.DONE).order_by(
            F("due_on").asc(nulls_last=True), "pk"
        )
    page = Paginator(chosen, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(each, overdue_by(each, day)) for each in page],
        "shows_done": shows_done,
        "query": "show=done" if shows_done else "",
        "rule": rules.for_body(rules.CARRIED_OUT, _kind_of_all(page)),
    }
    return render(request, "meetings/decisions/my_assignments.html", context)


def _kind_of_all(page) -> str:
    """A clause of the Presidium stands on a page where at least one decision is of such a body."""
    kinds = [each.meeting.body.kind for each in page]
    return next((kind for kind in kinds if kind in SINGLE_BODIES), "")
