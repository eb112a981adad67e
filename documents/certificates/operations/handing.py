"""A paper is given into somebody's hands, under a signature (R190)."""

import datetime

from django.db import transaction
from django.utils.formats import date_format
from wagtail.log_actions import log

from documents.uploads.inspection import CheckedUpload
from documents.uploads.operations import store_upload
from home.accounts.models import User
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import rules
from ..choices import Receipt
from ..models import Certificate, HandOver
from ..rules import Reception


@transaction.atomic
def hand_over(
    certificate: Certificate,
    reception: Reception,
    *,
    scan: CheckedUpload | None = None,
    by: User,
    at: datetime.datetime,
) -> HandOver:
    """A line of the book of issue: once for a certificate, and only while it stands."""
    certificate = Certificate.objects.select_for_update().get(pk=certificate.pk)
    _check_stands(certificate, reception.on)
    earlier = HandOver.objects.filter(certificate=certificate).first()
    if earlier:
        words = f"Уже выдан {date_format(earlier.on)}: получил {earlier.received_by}."
        raise DomainError(words, rules.HAND_OVER)
    rules.check_reception(reception, certificate.issued_on, today(at))
    line = HandOver.objects.create(
        certificate=certificate,
        on=reception.on,
        received_by=reception.received_by.strip(),
        receipt=Receipt.PROXY if reception.by_proxy else Receipt.OWN,
        proxy_number=reception.proxy_number.strip() if reception.by_proxy else "",
        proxy_date=reception.proxy_date if reception.by_proxy else None,
        scan=store_upload(scan, by=by, at=at) if scan else None,
        by=by,
        at=at,
    )
    data = {"number": certificate.number, "on": line.on.isoformat(), "receipt": line.receipt}
    log(certificate, "certificates.hand_over", user=by, data=data)
    return line


def _check_stands(certificate: Certificate, on: datetime.date) -> None:
    if not certificate.is_valid:
        words = f"Сертификат №\xa0{certificate.number} не действует: выдавать его нельзя."
        raise DomainError(words, rules.HAND_OVER)
    if rules.has_expired(certificate.valid_until, on):
        words = f"Сертификат действовал по {date_format(certificate.valid_until)}."
        raise DomainError(words, rules.HAND_OVER, field="on")
    if not (certificate.is_ready or certificate.taken_over_at):
        raise DomainError(
            "PDF этого сертификата ещё не изготовлен: выдавать нечего.", rules.HAND_OVER
        )
