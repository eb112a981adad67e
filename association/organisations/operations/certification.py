"""Requests of members to be certified at the regional centre, and what became of them (4.12, R69)."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from home.notices.operations import send_notice
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import emails, queries, rules
from ..choices import CertificationOutcome
from ..models import CertificationRequest, Organisation
from .beats import locked, log_act
from .qms import record_qms_certificate


@transaction.atomic
def ask_certification(
    organisation: Organisation, note: str, *, by, at: datetime
) -> CertificationRequest:
    """Only members may; asked twice is asked once (T34)."""
    organisation = locked(organisation)
    if not organisation.is_member:
        raise DomainError("Заявку на сертификацию подают члены Ассоциации.", rules.MAY_BE_CERTIFIED)
    request, is_new = CertificationRequest.objects.get_or_create(
        organisation=organisation,
        outcome=CertificationOutcome.WAITING,
        defaults={"note": note, "asked_by": by, "asked_at": at},
    )
    if is_new:
        log_act(organisation, "ask_certification", {"request": request.pk}, by=by, at=at)
    return request


@transaction.atomic
def withdraw_certification(
    request: CertificationRequest, *, by, at: datetime
) -> CertificationRequest:
    request = _locked_waiting(request)
    return _close(request, CertificationOutcome.WITHDRAWN, today(at), "", by, at)


@transaction.atomic
def refuse_certification(
    request: CertificationRequest, note: str, *, on: date, by, at: datetime
) -> CertificationRequest:
    """The centre has refused, and `note` says why."""
    request = _locked_waiting(request)
    _check_day(request, on, at)
    _close(request, CertificationOutcome.REFUSED, on, note, by, at)
    _tell(request, at)
    return request


@transaction.atomic
def grant_certification(
    request: CertificationRequest, certificate: Mapping, note: str, *, by, at: datetime
) -> CertificationRequest:
    """The centre has certified; `certificate` is what its paper says, as `record_qms_certificate` takes it."""
    request = _locked_waiting(request)
    request.certificate = record_qms_certificate(request.organisation, **certificate, by=by, at=at)
    _close(request, CertificationOutcome.CERTIFIED, request.certificate.issued_on, note, by, at)
    _tell(request, at)
    return request


def _check_day(request: CertificationRequest, on: date, at: datetime) -> None:
    if not today(request.asked_at) <= on <= today(at):
        raise DomainError(
            "День исхода — не раньше подачи заявки и не позже сегодняшнего.",
            rules.MAY_BE_CERTIFIED,
            field="on",
        )


def _close(request, outcome, on: date, note: str, by, at: datetime) -> CertificationRequest:
    request.outcome = outcome
    request.outcome_on = on
    request.outcome_note = note
    request.recorded_by = by
    request.save()
    data = {"request": request.pk, "outcome": outcome, "on": on.isoformat()}
    log_act(request.organisation, "close_certification", data, by=by, at=at)
    return request


def _tell(request: CertificationRequest, at: datetime) -> None:
    for representative in queries.representatives_in_force(request.organisation, today(at)):
        send_notice(
            emails.CERTIFICATION_ANSWERED,
            to=representative.person,
            about=f"certification-{request.pk}",
            context={
                "organisation": request.organisation.short_name,
                "is_certified": request.outcome == CertificationOutcome.CERTIFIED,
                "note": request.outcome_note,
                "url": emails.organisation_url(request.organisation),
            },
            at=at,
            source=request,
        )


def _locked_waiting(request: CertificationRequest) -> CertificationRequest:
    found = (
        CertificationRequest.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .get(pk=request.pk)
    )
    if found.outcome != CertificationOutcome.WAITING:
        raise DomainError(
            f"По этой заявке уже решено: {found.get_outcome_display().lower()}.",
            rules.DECIDED_ONCE,
        )
    return found
