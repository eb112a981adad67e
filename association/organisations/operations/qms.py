"""Certificates of quality management systems, and requests of members to be certified (R4, R69, C11)."""

from datetime import date, datetime

from django.db import transaction

from documents.uploads.models import StoredFile
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import emails, rules
from ..models import Organisation, QmsCertificate
from ..registry import tell_certified
from .beats import locked, log_act


@transaction.atomic
def record_qms_certificate(
    organisation: Organisation,
    *,
    number: str,
    issuer: str,
    issued_on: date,
    valid_until: date,
    file: StoredFile | None = None,
    is_confirmed: bool = True,
    by,
    at: datetime,
) -> QmsCertificate:
    """Enter a certificate of the QMS as its paper says; entered twice, it is the same record (T34).

    What a member enters of its own waits until the office has seen the paper (`is_confirmed=False`, R43).
    """
    organisation = locked(organisation)
    _check_days(issued_on, valid_until, today(at))
    certificate, is_new = QmsCertificate.objects.get_or_create(
        organisation=organisation,
        number=number,
        issued_on=issued_on,
        ended_on=None,
        defaults={
            "issuer": issuer,
            "valid_until": valid_until,
            "file": file,
            "by": by,
            "at": at,
        },
    )
    if is_new:
        data = {"number": number, "issuer": issuer, "until": valid_until.isoformat()}
        log_act(organisation, "record_qms_certificate", data, by=by, at=at)
    if is_confirmed and certificate.is_waiting:
        _confirm(certificate, by=by, at=at)
        if not is_new:
            _say_confirmed(certificate, by=by, at=at)
    elif is_new:
        emails.ask_to_check(certificate, at=at)
    return certificate


@transaction.atomic
def confirm_qms_certificate(certificate: QmsCertificate, *, by, at: datetime) -> QmsCertificate:
    """The office has compared the record with its scan: from now on it counts (R4, R43, R68)."""
    certificate = _locked_waiting(certificate)
    _confirm(certificate, by=by, at=at)
    _say_confirmed(certificate, by=by, at=at)
    return certificate


@transaction.atomic
def reject_qms_certificate(
    certificate: QmsCertificate, *, reason: str, by, at: datetime
) -> QmsCertificate:
    """The record does not match its scan: it never counts, and the organisation learns why."""
    certificate = _locked_waiting(certificate)
    certificate.ended_on, certificate.end_reason = today(at), reason
    certificate.save(update_fields=["ended_on", "end_reason"])
    data = {"number": certificate.number, "reason": reason}
    log_act(certificate.organisation, "reject_qms_certificate", data, by=by, at=at)
    emails.tell_of_check(certificate, at=at)
    return certificate


def _locked_waiting(certificate: QmsCertificate) -> QmsCertificate:
    organisation = locked(certificate.organisation)
    found = QmsCertificate.objects.select_for_update().get(pk=certificate.pk)
    found.organisation = organisation
    if not found.is_waiting:
        raise DomainError("По этому сертификату уже решено.", rules.DECIDED_ONCE)
    return found


def _confirm(certificate: QmsCertificate, *, by, at: datetime) -> None:
    """An old paper is confirmed for the history alone: rooms above hear of those that count today (R68)."""
    certificate.confirmed_by, certificate.confirmed_at = by, at
    certificate.save(update_fields=["confirmed_by", "confirmed_at"])
    if certificate.is_in_force(today(at)):
        tell_certified(certificate, by=by, at=at)


def _say_confirmed(certificate: QmsCertificate, *, by, at: datetime) -> None:
    data = {"number": certificate.number}
    log_act(certificate.organisation, "confirm_qms_certificate", data, by=by, at=at)
    emails.tell_of_check(certificate, at=at)


def _check_days(issued_on: date, valid_until: date, on: date) -> None:
    if issued_on > on:
        raise DomainError(
            "Сертификат ещё не действует: день выдачи в будущем.",
            rules.CERTIFIED_BY_RECORD,
            field="issued_on",
        )
    if valid_until < issued_on:
        raise DomainError(
            "Срок сертификата кончается раньше, чем начался.",
            rules.CERTIFIED_BY_RECORD,
            field="valid_until",
        )


@transaction.atomic
def end_qms_certificate(
    certificate: QmsCertificate, *, on: date, reason: str, by, at: datetime
) -> QmsCertificate:
    """From the day `on` the certificate counts no more, whatever its term; the record stays."""
    organisation = locked(certificate.organisation)
    certificate = QmsCertificate.objects.select_for_update().get(pk=certificate.pk)
    if certificate.ended_on:
        raise DomainError("Действие этого сертификата уже прекращено.", rules.DECIDED_ONCE)
    if certificate.is_waiting:
        raise DomainError(
            "Сертификат ещё не сверен со сканом: подтвердите его или откажите в подтверждении.",
            rules.CERTIFIED_BY_RECORD,
        )
    if not certificate.issued_on <= on <= today(at):
        raise DomainError(
            "День прекращения — не раньше дня выдачи и не позже сегодняшнего.",
            rules.CERTIFIED_BY_RECORD,
            field="on",
        )
    certificate.ended_on = on
    certificate.end_reason = reason
    certificate.save(update_fields=["ended_on", "end_reason"])
    data = {"number": certificate.number, "on": on.isoformat(), "reason": reason}
    log_act(organisation, "end_qms_certificate", data, by=by, at=at)
    return certificate
