"""Proposals about offices: whom to elect, on which ground to release; put on an agenda by the secretary afterwards."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from association.bodies.permissions import may_see_body
from association.bodies.queries import roster
from home.desk.acts import attempt
from home.workdays.queries import today

from ... import permissions
from ...forms.decisions import ElectionForm, ReleaseForm
from ...models import OfficeProposal
from ...operations import offices as operations
from ...rules import offices as rules
from .doors import find_body


@require_GET
@login_required
def office_proposals(request, pk):
    body = find_body(pk, request.user, may_see_body)
    offered = [
        (matter, rules.TITLES[matter])
        for matter in rules.matters_of(body.kind, body.rule_set)
        if permissions.may_propose_office(request.user, body, matter)
    ]
    proposals = OfficeProposal.objects.filter(body=body).select_related(
        "person", "proposed_by__person"
    )
    context = {
        "body": body,
        "offered": offered,
        "rows": [(each, rules.TITLES[each.matter]) for each in proposals.order_by("-pk")[:50]],
    }
    return render(request, "meetings/decisions/office_proposals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def propose_office(request, pk, matter):
    body = find_body(pk, request.user, lambda user, found: _may_propose(user, found, matter))
    is_release = matter == rules.CHAIR_RELEASE
    form_class = ReleaseForm if is_release else ElectionForm
    seats = [] if is_release else roster(body, today())
    form = form_class(*([request.POST] if request.method == "POST" else []), seats=seats)
    status = attempt(
        form,
        lambda data: operations.propose_office(
            body, matter, **form.answers(), by=request.user, at=timezone.now()
        ),
    )
    if status is None:
        messages.success(
            request, "Предложение внесено. Секретарь включит его в повестку заседания."
        )
        return redirect("meetings:office_proposals", body.pk)
    context = {
        "body": body,
        "form": form,
        "title": rules.TITLES[matter],
        "rule": rules.rule_of(matter, body.rule_set),
        "is_release": is_release,
    }
    return render(request, "meetings/decisions/propose_office.html", context, status=status)


def _may_propose(user, body, matter: str) -> bool:
    if matter not in rules.matters_of(body.kind, body.rule_set):
        raise Http404
    return permissions.may_propose_office(user, body, matter)
