"""Issue, revocation, replacement: the state, the log, and that a refusal leaves no trace."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from wagtail.models import ModelLogEntry

from documents.certificates import operations, rules
from documents.certificates.choices import Status
from documents.certificates.models import (
    BookEntry,
    Certificate,
    CertificateKind,
    RegisterBook,
    Signatory,
)
from documents.certificates.queries import certificates_of
from documents.certificates.rules import Holder
from home.rulebook import DomainError
from tests.factories.accounts import PersonFactory, UserFactory
from tests.factories.certificates import (
    ISSUED_AT,
    ISSUED_ON,
    CertificateKindFactory,
    issued_certificate,
    two_signatories,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]

TOMORROW = ISSUED_ON + datetime.timedelta(days=1)
DAY_AFTER = ISSUED_AT + datetime.timedelta(days=1)


def logged() -> list[tuple]:
    entries = ModelLogEntry.objects.filter(action__startswith="certificates.").order_by("pk")
    return [(entry.action, entry.user, entry.data) for entry in entries]


def revoke(certificate, *, ground="Выход из Ассоциации", on=TOMORROW, by=None, at=DAY_AFTER):
    return operations.revoke_certificate(certificate, ground=ground, on=on, by=by, at=at)


def test_certificate_is_a_snapshot_of_what_is_printed():
    """R90, R91."""
    wording = {"template__statement": "{holder} — член Ассоциации с {date}, № {number}"}
    kind = CertificateKindFactory(**wording)
    first, second = two_signatories(kind)
    secretary, source = UserFactory(), PersonFactory()

    certificate = operations.issue_certificate(
        "membership",
        holder=Holder("Гимназия № 5", "г. Белогорск"),
        source=source,
        issued_on=ISSUED_ON,
        by=secretary,
        at=ISSUED_AT,
    )

    assert (certificate.number, certificate.year, certificate.sequence) == ("2026-0001", 2026, 1)
    assert certificate.statement == (
        "Гимназия № 5 — член Ассоциации с 18\xa0ноября 2026\xa0г., № 2026-0001"
    )
    assert certificate.signatories == [
        {
            "position": "Начальник Управления образования",
            "name": first.person.short_name,
            "facsimile": "",
        },
        {
            "position": "Председатель Президиума Ассоциации",
            "name": second.person.short_name,
            "facsimile": "",
        },
    ]
    assert (certificate.source, certificate.status) == (source, Status.VALID)
    assert list(certificates_of(source)) == [certificate]
    assert logged() == [("certificates.issue", secretary, {"number": "2026-0001"})]


def test_later_change_of_office_does_not_touch_the_certificate():
    """R91, C34."""
    certificate = issued_certificate()
    printed = certificate.signatories
    Signatory.objects.update(position="Исполняющий обязанности", until=TOMORROW)

    certificate.refresh_from_db()

    assert certificate.signatories == printed


def test_numbers_go_on_within_a_year_and_begin_anew_in_the_next():
    numbers = [issued_certificate().number, issued_certificate().number]
    new_year = datetime.date(2027, 1, 11)
    at = ISSUED_AT.replace(year=2027, month=1, day=11)
    numbers.append(issued_certificate(issued_on=new_year, at=at).number)

    assert numbers == ["2026-0001", "2026-0002", "2027-0001"]


def test_refused_issue_takes_no_number():
    """T38, T39: a gap never appears by a refusal."""
    kind = CertificateKindFactory()
    with pytest.raises(DomainError) as refusal:
        operations.issue_certificate(
            kind.code,
            holder=Holder("Школа"),
            source=PersonFactory(),
            issued_on=ISSUED_ON,
            by=None,
            at=ISSUED_AT,
        )

    assert refusal.value.rule == rules.SIGNATORIES
    assert (Certificate.objects.count(), BookEntry.objects.count(), logged()) == (0, 0, [])
    assert issued_certificate().number == "2026-0001"


def test_one_valid_certificate_of_a_kind_for_one_source():
    source = PersonFactory()
    issued_certificate(source=source)

    with pytest.raises(DomainError) as refusal:
        issued_certificate(source=source)

    assert refusal.value.message == "Действующий сертификат уже выдан: №\xa02026-0001."
    assert certificates_of(source).count() == 1


def test_registration_date_has_come():
    with pytest.raises(DomainError) as refusal:
        issued_certificate(issued_on=TOMORROW)
    assert (refusal.value.field, refusal.value.rule) == ("issued_on", rules.REGISTRATION)


def test_unknown_kind_is_refused_in_words():
    with pytest.raises(DomainError) as refusal:
        operations.issue_certificate(
            "no-such",
            holder=Holder("Школа"),
            source=PersonFactory(),
            issued_on=ISSUED_ON,
            by=None,
            at=ISSUED_AT,
        )
    assert refusal.value.message == "Вид сертификата «no-such» не заведён."


def test_revoked_certificate_says_since_when_and_why():
    """R92, T40."""
    secretary = UserFactory()
    certificate = revoke(issued_certificate(), ground=" Выход из Ассоциации ", by=secretary)

    certificate.refresh_from_db()

    assert (certificate.status, certificate.revoked_on, certificate.ground) == (
        Status.REVOKED,
        TOMORROW,
        "Выход из Ассоциации",
    )
    assert logged()[1:] == [
        (
            "certificates.revoke",
            secretary,
            {"number": "2026-0001", "on": "2026-11-19", "ground": "Выход из Ассоциации"},
        )
    ]


def test_certificate_ends_once():
    """T35: of two who end it, the second is told."""
    certificate = issued_certificate()
    revoke(certificate)

    with pytest.raises(DomainError) as refusal:
        operations.void_certificate(certificate, reason="Ошибка", by=None, at=DAY_AFTER)

    assert refusal.value.message == (
        "Сертификат №\xa02026-0001 уже не действует с 19\xa0ноября 2026\xa0г."
    )
    certificate.refresh_from_db()
    assert certificate.status == Status.REVOKED


def test_voided_number_is_never_given_again():
    """T39."""
    source = PersonFactory()
    operations.void_certificate(
        issued_certificate(source=source), reason="Выдан не тому", by=None, at=DAY_AFTER
    )
    again = issued_certificate(source=source)

    assert again.number == "2026-0002"
    assert [c.status for c in certificates_of(source)] == [Status.VALID, Status.VOIDED]


def test_replaced_certificate_leads_to_the_new_one():
    old = issued_certificate(name="Школа № 1")

    new = operations.replace_certificate(
        old,
        holder=Holder("Лицей № 1"),
        ground="Переименование",
        issued_on=TOMORROW,
        by=None,
        at=DAY_AFTER,
    )

    old.refresh_from_db()
    assert (old.status, old.revoked_on, old.replaced_by) == (Status.REPLACED, TOMORROW, new)
    assert (new.number, new.holder_name, new.status) == ("2026-0002", "Лицей № 1", Status.VALID)
    assert new.source == old.source
    assert [action for action, *_ in logged()] == [
        "certificates.issue",
        "certificates.replace",
        "certificates.issue",
    ]


def test_refused_replacement_leaves_the_old_one_valid():
    old = issued_certificate()

    with pytest.raises(DomainError):
        operations.replace_certificate(
            old, holder=Holder(""), ground="Ошибка", issued_on=TOMORROW, by=None, at=DAY_AFTER
        )

    old.refresh_from_db()
    assert (old.status, len(logged())) == (Status.VALID, 1)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"status": Status.REVOKED}, id="ended without date and ground"),
        pytest.param({"ground": "Есть"}, id="valid with a ground"),
        pytest.param({"number_key": "20260001"}, id="two of one number"),
        pytest.param({"sequence": 1}, id="two of one place in the year"),
        pytest.param({"pdf": "certificates/x.pdf"}, id="PDF without a checksum"),
        pytest.param(
            {
                "status": Status.REVOKED,
                "ground": "Раньше",
                "revoked_on": ISSUED_ON - datetime.timedelta(days=1),
            },
            id="ended before it was issued",
        ),
    ],
)
def test_register_cannot_hold_what_is_false(change):
    issued_certificate()
    second = issued_certificate()
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.filter(pk=second.pk).update(**change)


def test_book_chains_every_act():
    """T43."""
    certificate = issued_certificate()
    revoke(certificate)

    book = RegisterBook.objects.get()
    entries = list(BookEntry.objects.all())

    assert [(entry.position, entry.act) for entry in entries] == [(1, "issued"), (2, "revoked")]
    assert entries[0].hash == rules.entry_hash("", entries[0].facts)
    assert entries[1].hash == rules.entry_hash(entries[0].hash, entries[1].facts) == book.last_hash


def test_number_of_another_kind_is_never_given_again():
    """T41: the pattern went to a new kind after papers were issued by it."""
    first = issued_certificate()
    CertificateKind.objects.filter(pk=first.kind_id).update(number_pattern="Ч-{year}-{number:04}")
    other = CertificateKindFactory(code="other", title="Другой вид")
    two_signatories(other)
    with pytest.raises(DomainError, match="Номер 2026-0001 уже стоит на другом сертификате"):
        operations.issue_certificate(
            "other",
            holder=Holder("Школа"),
            source=PersonFactory(),
            issued_on=ISSUED_ON,
            by=None,
            at=ISSUED_AT,
        )
    assert Certificate.objects.count() == 1
