"""A certificate stands no longer: revoked, void, or replaced."""

import datetime

from django.db import transaction
from django.utils.formats import date_format
from wagtail.log_actions import log

from home.accounts.models import User
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import rules
from ..choices import Act, Status
from ..models import Certificate
from .chain import enter, locked_book

ACTS = {Status.REVOKED: "revoke", Status.REPLACED: "replace", Status.VOIDED: "void"}


def revoke_certificate(
    certificate: Certificate,
    *,
    ground: str,
    on: datetime.date,
    by: User | None,
    at: datetime.datetime,
) -> Certificate:
    """The certificate stands no longer since `on`, by `ground`: its check page says both (R92, T40)."""
    return end_certificate(
        certificate, Status.REVOKED, Act.REVOKED, ground=ground, on=on, by=by, at=at
    )


def void_certificate(
    certificate: Certificate, *, reason: str, by: User | None, at: datetime.datetime
) -> Certificate:
    """The number was given by mistake or its paper spoilt: it is marked and never given again (T39)."""
    on = max(today(at), certificate.issued_on)
    return end_certificate(
        certificate, Status.VOIDED, Act.VOIDED, ground=reason, on=on, by=by, at=at
    )


@transaction.atomic
def end_certificate(
    certificate: Certificate,
    status: Status,
    act: Act,
    *,
    ground: str,
    on: datetime.date,
    by: User | None,
    at: datetime.datetime,
) -> Certificate:
    book = locked_book(certificate.kind, certificate.year)
    certificate = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if not certificate.is_valid:
        raise DomainError(
            f"Сертификат №\xa0{certificate.number} уже не действует с "
            f"{date_format(certificate.revoked_on)}",
            rules.VALIDITY,
        )
    rules.check_ending(ground, on, certificate.issued_on, today(at))
    certificate.status = status
    certificate.ground = ground.strip()
    certificate.revoked_on = on
    certificate.save(update_fields=["status", "ground", "revoked_on"])
    enter(book, certificate, act, at)
    log(
        certificate,
        f"certificates.{ACTS[status]}",
        user=by,
        data={"number": certificate.number, "on": on.isoformat(), "ground": certificate.ground},
    )
    return certificate
