"""The public check: what a stranger sees, and what he does not (T2, T40–T42)."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from freezegun import freeze_time
from pytest_django.asserts import assertContains, assertNotContains

from documents.certificates import operations
from documents.certificates.models import CertificateKind
from documents.certificates.rules import Holder
from tests.factories.certificates import ISSUED_AT, ISSUED_ON, issued_certificate

pytestmark = pytest.mark.django_db

TOMORROW = ISSUED_ON + datetime.timedelta(days=1)
DAY_AFTER = ISSUED_AT + datetime.timedelta(days=1)


@pytest.fixture
def certificate():
    return issued_certificate(name="Гимназия № 5")


@pytest.fixture
def certificate_of_a_person():
    return issued_certificate(name="Анна Тестова", is_organisation=False)


def by_number(client, number):
    return client.get(reverse("certificates:verify"), {"number": number})


def by_code(client, code):
    return client.get(reverse("certificates:verify_code", args=[code]))


def as_json(client, code):
    return client.get(reverse("certificates:verify_json", args=[code]))


def revoke(certificate):
    return operations.revoke_certificate(
        certificate, ground="Выход из Ассоциации", on=TOMORROW, by=None, at=DAY_AFTER
    )


def test_code_shows_a_valid_certificate(client, certificate):
    response = by_code(client, certificate.code)
    assertContains(response, '<span class="status status--positive">Действует</span>', html=True)
    assertContains(response, "<dd>Гимназия № 5</dd>", html=True)
    assertContains(response, "<dd>2026-0001</dd>", html=True)


def test_code_may_be_typed_by_hand(client, certificate):
    typed = certificate.code.lower().replace("0", "o").replace("1", "l")
    assertContains(by_code(client, typed), "<dd>2026-0001</dd>", html=True)


def test_revoked_certificate_says_since_when_and_why(client, certificate):
    """T40: the old QR leads to the truth."""
    revoke(certificate)
    response = by_code(client, certificate.code)
    assertContains(response, "Аннулирован")
    assertContains(response, "Сертификат не&nbsp;действует с&nbsp;19\xa0ноября 2026\xa0г.")
    assertContains(response, "Основание: Выход из Ассоциации")


def test_replaced_certificate_names_the_new_one(client, certificate):
    operations.replace_certificate(
        certificate,
        holder=Holder("Лицей № 5"),
        ground="Переименование",
        issued_on=TOMORROW,
        by=None,
        at=DAY_AFTER,
    )
    assertContains(by_code(client, certificate.code), "выдан другой, №&nbsp;2026-0002")


def test_voided_number_is_shown_as_such(client, certificate):
    operations.void_certificate(certificate, reason="Опечатка", by=None, at=DAY_AFTER)
    response = by_code(client, certificate.code)
    assertContains(response, "Номер признан недействительным 19\xa0ноября 2026\xa0г.")
    assertContains(response, "Основание: Опечатка")


@pytest.mark.parametrize("typed", ["2026-0001", " № 2026 0001 ", "2О26–ОOOl"])
def test_number_finds_its_certificate_however_typed(client, certificate, typed):
    """T41."""
    assertContains(by_number(client, typed), "<dd>Гимназия № 5</dd>", html=True)


def test_number_shows_no_ground_and_no_code(client, certificate):
    """T42: only the agreed fields."""
    revoke(certificate)
    response = by_number(client, "2026-0001")
    assertContains(response, "Аннулирован")
    assertNotContains(response, "Выход из Ассоциации")
    assertNotContains(response, certificate.code)


def test_number_of_a_person_does_not_say_who(client, certificate_of_a_person):
    """T2."""
    response = by_number(client, certificate_of_a_person.number)
    assertContains(response, "<dd>2026-0001</dd>", html=True)
    assertNotContains(response, "Анна Тестова")


@pytest.mark.parametrize(("shows_person", "count"), [(False, 0), (True, 1)])
def test_code_of_a_person_says_who_when_the_kind_agrees(
    client, certificate_of_a_person, shows_person, count
):
    CertificateKind.objects.update(shows_person=shows_person)
    page = by_code(client, certificate_of_a_person.code).content.decode()
    assert page.count("<dd>Анна Тестова</dd>") == count
    holder = as_json(client, certificate_of_a_person.code).json()["holder"]
    assert holder == ("Анна Тестова" if shows_person else None)


def test_json_of_a_valid_certificate(client, certificate):
    assert as_json(client, certificate.code).json() == {
        "number": "2026-0001",
        "kind": "Сертификат члена Ассоциации",
        "status": "valid",
        "holder": "Гимназия № 5",
        "issued_on": "2026-11-18",
        "valid_until": None,
        "revoked_on": None,
        "reason": None,
        "replaced_by": None,
    }


def test_json_of_a_revoked_certificate(client, certificate):
    revoke(certificate)
    answer = as_json(client, certificate.code).json()
    assert (answer["status"], answer["revoked_on"], answer["reason"]) == (
        "revoked",
        "2026-11-19",
        "Выход из Ассоциации",
    )


ODD_CODES = ["0" * 20, "нет", "%", "<script>", "٣" * 20, "9" * 10_000, "\u202e\u200b", "..", "🎓"]


@pytest.mark.parametrize("code", ODD_CODES)
def test_unknown_code_is_not_found_in_words(client, certificate, code):
    response = by_code(client, code)
    assertContains(response, "Сертификат не&nbsp;найден", status_code=404)
    answer = as_json(client, code)
    assert (answer.status_code, answer.json()) == (404, {"status": "not-found"})


@pytest.mark.parametrize("number", ["2026-9999", "нет", "<b>", "٣", "1/2", "' OR 1=1 --"])
def test_unknown_number_is_not_found_in_words(client, certificate, number):
    assertContains(by_number(client, number), "Такого номера в реестре нет", status_code=404)


def test_empty_number_is_asked_for(client):
    assertContains(by_number(client, " "), "Введите номер сертификата.")


def test_number_of_ten_thousand_signs_gets_a_sentence(client):
    assertContains(by_number(client, "9" * 10_000), "проверьте, что вы вставили")


@pytest.mark.parametrize("address", ["/verify/%00/", "/verify/?number=%00", "/verify/a/b/"])
def test_odd_addresses_break_nothing(client, address):
    assert client.get(address).status_code in (400, 404)


def test_form_says_what_to_type(client):
    assertContains(client.get("/verify/"), "Как напечатано на бумаге")


@freeze_time("2026-11-18 12:00:10")
def test_harvesting_is_limited_by_address(client, certificate):
    """T42: one limit for the number, the code and the JSON together."""
    statuses = [by_number(client, "2026-0001").status_code for _ in range(10)]
    statuses += [by_code(client, certificate.code).status_code for _ in range(10)]
    statuses += [as_json(client, certificate.code).status_code for _ in range(10)]

    assert statuses == [200] * 30
    assert by_number(client, "2026-0001").status_code == 429
    assert by_code(client, certificate.code).status_code == 429
    refused = as_json(client, certificate.code)
    assert (refused.status_code, refused.json()) == (429, {"status": "limited"})


@pytest.mark.parametrize("view", [by_code, as_json])
def test_check_touches_no_session_and_is_kept_by_no_cache(client, certificate, view):
    with CaptureQueriesContext(connection) as queries:
        response = view(client, certificate.code)
    assert [query for query in queries if "session" in query["sql"]] == []
    assert response["Cache-Control"] == "no-store"
    assert response.cookies == {}
    assert "Cookie" not in response.get("Vary", "")


def test_only_reading_is_allowed(client, certificate):
    assert client.post(certificate.get_absolute_url()).status_code == 405


@pytest.mark.parametrize("address", ["/", "/verify/", "/accounts/login/", "/search/"])
def test_every_page_leads_to_the_check(client, address):
    assertContains(client.get(address), '<a href="/verify/">Проверить сертификат</a>', count=1)
