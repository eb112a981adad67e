"""Leaving by one press, from the letter or by the mail program itself (RFC 8058, T5, T65, T67)."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from documents.readers.emails import leaving_url
from documents.readers.models import Follower, FollowRequest
from documents.readers.operations import leave
from documents.readers.tokens import leaving_token, read_leaving_token
from home.accounts.models import User
from home.notices.choices import LetterStatus
from home.notices.models import Letter
from home.notices.operations import deliver_waiting
from tests.factories.accounts import UserFactory
from tests.factories.notices import LetterFactory
from tests.factories.readers import NOW, FollowerFactory, FollowRequestFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def follower(page):
    return FollowerFactory(page=page, email="reader@example.org")


def path_of(follower):
    return leaving_url(follower).removeprefix("http://testserver")


def test_opening_the_link_changes_nothing(client, follower):
    answer = client.get(path_of(follower))
    assert "Больше не&nbsp;присылать письма?" in answer.content.decode()
    assert Follower.objects.count() == 1


def test_mail_program_leaves_without_cookie_and_token(follower):
    """The body is what RFC 8058 prescribes; the answer is no redirect."""
    program = Client(enforce_csrf_checks=True)
    answer = program.post(path_of(follower), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert (Follower.objects.count(), dict(answer.cookies)) == (0, {})


def test_leaving_twice_is_answered_alike(client, follower):
    path = path_of(follower)
    answers = [client.post(path), client.post(path), client.get(path)]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert ["Адрес удалён" in answer.content.decode() for answer in answers] == [True] * 3
    entries = ModelLogEntry.objects.filter(action="readers.leave")
    assert list(entries.values_list("label", flat=True)) == [
        "письма о редакциях: Положение о кружке"
    ]


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1], lambda t: "01"[t[0] == "0"] + t[1:], lambda t: "~"]
)
def test_forged_signature_is_not_found(client, follower, change):
    follower.key = "0" * 31 + "1"
    token = change(leaving_token(Follower.objects.get().key))
    answer = client.post(reverse("readers:leave", args=[token]))
    assert answer.status_code == 404
    assert Follower.objects.count() == 1


def test_signature_says_whose_key_it_is(follower):
    assert read_leaving_token(leaving_token(follower.key)) == follower.key


def test_leaving_erases_the_address_everywhere(follower):
    sent = LetterFactory(
        person=None,
        address=follower.email,
        source=follower,
        status=LetterStatus.SENT,
        sent_at=NOW,
        stop_url="http://testserver/x/",
    )
    waiting = LetterFactory(person=None, address=follower.email, source=follower)
    FollowRequestFactory(page=follower.page, email=follower.email)
    leave(follower, at=NOW)
    assert (Follower.objects.count(), FollowRequest.objects.count()) == (0, 0)
    assert list(Letter.objects.values_list("pk", "address", "text", "stop_url")) == [
        (sent.pk, "", "", "")
    ]
    assert not Letter.objects.filter(pk=waiting.pk).exists()
    assert not Letter.objects.filter(search_text__contains="example").exists()


def test_other_regulations_go_on_writing(follower):
    other = FollowerFactory(email=follower.email)
    letter = LetterFactory(person=None, address=other.email, source=other)
    leave(follower, at=NOW)
    letter.refresh_from_db()
    assert (list(Follower.objects.all()), letter.address) == ([other], other.email)


def test_cabinet_shows_what_writes_to_proved_addresses_alone(client, follower):
    user = UserFactory(email=follower.email)
    FollowerFactory(email="somebody@example.org")
    client.force_login(user)
    shown = client.get(reverse("readers:mine"))
    assert [each for each, _ in shown.context["followings"]] == [follower]
    assert path_of(follower) in shown.content.decode()
    client.force_login(UserFactory(email="unproved@example.org", verified=False))
    User.objects.filter(email="unproved@example.org").update(email="x@example.org")
    assert client.get(reverse("readers:mine")).context["followings"] == []


def test_letter_of_a_left_address_never_leaves(follower, django_capture_on_commit_callbacks):
    LetterFactory(person=None, address=follower.email, source=follower)
    with django_capture_on_commit_callbacks(execute=True):
        leave(follower, at=NOW)
    assert (deliver_waiting(), mail.outbox) == (0, [])


def test_token_has_no_address(follower):
    assert re.fullmatch(r"[0-9a-f]{32}~[\w-]+", leaving_token(follower.key))
