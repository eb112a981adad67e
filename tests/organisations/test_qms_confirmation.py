"""What a member enters counts when the office has compared it with the scan (R4, R43, R68, decision 035)."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from association.organisations import operations, queries, registry, rules
from association.organisations.choices import QmsState, Standing
from association.organisations.life import life_events
from association.organisations.modeladmin import QmsCertificateAdmin
from association.organisations.models import QmsCertificate
from association.organisations.registrations import qms_tasks
from home.notices.models import Letter
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory, log_in
from tests.factories.organisations import OrganisationFactory, RepresentativeFactory
from tests.factories.uploads import pdf
from tests.organisations.helpers import logged

NOW = datetime.datetime(2026, 11, 18, 12, tzinfo=datetime.UTC)
LATER = NOW + datetime.timedelta(hours=2)
TODAY = NOW.date()
DAY = datetime.timedelta(days=1)


@pytest.fixture
def member(db):
    return OrganisationFactory(short_name="Лицей «Рябина»", standing=Standing.MEMBER)


@pytest.fixture
def speaker(member):
    user = UserFactory()
    RepresentativeFactory(organisation=member, person=user.person)
    return user


def enter(organisation, by, **changes) -> QmsCertificate:
    """As a member does, who may not confirm."""
    told = {
        "number": "СМК-5",
        "issuer": "Орган по сертификации",
        "issued_on": TODAY - 10 * DAY,
        "valid_until": TODAY + 1000 * DAY,
        "is_confirmed": False,
    }
    return operations.record_qms_certificate(organisation, **told | changes, by=by, at=NOW)


def letters(kind: str) -> list:
    found = Letter.objects.filter(kind=f"organisations.{kind}").order_by("pk")
    return [letter.person for letter in found]


@pytest.fixture
def heard(monkeypatch):
    """Certificates of which the rooms above were told."""
    told = []
    monkeypatch.setattr(registry, "_on_certified", [lambda one, **signed: told.append(one)])
    return told


def test_entered_certificate_counts_for_nothing_until_it_is_confirmed(
    member, speaker, secretary, heard
):
    certificate = enter(member, speaker)
    assert not queries.is_certified(member, TODAY)
    assert (certificate.state_on(TODAY), heard) == (QmsState.WAITING, [])
    assert letters("qms_entered") == [secretary.person]

    confirmed = operations.confirm_qms_certificate(certificate, by=secretary, at=LATER)

    assert queries.is_certified(member, TODAY)
    assert (confirmed.state_on(TODAY), heard) == (QmsState.IN_FORCE, [certificate])
    assert (confirmed.confirmed_by, confirmed.confirmed_at) == (secretary, LATER)
    assert letters("qms_checked") == [speaker.person]
    assert logged(member) == ["record_qms_certificate", "confirm_qms_certificate"]


def test_rejected_certificate_never_counts_and_tells_why(member, speaker, secretary, heard):
    certificate = enter(member, speaker)
    rejected = operations.reject_qms_certificate(
        certificate, reason="номер на скане другой", by=secretary, at=LATER
    )
    assert (rejected.state_on(TODAY), heard) == (QmsState.REJECTED, [])
    assert not queries.certified(TODAY).exists()
    letter = Letter.objects.get(kind="organisations.qms_checked")
    assert (letter.person, "номер на скане другой" in letter.text) == (speaker.person, True)
    assert logged(member)[-1] == "reject_qms_certificate"


def test_rejected_paper_may_be_brought_again(member, speaker, secretary):
    first = enter(member, speaker)
    assert enter(member, speaker) == first
    operations.reject_qms_certificate(first, reason="не читается", by=secretary, at=LATER)
    again = enter(member, speaker)
    assert (again == first, again.state_on(TODAY)) == (False, QmsState.WAITING)


@pytest.mark.parametrize("first", ["confirm", "reject", "end"])
@pytest.mark.parametrize("second", ["confirm", "reject"])
def test_decided_once(member, speaker, secretary, first, second):
    """T34, T35: the second click or the second secretary changes nothing."""
    certificate = enter(member, speaker, is_confirmed=first == "end")
    acts = {
        "confirm": lambda: operations.confirm_qms_certificate(certificate, by=secretary, at=LATER),
        "reject": lambda: operations.reject_qms_certificate(
            certificate, reason="нет", by=secretary, at=LATER
        ),
        "end": lambda: operations.end_qms_certificate(
            certificate, on=TODAY, reason="отозван", by=secretary, at=LATER
        ),
    }
    acts[first]()
    before = (logged(member), Letter.objects.count())
    with pytest.raises(DomainError) as refusal:
        acts[second]()
    assert refusal.value.rule == rules.DECIDED_ONCE
    assert (logged(member), Letter.objects.count()) == before


def test_waiting_one_is_rejected_and_not_ended(member, speaker, secretary):
    certificate = enter(member, speaker)
    with pytest.raises(DomainError) as refusal:
        operations.end_qms_certificate(certificate, on=TODAY, reason="нет", by=secretary, at=LATER)
    assert refusal.value.rule == rules.CERTIFIED_BY_RECORD


def test_old_paper_is_confirmed_for_the_history_alone(member, speaker, secretary, heard):
    """R68: a certificate whose term is over ends nobody's pair."""
    old = enter(member, speaker, issued_on=TODAY - 900 * DAY, valid_until=TODAY - DAY)
    confirmed = operations.confirm_qms_certificate(old, by=secretary, at=LATER)
    assert (confirmed.state_on(TODAY), heard) == (QmsState.EXPIRED, [])


