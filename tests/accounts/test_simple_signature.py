"""The agreement to sign by the account: no consent to processing, accepted once, ended at will (63-FZ, art. 9)."""

import pytest
from django.urls import reverse

from home.accounts import operations, queries
from home.accounts.models import Consent
from home.accounts.queries import SIMPLE_SIGNATURE
from tests.factories.accounts import UserFactory, log_in

pytestmark = pytest.mark.django_db
URL = "accounts:accept_signature"


@pytest.fixture
def user(client):
    return log_in(client, UserFactory())


@pytest.fixture
def text():
    return queries.current_text(SIMPLE_SIGNATURE)


def test_unticked_box_accepts_nothing(client, user, text):
    page = client.post(reverse(URL), {"version": text.version})
    assert "Отметьте, что принимаете соглашение" in page.content.decode()
    assert queries.accepted_text(user.person, SIMPLE_SIGNATURE) is None


def test_accepting_leads_back_to_where_the_signature_waits(client, user, text):
    posted = {"version": text.version, "accepted": "on", "next": "/cabinet/minutes/1/"}
    answer = client.post(reverse(URL), posted)
    assert (answer.status_code, answer.url) == (302, "/cabinet/minutes/1/")
    consent = Consent.objects.get(person=user.person)
    assert (consent.text, consent.text_sha256) == (text, text.sha256)
    assert client.get(reverse(URL), {"next": "/cabinet/"}).url == "/cabinet/"


def test_foreign_address_is_not_followed(client, user, text):
    """T16."""
    posted = {"version": text.version, "accepted": "on", "next": "https://example.org/"}
    assert client.post(reverse(URL), posted).url == reverse("accounts:consents")


def test_new_version_is_accepted_anew(client, user, text, now):
    operations.give_consent(user.person, text, at=now)
    operations.publish_text(purpose=SIMPLE_SIGNATURE, title="Соглашение", body="2", by=None, at=now)
    assert queries.accepted_text(user.person, SIMPLE_SIGNATURE) is None
    page = client.post(reverse(URL), {"version": text.version, "accepted": "on"})
    assert "Текст соглашения обновился" in page.content.decode()
    assert queries.accepted_text(user.person, SIMPLE_SIGNATURE) is None


def test_ending_it_gives_nobody_a_task_and_leaves_the_account(client, user, text, now):
    consent = operations.give_consent(user.person, text, at=now)
    assert list(queries.texts_offered_to(user.person))[-1].purpose != SIMPLE_SIGNATURE
    url = reverse("accounts:withdraw_consent", args=[consent.pk])
    assert "Расторгнуть соглашение?" in client.get(url).content.decode()
    page = client.post(url, follow=True).content.decode()
    assert "Соглашение расторгнуто." in page
    assert "Расторгнуто" in page
    assert list(queries.withdrawals_waiting()) == []
    user.refresh_from_db()
    assert user.is_active
