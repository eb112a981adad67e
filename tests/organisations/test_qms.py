"""That a QMS is certified is a record of its own, whatever the ground of membership (R4, R43, R69, C11)."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from association.organisations import operations, queries, rules
from association.organisations.choices import CertificationOutcome, Standing
from association.organisations.models import QmsCertificate
from home.notices.models import Letter
from home.rulebook import DomainError
from tests.factories.accounts import log_in
from tests.factories.organisations import OrganisationFactory, RepresentativeFactory
from tests.factories.uploads import pdf
from tests.organisations.helpers import logged

DAY = datetime.timedelta(days=1)
NOW = datetime.datetime(2026, 11, 18, 12, tzinfo=datetime.UTC)
TODAY = NOW.date()
UNTIL = datetime.date(2027, 11, 17)


def record(organisation, by, **changes):
    told = {
        "number": "СМК-1",
        "issuer": "Орган по сертификации",
        "issued_on": datetime.date(2025, 11, 18),
        "valid_until": UNTIL,
        "by": by,
        "at": NOW,
    }
    return operations.record_qms_certificate(organisation, **told | changes)


def test_certified_from_the_first_to_the_last_day(organisation, secretary):
    certificate = record(organisation, secretary)
    days = [certificate.issued_on - DAY, certificate.issued_on, UNTIL, UNTIL + DAY]
    assert [queries.is_certified(organisation, on) for on in days] == [False, True, True, False]
    assert [certificate.is_in_force(on) for on in days] == [False, True, True, False]


def test_same_paper_is_one_record(organisation, secretary):
    assert record(organisation, secretary) == record(organisation, secretary)


@pytest.mark.parametrize(
    "changes", [{"issued_on": TODAY + DAY}, {"valid_until": datetime.date(2025, 11, 17)}]
)
def test_impossible_days_are_refused(organisation, secretary, changes):
    with pytest.raises(DomainError) as refusal:
        record(organisation, secretary, **changes)
    assert (refusal.value.rule, QmsCertificate.objects.count()) == (rules.CERTIFIED_BY_RECORD, 0)


def test_ended_certificate_counts_no_more_from_its_day(organisation, secretary):
    certificate = record(organisation, secretary)
    ended = operations.end_qms_certificate(
        certificate, on=TODAY, reason="отозван", by=secretary, at=NOW
    )
    assert [queries.is_certified(organisation, on) for on in (TODAY - DAY, TODAY)] == [True, False]
    with pytest.raises(DomainError):
        operations.end_qms_certificate(ended, on=TODAY, reason="снова", by=secretary, at=NOW)


@pytest.mark.parametrize(
    ("left", "threshold"), [(90, 90), (31, 90), (30, 30), (0, 30), (-1, 0), (-30, 0)]
)
def test_days_left_and_the_warning_they_belong_to(left, threshold):
    assert rules.qms_threshold(TODAY + left * DAY, TODAY) == threshold


@pytest.mark.parametrize(("left", "letters"), [(91, 0), (90, 1), (30, 1), (-1, 1), (-31, 0)])
def test_people_are_reminded_once(organisation, representative, secretary, left, letters):
    record(organisation, secretary, valid_until=TODAY + left * DAY)
    assert [operations.remind_of_qms(NOW), operations.remind_of_qms(NOW)] == [letters, 0]


def test_nobody_is_reminded_of_one_that_never_counted(organisation, representative, secretary):
    record(organisation, representative, is_confirmed=False, valid_until=TODAY + 10 * DAY)
    assert operations.remind_of_qms(NOW) == 0


def test_nobody_is_reminded_of_one_that_was_renewed(organisation, representative, secretary):
    record(organisation, secretary, valid_until=TODAY + 10 * DAY)
    record(organisation, secretary, number="СМК-2")
    assert operations.remind_of_qms(NOW) == 0


def posted(**changes) -> dict:
    told = {
        "number": "СМК-7",
        "issuer": "Орган",
        "issued_on": "01.10.2025",
        "valid_until": "01.10.2028",
    }
    return told | changes


def test_representative_brings_the_paper(organisation, representative, client):
    client.force_login(representative)
    address = reverse("organisations:add_qms_certificate", args=[organisation.pk])
    without = client.post(address, posted())
    assert without.context["form"].errors["file"] == ["Приложите скан сертификата."]
    assert (
        client.post(address, posted(file=SimpleUploadedFile("СМК.pdf", pdf()))).status_code == 302
    )
    certificate = QmsCertificate.objects.get()
    scan = reverse("organisations:qms_file", args=[certificate.pk])
    assert client.get(scan).status_code == 200
    end = reverse("organisations:end_qms_certificate", args=[certificate.pk])
    assert client.post(end, {"on": "01.11.2025", "reason": "нет"}).status_code == 404


def test_scan_of_another_organisation_is_not_there(organisation, secretary, stranger, client):
    """T1."""
    certificate = record(organisation, secretary)
    client.force_login(stranger)
    for name in ("qms_file", "end_qms_certificate"):
        assert (
            client.get(reverse(f"organisations:{name}", args=[certificate.pk])).status_code == 404
        )


@pytest.fixture
def member(representative):
    member = OrganisationFactory(standing="member")
    RepresentativeFactory(organisation=member, person=representative.person)
    return member


def test_only_members_ask_to_be_certified(organisation, member, representative):
    """R69: 4.12."""
    with pytest.raises(DomainError) as refusal:
        operations.ask_certification(organisation, "готово", by=representative, at=NOW)
    assert refusal.value.rule == rules.MAY_BE_CERTIFIED
    asked = operations.ask_certification(member, "готово", by=representative, at=NOW)
    assert asked == operations.ask_certification(member, "готово", by=representative, at=NOW)


def test_centre_certifies_and_the_certificate_is_there(member, representative, secretary, client):
    asked = operations.ask_certification(member, "готово", by=representative, at=timezone.now())
    log_in(client, secretary)
    address = reverse("organisations:decide_certification", args=[asked.pk])
    assert client.post(address, {"outcome": "certified"}).context["form"].errors.keys() == {
        "number",
        "issuer",
        "issued_on",
        "valid_until",
    }
    assert client.post(address, posted(outcome="certified")).status_code == 302
    asked.refresh_from_db()
    assert (asked.outcome, asked.certificate.number) == (CertificationOutcome.CERTIFIED, "СМК-7")
    assert Letter.objects.get(kind="organisations.certification_answered").person == (
        representative.person
    )


def test_refusal_needs_its_reason(member, representative, secretary, client):
    asked = operations.ask_certification(member, "готово", by=representative, at=timezone.now())
    log_in(client, secretary)
    address = reverse("organisations:decide_certification", args=[asked.pk])
    day = timezone.localdate().strftime("%d.%m.%Y")
    refused = client.post(address, {"outcome": "refused", "refused_on": day})
    assert refused.context["form"].errors == {"note": ["Напишите причину отказа."]}
    client.post(address, {"outcome": "refused", "refused_on": day, "note": "Нет аудитов"})
    asked.refresh_from_db()
    assert (asked.outcome, asked.outcome_note) == (CertificationOutcome.REFUSED, "Нет аудитов")
    log_in(client, representative)
    assert client.get(address).status_code == 404


def test_who_leaves_asks_the_centre_no_more(member, representative, secretary):
    """4.12 is for members: the request of a former one is withdrawn the moment it leaves."""
    asked = operations.ask_certification(member, "готово", by=representative, at=NOW)
    operations.change_standing(
        member, Standing.FORMER, on=TODAY, ground="выход", by=secretary, at=NOW
    )
    asked.refresh_from_db()
    assert (asked.outcome, asked.outcome_on) == (CertificationOutcome.WITHDRAWN, TODAY)
    assert logged(member)[-2:] == ["close_certification", "change_standing"]


def test_withdrawn_request_lets_ask_again(member, representative):
    asked = operations.ask_certification(member, "готово", by=representative, at=NOW)
    operations.withdraw_certification(asked, by=representative, at=NOW)
    again = operations.ask_certification(member, "готово", by=representative, at=NOW)
    assert again != asked
    with pytest.raises(DomainError):
        operations.withdraw_certification(asked, by=representative, at=NOW)
