"""The steps of an application, one thing a page; each keeps what was typed and can be left at any time."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from home.accounts.ratelimit import limited, too_many
from home.desk.acts import attempt
from home.workdays.queries import today

from .. import operations, queries
from ..choices import Basis, Step
from ..forms.applicant import (
    AcquaintanceForm,
    BasisForm,
    CertificateForm,
    EvidenceForm,
    RecommendationForm,
    SubmitForm,
)
from ..models import MembershipApplication, MembershipSettings
from ..rules import checklist, names, procedure
from .doors import while_editable
from .summary import answers_in_words

PAGES = {
    Step.BASIS: "membership:choose_basis",
    Step.EVIDENCE: "membership:evidence",
    Step.RECOMMENDATION: "membership:recommend_to_presidium",
    Step.ACQUAINTANCE: "membership:acknowledge_regulation",
    Step.REVIEW: "membership:review_application",
}
UPLOADS = "30/m"

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def step_url(step: Step, application: MembershipApplication) -> str:
    return reverse(PAGES[step], args=[application.pk])


def first_gap_url(application: MembershipApplication, user) -> str:
    """Where to go on: the first step that lacks something, or the last one."""
    gaps = queries.gaps_of(application, user=user, on=today())
    return step_url(gaps[0].step if gaps else Step.REVIEW, application)


def _page(request, application, step: Step, template: str, *, status=200, **context):
    gaps = queries.gaps_of(application, user=request.user, on=today())
    lacking = {gap.step for gap in gaps}
    steps = [
        (each.label, step_url(each, application), _state(each, step, lacking, application.basis))
        for each in checklist.steps_of(application.basis or None)
    ]
    context |= {
        "application": application,
        "step": step,
        "steps": steps,
        "gaps": [(gap, step_url(gap.step, application)) for gap in gaps],
    }
    return render(request, f"membership/{template}.html", context, status=status)


def _state(step: Step, current: Step, lacking: set[Step], basis: str) -> str:
    if step == current:
        return "current"
    return "done" if basis and step not in {*lacking, Step.REVIEW} else "todo"


def _onward(request, application: MembershipApplication, step: Step):
    """To the next step, or to the application's own page for those who go on another day."""
    if "later" in request.POST:
        return redirect(application)
    application.refresh_from_db(fields=["basis"])
    steps = checklist.steps_of(application.basis or None)
    return redirect(step_url(steps[steps.index(step) + 1], application))


@get_or_post
@while_editable
def choose_basis(request, application):
    form = BasisForm(
        request.POST or None,
        organisation=application.organisation,
        initial={"basis": application.basis},
    )
    status = attempt(
        form,
        lambda data: operations.choose_basis(
            application, data["basis"], by=request.user, at=timezone.now()
        ),
    )
    if status is None:
        return _onward(request, application, Step.BASIS)
    minimum = MembershipSettings.load().specialists_minimum
    wanted = [
        (
            Basis(value),
            procedure.basis_rule(value),
            checklist.required_evidence(value, by_head=True, specialists_minimum=minimum),
        )
        for value, _ in form.fields["basis"].choices
    ]
    return _page(request, application, Step.BASIS, "basis", form=form, wanted=wanted, status=status)


@get_or_post
@while_editable
def evidence(request, application):
    """The checklist of the chosen ground; one may go on with gaps, they are told at the end."""
    if not application.basis:
        return redirect(step_url(Step.BASIS, application))
    if request.method == "POST":
        return _onward(request, application, Step.EVIDENCE)
    files = queries.attached_files(application)
    items = checklist.checklist(
        queries.answers_of(application, user=request.user, on=today()),
        specialists_minimum=MembershipSettings.load().specialists_minimum,
    )
    return _page(
        request,
        application,
        Step.EVIDENCE,
        "evidence",
        items=[(item, files.get(item.requirement.code, [])) for item in items],
        asks_certificate=application.basis == Basis.CERTIFIED,
        certificate_fault=checklist.certificate_fault(application.qms_certificate, today()),
        certificate_rule=names.BASIS_CERTIFIED,
    )


