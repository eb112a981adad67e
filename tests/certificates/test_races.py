"""Many at once: threads with connections of their own, on SQLite and on PostgreSQL (T35, T38, T57)."""

import hashlib
from functools import partial

import pytest

from documents.certificates import operations
from documents.certificates.choices import Status
from documents.certificates.models import BookEntry, Certificate
from documents.certificates.operations import rendering
from documents.certificates.verification import complaints
from tests.factories.accounts import PersonFactory
from tests.factories.certificates import (
    ISSUED_AT,
    ISSUED_ON,
    CertificateKindFactory,
    issued_certificate,
    two_signatories,
)
from tests.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def test_twenty_issued_at_once_have_no_double_and_no_gap():
    """T38: the register is in order, the chain whole."""
    two_signatories(CertificateKindFactory())
    sources = [PersonFactory() for _ in range(20)]

    issued = at_once(*(partial(issued_certificate, source=source) for source in sources))

    assert sorted(certificate.sequence for certificate in issued) == list(range(1, 21))
    assert Certificate.objects.exclude(pdf="").count() == 20
    in_register = Certificate.objects.order_by("pk").values_list("sequence", flat=True)
    assert list(in_register) == list(range(1, 21))
    assert list(BookEntry.objects.values_list("position", flat=True)) == list(range(1, 21))
    assert list(complaints()) == []


def test_one_source_at_once_gets_one_certificate():
    two_signatories(CertificateKindFactory())
    source = PersonFactory()

    results = at_once(*[partial(issued_certificate, source=source)] * 6)

    assert sum(isinstance(result, Certificate) for result in results) == 1
    assert [c.number for c in Certificate.objects.all()] == ["2026-0001"]


def test_two_who_end_it_at_once_end_it_once():
    """T35: one wins, the other is told."""
    certificate = issued_certificate()

    def end(ground):
        return operations.revoke_certificate(
            certificate, ground=ground, on=ISSUED_ON, by=None, at=ISSUED_AT
        )

    results = at_once(partial(end, "Выход"), partial(end, "Реорганизация"))

    (winner,) = [result for result in results if isinstance(result, Certificate)]
    certificate.refresh_from_db()
    assert (certificate.status, certificate.ground) == (Status.REVOKED, winner.ground)
    assert list(complaints()) == []


def test_two_workers_at_once_keep_one_file():
    """T57."""
    certificate = issued_certificate()
    Certificate.objects.update(pdf="", pdf_sha256="", rendered_at=None)

    at_once(*(partial(rendering._keep, certificate.pk, b"%%PDF-%d" % n) for n in range(8)))

    certificate.refresh_from_db()
    kept = certificate.pdf.read()
    assert kept in {b"%%PDF-%d" % n for n in range(8)}
    assert certificate.pdf_sha256 == hashlib.sha256(kept).hexdigest()
