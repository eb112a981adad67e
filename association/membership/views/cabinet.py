"""The applicant's own pages: the list, the start, the status of one application, the signature."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from association.organisations.queries import chosen_organisation, chosen_organisations
from home.accounts.ratelimit import limited, too_many
from home.desk.acts import attempt

from .. import expertises, operations, permissions, queries
from ..choices import Act, Basis, State
from ..forms.applicant import OrganisationForm, SignedScanForm, WithdrawForm
from ..models import MembershipSettings
from ..rules import checklist, names, procedure
from .doors import decision_url, of_my_organisation
from .steps import UPLOADS, first_gap_url, get_or_post
from .summary import submission_in_words
from .timeline import timeline

STARTS = "20/h"


@require_GET
@login_required
def applications(request):
    context = {
        "applications": queries.applications_of(request.user).filter(
            organisation__in=chosen_organisations(request)
        ),
        "may_start": queries.organisations_that_may_apply(request.user).exists(),
    }
    return render(request, "membership/applications.html", context)


@get_or_post
@login_required
def start_application(request):
    """«Как вступить» in facts, and for which organisation."""
    if request.method == "POST" and limited(request, "membership.start", STARTS):
        return too_many(request)
    chosen = chosen_organisation(request)
    form = OrganisationForm(
        request.POST or None, user=request.user, initial={"organisation": chosen}
    )
    if request.method == "POST" and form.is_valid():
        application = operations.start_application(
            form.cleaned_data["organisation"], by=request.user, at=timezone.now()
        )
        return redirect("membership:choose_basis", application.pk)
    minimum = MembershipSettings.load().specialists_minimum
    grounds = [
        (
            basis,
            procedure.basis_rule(basis),
            checklist.required_evidence(basis, by_head=True, specialists_minimum=minimum),
        )
        for basis in Basis
    ]
    context = {"form": form, "grounds": grounds, "names": names}
    return render(request, "membership/start.html", context)


@require_GET
@of_my_organisation
def application(request, application):
    """Where the application stands, and what happens next: by whom, until when, by which clause."""
    submission = queries.current_submission(application)
    decision = queries.decision_of(application)
    context = {
        "application": application,
        "submission": submission,
        "rows": submission_in_words(submission) if submission else [],
        "next": queries.what_next(application),
        "review_until": queries.review_until(application),
        "review_rule": names.REVIEW_TERM,
        "files": submission.files.select_related("file").order_by("pk") if submission else [],
        "signed_papers": queries.signed_papers(application),
        "go_on_url": first_gap_url(application, request.user) if application.is_editable else "",
        "may_sign": Act.ATTACH_SCAN in permissions.acts_offered(request.user, application),
        "may_withdraw": Act.WITHDRAW in permissions.acts_offered(request.user, application),
        "entries": timeline(application, reader=request.user),
        "names": names,
        "refusal_rule": application.refusal_rule,
        "is_confirmed": application.state == State.CONFIRMED,
        "expertise": expertises.under_way(application),
        "conclusions": application.conclusions.select_related("file", "paper").order_by("-pk"),
        "decision": decision,
        "decision_url": decision_url(request.user, decision),
    }
    return render(request, "membership/application.html", context)


@get_or_post
@of_my_organisation
def attach_signed_scan(request, application):
    if request.method == "GET":
        procedure.next_state(application.state, Act.ATTACH_SCAN)
    if request.method == "POST" and limited(request, "membership.upload", UPLOADS):
        return too_many(request)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = SignedScanForm(*posted)
    status = attempt(
        form,
        lambda data: operations.attach_signed_scan(
            application, data["file"], by=request.user, at=timezone.now()
        ),
    )
    if status is None:
        return redirect(application)
    context = {"application": application, "form": form, "rule": names.HEAD_APPLIES}
    return render(request, "membership/signed.html", context, status=status)


@get_or_post
@of_my_organisation
def withdraw_application(request, application):
    if request.method == "GET":
        procedure.next_state(application.state, Act.WITHDRAW)
    form = WithdrawForm(request.POST or None, initial={"seen": application.version})
    status = attempt(
        form,
        lambda data: operations.withdraw_application(
            application, seen=data["seen"], by=request.user, at=timezone.now()
        ),
    )
    if status is None:
        return redirect(application)
    context = {"application": application, "form": form}
    return render(request, "membership/withdraw.html", context, status=status)


@require_POST
@of_my_organisation
def print_again(request, application):
    if limited(request, "membership.print", "5/m"):
        return too_many(request)
    operations.print_again(application)
    return redirect(application)