def test_admission_confirms_what_the_applicant_had_entered(member, speaker, secretary, heard):
    """The office has seen the paper in the package: nothing is left to compare."""
    waiting = enter(member, speaker)
    assert enter(member, secretary, is_confirmed=True) == waiting
    waiting.refresh_from_db()
    assert (waiting.is_confirmed, heard) == (True, [waiting])
    enter(member, secretary, is_confirmed=True)
    assert heard == [waiting]
    assert logged(member) == ["record_qms_certificate", "confirm_qms_certificate"]


def test_life_line_keeps_what_waits_from_the_public(member, speaker, secretary):
    def told() -> list[tuple[str, bool]]:
        events = [each for each in life_events(member) if "СМК-5" in each.title]
        return [(each.title, each.is_public) for each in events]

    certificate = enter(member, speaker)
    title = "Сертификат СМК №\xa0СМК-5, Орган по сертификации"
    assert told() == [(f"{title}, ждёт подтверждения", False)]
    operations.reject_qms_certificate(certificate, reason="нет", by=secretary, at=LATER)
    assert told() == [(title, False), ("Не подтверждён сертификат СМК №\xa0СМК-5", False)]
    enter(member, secretary, is_confirmed=True)
    assert (title, True) in told()


def test_office_has_a_task_for_each_and_others_ask_nothing(
    member, speaker, secretary, editor, django_assert_num_queries
):
    enter(member, speaker)
    enter(member, speaker, number="СМК-6")
    assert [task.about for task in qms_tasks(secretary, TODAY)] == [
        "Лицей «Рябина», №\xa0СМК-5",
        "Лицей «Рябина», №\xa0СМК-6",
    ]
    for other in (speaker, editor):
        list(qms_tasks(other, TODAY))
        with django_assert_num_queries(0):
            assert list(qms_tasks(other, TODAY)) == []


def posted(**changes) -> dict:
    told = {
        "number": "СМК-7",
        "issuer": "Орган",
        "issued_on": "01.10.2025",
        "valid_until": "01.10.2099",
    }
    return told | changes


def test_from_the_scan_to_the_confirmation(member, speaker, secretary, client):
    log_in(client, speaker)
    entering = reverse("organisations:add_qms_certificate", args=[member.pk])
    scan = SimpleUploadedFile("СМК.pdf", pdf())
    page = client.post(entering, posted(file=scan), follow=True).content.decode()
    assert "Ждёт подтверждения" in page
    assert "секретарь Ассоциации сверит" in page
    front = client.get(reverse("membership:overview_of", args=[member.pk])).content.decode()
    assert "Секретарь сверяет сертификат СМК" in front

    log_in(client, secretary)
    certificate = QmsCertificate.objects.get()
    page = client.get(reverse("organisations:check_qms", args=[certificate.pk])).content.decode()
    assert reverse("organisations:qms_file", args=[certificate.pk]) in page
    reject = reverse("organisations:reject_qms", args=[certificate.pk])
    refused = client.post(reject, {"reason": " "})
    assert refused.context["form"].errors == {"reason": ["Напишите, что не сходится."]}
    client.post(reverse("organisations:confirm_qms", args=[certificate.pk]))
    assert queries.is_certified(member, timezone.localdate())
    again = client.post(reject, {"reason": "поздно"}).content.decode()
    assert "По этому сертификату уже решено" in again


@pytest.mark.parametrize("name", ["check_qms", "confirm_qms", "reject_qms"])
@pytest.mark.parametrize("who", ["speaker", "stranger", "support", "editor"])
def test_nobody_but_the_office_compares(member, speaker, request, client, who, name):
    """T1: the member itself least of all."""
    certificate = enter(member, speaker)
    log_in(client, request.getfixturevalue(who))
    address = reverse(f"organisations:{name}", args=[certificate.pk])
    answer = client.get(address) if name == "check_qms" else client.post(address, {"reason": "да"})
    certificate.refresh_from_db()
    assert (answer.status_code, certificate.is_waiting) == (404, True)


def test_office_that_enters_has_seen_the_paper(member, secretary, client):
    log_in(client, secretary)
    client.post(reverse("organisations:add_qms_certificate", args=[member.pk]), posted())
    certificate = QmsCertificate.objects.get()
    assert (certificate.confirmed_by, letters("qms_checked")) == (secretary, [])


def test_register_finds_those_that_wait(member, speaker, secretary, client):
    enter(member, speaker)
    enter(member, secretary, number="СМК-9", is_confirmed=True)
    log_in(client, secretary)
    address = QmsCertificateAdmin().url_helper.index_url

    def numbers(asked: str) -> set[str]:
        rows = client.get(address, {"in_force": asked}).context["object_list"]
        return {each.number for each in rows}

    found = {asked: numbers(asked) for asked in ("yes", "waiting", "no")}
    assert found == {"yes": {"СМК-9"}, "waiting": {"СМК-5"}, "no": set()}
    page = client.get(address).content.decode()
    waiting = QmsCertificate.objects.get(number="СМК-5")
    assert reverse("organisations:check_qms", args=[waiting.pk]) in page