@get_or_post
@while_editable
def describe_certificate(request, application):
    if application.basis != Basis.CERTIFIED:
        return redirect("membership:evidence", application.pk)
    form = CertificateForm(request.POST or None, initial=vars(application.qms_certificate))
    status = attempt(
        form,
        lambda data: operations.describe_certificate(
            application, checklist.QmsCertificate(**data), by=request.user, at=timezone.now()
        ),
    )
    if status is None:
        return redirect("membership:evidence", application.pk)
    return _page(
        request,
        application,
        Step.EVIDENCE,
        "certificate",
        form=form,
        rule=names.BASIS_CERTIFIED,
        status=status,
    )


@get_or_post
@while_editable
def attach_file(request, application, code):
    requirement = queries.find_requirement(application, code, user=request.user)
    if requirement is None:
        return redirect("membership:evidence", application.pk)
    if request.method == "POST" and limited(request, "membership.upload", UPLOADS):
        return too_many(request)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = EvidenceForm(*posted, requirement=code)
    status = attempt(
        form,
        lambda data: operations.attach_file(
            application,
            code,
            data["file"],
            note=data["note"],
            does_both=data.get("does_both", False),
            by=request.user,
            at=timezone.now(),
        ),
    )
    if status is None:
        return redirect("membership:evidence", application.pk)
    return _page(
        request,
        application,
        Step.EVIDENCE,
        "requirement",
        form=form,
        requirement=requirement,
        files=queries.attached_files(application).get(code, []),
        status=status,
    )


@require_POST
@while_editable
def remove_file(request, application, file_pk):
    file = get_object_or_404(application.files, pk=file_pk)
    operations.remove_file(file, by=request.user, at=timezone.now())
    return redirect("membership:evidence", application.pk)


@get_or_post
@while_editable
def recommend_to_presidium(request, application):
    if not application.asks_recommendation:
        return redirect(step_url(Step.ACQUAINTANCE, application))
    organisation = application.organisation
    initial = {
        "name": application.recommended_name or organisation.head.full_name,
        "position": application.recommended_position or organisation.head_position,
    }
    form = RecommendationForm(request.POST or None, initial=initial)
    status = attempt(
        form,
        lambda data: operations.recommend_to_presidium(
            application, **data, by=request.user, at=timezone.now()
        ),
    )
    if status is None:
        return _onward(request, application, Step.RECOMMENDATION)
    return _page(
        request,
        application,
        Step.RECOMMENDATION,
        "recommendation",
        form=form,
        rule=names.RECOMMENDATION,
        status=status,
    )


@get_or_post
@while_editable
def acknowledge_regulation(request, application):
    """The edition shown stands in the form, so that the one that was read is the one that is kept (R87)."""
    edition = queries.current_edition(today())
    form = AcquaintanceForm(request.POST or None, initial={"edition": getattr(edition, "pk", None)})
    status = attempt(
        form,
        lambda data: operations.acknowledge_regulation(
            application, data["edition"], by=request.user, at=timezone.now()
        ),
    )
    if status is None:
        return _onward(request, application, Step.ACQUAINTANCE)
    return _page(
        request,
        application,
        Step.ACQUAINTANCE,
        "regulation",
        form=form,
        edition=edition,
        is_acquainted=bool(edition) and application.edition_id == edition.pk,
        rule=names.ACQUAINTANCE,
        status=status,
    )


@require_GET
@while_editable
def review_application(request, application):
    """«Проверьте ответы»."""
    return _review(request, application)


@require_POST
@while_editable
def submit_application(request, application):
    form = SubmitForm(request.POST)
    if not form.is_valid():
        return _review(request, application)
    application = operations.submit_application(
        application, seen=form.cleaned_data["seen"], by=request.user, at=timezone.now()
    )
    return redirect(application)


def _review(request, application):
    settings = MembershipSettings.load()
    return _page(
        request,
        application,
        Step.REVIEW,
        "review",
        form=SubmitForm(initial={"seen": application.version}),
        rows=answers_in_words(application, change_url=lambda step: step_url(step, application)),
        addressee=settings.addressee_for(application.basis),
        addressee_rule=procedure.addressee_rule(settings.period, application.basis),
    )
