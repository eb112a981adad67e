"""Certificates in the cabinet: mine, and nobody else's (R218, T1, T2, T5)."""

import hashlib

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains

from documents.certificates import operations, registry
from home.accounts.choices import Role
from tests.factories.accounts import UserFactory
from tests.factories.certificates import issued_certificate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def people_hold_their_own(monkeypatch):
    """What an upper room registers: the source of a certificate is the person of the user."""
    monkeypatch.setattr(registry, "_openers", [])
    monkeypatch.setattr(registry, "_holders", [])
    registry.register_opener(lambda user, certificate: certificate.source == user.person)
    registry.register_holder(lambda user: [user.person])


@pytest.fixture
def holder():
    return UserFactory()


@pytest.fixture
def certificate(holder):
    made = issued_certificate(source=holder.person)
    operations.render_certificate.call(made.pk)
    made.refresh_from_db()
    return made


def test_holder_downloads_the_very_file(client, holder, certificate):
    client.force_login(holder)
    response = client.get(reverse("certificates:download", args=[certificate.pk]))

    content = b"".join(response.streaming_content)

    assert hashlib.sha256(content).hexdigest() == certificate.pdf_sha256
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%D0%A1%D0%B5%D1%80%D1%82%D0%B8%D1%84"
        "%D0%B8%D0%BA%D0%B0%D1%82%202026-0001.pdf"
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", ["certificates:download", "certificates:show_certificate"])
def test_stranger_finds_nothing(client, certificate, name):
    """T1: 404, as for a number that is not there."""
    client.force_login(UserFactory())
    assert client.get(reverse(name, args=[certificate.pk])).status_code == 404
    assert client.get(reverse(name, args=[certificate.pk + 1])).status_code == 404


@pytest.mark.parametrize("name", ["certificates:download", "certificates:show_certificate"])
def test_visitor_is_asked_to_log_in(client, certificate, name):
    address = reverse(name, args=[certificate.pk])
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"] == f"/accounts/login/?next={address}"


def test_right_withdrawn_closes_the_old_link(client, holder, certificate, monkeypatch):
    """T5."""
    client.force_login(holder)
    address = reverse("certificates:download", args=[certificate.pk])
    assert client.get(address).status_code == 200
    monkeypatch.setattr(registry, "_openers", [])
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.SECRETARY, 200),
        (Role.ADMINISTRATOR, 200),
        (Role.EDITOR, 404),
        (Role.AUTHORITY_SUPPORT, 404),
    ],
)
def test_secretary_may_open_every_certificate(staff_client, certificate, role, status):
    response = staff_client(role).get(reverse("certificates:download", args=[certificate.pk]))
    assert response.status_code == status


def test_certificate_in_the_queue_is_being_prepared(client, holder):
    certificate = issued_certificate(source=holder.person)
    client.force_login(holder)

    response = client.get(reverse("certificates:download", args=[certificate.pk]), follow=True)

    assertContains(response, "PDF готовится. Обычно это занимает меньше минуты.")
    assertContains(response, 'hx-trigger="every 4s"')


def test_lost_file_is_404_and_logged(client, holder, certificate, caplog):
    """The register still holds its checksum, so `verify_register` names it too (T59)."""
    certificate.pdf.storage.delete(certificate.pdf.name)
    client.force_login(holder)
    assert client.get(reverse("certificates:download", args=[certificate.pk])).status_code == 404
    assert f"the PDF of certificate {certificate.number} is gone" in caplog.messages


def test_ready_certificate_offers_its_file(client, holder, certificate):
    client.force_login(holder)
    response = client.get(reverse("certificates:show_certificate", args=[certificate.pk]))
    assertContains(response, reverse("certificates:download", args=[certificate.pk]))
    assertContains(response, certificate.get_absolute_url())


def test_list_holds_mine_and_nothing_else(client, holder, certificate):
    issued_certificate(name="Чужая школа")
    client.force_login(holder)
    response = client.get(reverse("certificates:mine"))
    assert list(response.context["page_of_certificates"]) == [certificate]


def test_empty_list_says_what_will_be_here(client):
    client.force_login(UserFactory())
    assertContains(client.get(reverse("certificates:mine")), "Сертификатов пока нет")


@pytest.mark.parametrize("page", ["abc", "-1", "99999999999999999999", "\u0663"])
def test_odd_page_numbers_break_nothing(client, holder, certificate, page):
    client.force_login(holder)
    response = client.get(reverse("certificates:mine"), {"page": page})
    assert list(response.context["page_of_certificates"]) == [certificate]


def test_list_asks_the_same_of_one_and_of_thirty(client, holder):
    certificate = issued_certificate(source=holder.person)
    client.force_login(holder)
    client.get(reverse("certificates:mine"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("certificates:mine"))
    for _ in range(29):
        operations.void_certificate(
            certificate, reason="Опечатка", by=None, at=certificate.issued_at
        )
        certificate = issued_certificate(source=holder.person)
    with CaptureQueriesContext(connection) as thirty:
        client.get(reverse("certificates:mine"))

    assert len(thirty) == len(one) <= 15
