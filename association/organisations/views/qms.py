"""Certificates of the QMS of an organisation, and its request to be certified."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from documents.uploads.operations import store_upload
from documents.uploads.views import serve
from home.accounts.ratelimit import limited, too_many
from home.desk.acts import done, tried
from home.workdays.queries import today

from .. import operations, rules
from ..forms import AskCertificationForm, EndQmsForm, OutcomeForm, QmsForm, RejectQmsForm
from ..models import CertificationRequest, QmsCertificate
from ..permissions import (
    may_act_for,
    may_add_qms_certificate,
    may_ask_certification,
    may_confirm_qms_certificate,
    may_decide_certification,
    may_end_qms_certificate,
    may_see_organisation,
)
from .support import find_of_organisation, find_organisation

UPLOADS = "20/h"
WAITS = "Организация станет считаться сертифицированной, когда секретарь Ассоциации сверит запись со\xa0сканом."
ENTERED = {
    True: "Сертификат СМК внесён.",
    False: "Сертификат СМК внесён и\xa0ждёт подтверждения: секретарь сверит его со\xa0сканом, и\xa0вы получите письмо.",
}


@login_required
def add_qms_certificate(request, pk: int):
    found = find_organisation(request.user, pk, may_add_qms_certificate)
    posted = request.method == "POST"
    if posted and limited(request, "organisation-qms", UPLOADS):
        return too_many(request)
    data = (request.POST, request.FILES) if posted else ()
    form = QmsForm(*data, needs_file=may_act_for(request.user, found))
    confirms = may_confirm_qms_certificate(request.user)

    def act():
        fields = form.cleaned_data | {"file": _stored(request, form.cleaned_data["file"])}
        signed = {"by": request.user, "at": timezone.now()}
        operations.record_qms_certificate(found, **fields, is_confirmed=confirms, **signed)

    if form.is_valid() and done(request, form, act, ENTERED[confirms]):
        return redirect(found)
    context = {
        "organisation": found,
        "form": form,
        "title": "Сертификат СМК",
        "lead": "" if confirms else WAITS,
        "rule": rules.CERTIFIED_BY_RECORD,
        "submit": "Внести сертификат",
    }
    return render(request, "organisations/act.html", context)


def _stored(request, upload):
    return store_upload(upload, by=request.user, at=timezone.now()) if upload else None


def _find_certificate(user, pk: int) -> QmsCertificate:
    rows = QmsCertificate.objects.select_related("file")
    return find_of_organisation(rows, user, pk, may_see_organisation)


@login_required
@require_GET
def qms_file(request, pk: int):
    certificate = _find_certificate(request.user, pk)
    if certificate.file is None:
        raise Http404
    return serve(certificate.file)


def _find_to_check(user, pk: int) -> QmsCertificate:
    rows = QmsCertificate.objects.select_related("file", "by__person", "confirmed_by__person")
    return find_of_organisation(rows, user, pk, _may_check)


def _may_check(user, organisation) -> bool:
    return may_confirm_qms_certificate(user)


@login_required
@require_GET
def check_qms(request, pk: int):
    """The record beside its scan, for who decides whether they say the same."""
    return _check_page(request, _find_to_check(request.user, pk), RejectQmsForm())


@login_required
@require_POST
def confirm_qms(request, pk: int):
    certificate = _find_to_check(request.user, pk)

    def act():
        operations.confirm_qms_certificate(certificate, by=request.user, at=timezone.now())

    tried(request, act, "Сертификат СМК подтверждён. Организация получит письмо.")
    return redirect(certificate.organisation)


@login_required
@require_POST
def reject_qms(request, pk: int):
    certificate = _find_to_check(request.user, pk)
    form = RejectQmsForm(request.POST)

    def act():
        operations.reject_qms_certificate(
            certificate, **form.cleaned_data, by=request.user, at=timezone.now()
        )

    said = "Сертификат СМК не\xa0подтверждён. Организация получит письмо с\xa0причиной."
    if form.is_valid() and done(request, form, act, said):
        return redirect(certificate.organisation)
    return _check_page(request, certificate, form)


def _check_page(request, certificate: QmsCertificate, form: RejectQmsForm):
    on = today()
    context = {
        "certificate": certificate,
        "state": certificate.state_on(on),
        "tone": certificate.tone_on(on),
        "counts_no_more": certificate.valid_until < on,
        "form": form,
        "rule": rules.CERTIFIED_BY_RECORD,
    }
    return render(request, "organisations/check_qms.html", context)


@login_required
def end_qms_certificate(request, pk: int):
    certificate = _find_certificate(request.user, pk)
    if not may_end_qms_certificate(request.user):
        raise Http404
    form = EndQmsForm(request.POST or None)

    def act():
        operations.end_qms_certificate(
            certificate, **form.cleaned_data, by=request.user, at=timezone.now()
        )

    if form.is_valid() and done(request, form, act, "Действие сертификата СМК прекращено."):
        return redirect(certificate.organisation)
    context = {
        "organisation": certificate.organisation,
        "form": form,
        "title": f"Прекратить действие сертификата №\xa0{certificate.number}",
        "rule": rules.CERTIFIED_BY_RECORD,
        "submit": "Прекратить действие",
    }
    return render(request, "organisations/act.html", context)


@login_required
def ask_certification(request, pk: int):
    found = find_organisation(request.user, pk, may_ask_certification)
    form = AskCertificationForm(request.POST or None)

    def act():
        operations.ask_certification(
            found, form.cleaned_data["note"], by=request.user, at=timezone.now()
        )

    if form.is_valid() and done(request, form, act, "Заявка на сертификацию отправлена."):
        return redirect(found)
    context = {
        "organisation": found,
        "form": form,
        "title": "Заявка на сертификацию СМК",
        "lead": "Сертифицирует региональный центр менеджмента качества; секретарь Ассоциации передаст ему заявку и внесёт исход.",
        "rule": rules.MAY_BE_CERTIFIED,
        "submit": "Отправить заявку",
    }
    return render(request, "organisations/act.html", context)


@login_required
@require_POST
def withdraw_certification(request, pk: int):
    asked = find_of_organisation(CertificationRequest.objects.all(), request.user, pk, may_act_for)

    def act():
        operations.withdraw_certification(asked, by=request.user, at=timezone.now())

    tried(request, act, "Заявка на сертификацию отозвана.")
    return redirect(asked.organisation)


@login_required
def decide_certification(request, pk: int):
    """The secretary enters what the centre has answered."""
    rows = CertificationRequest.objects.select_related("asked_by__person", "certificate")
    asked = find_of_organisation(rows, request.user, pk, _is_office)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = OutcomeForm(*data)

    def act():
        _record_outcome(request, asked, form)

    if form.is_valid() and done(request, form, act, "Исход внесён. Организация получит письмо."):
        return redirect(asked.organisation)
    asked.refresh_from_db(fields=["outcome", "outcome_on", "outcome_note"])
    context = {"request_asked": asked, "form": form, "rule": rules.MAY_BE_CERTIFIED}
    return render(request, "organisations/decide_certification.html", context)


def _is_office(user, organisation) -> bool:
    return may_decide_certification(user)


def _record_outcome(request, asked: CertificationRequest, form: OutcomeForm) -> None:
    fields, signed = form.cleaned_data, {"by": request.user, "at": timezone.now()}
    if form.is_refusal:
        operations.refuse_certification(asked, fields["note"], on=fields["refused_on"], **signed)
        return
    file = _stored(request, fields["file"])
    operations.grant_certification(
        asked, form.certificate | {"file": file}, fields["note"], **signed
    )
