"""Following by e-mail: double opt-in, no enumeration, consent, limits (T11, T12, T15, T66, T75)."""

import datetime
import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from documents.readers.models import Follower, FollowRequest
from documents.readers.operations import ask_to_follow, confirm_following, forget_stale_requests
from documents.readers.queries import consent_text, find_request
from documents.readers.tokens import hash_of
from home.accounts.models import ConsentText
from home.notices.models import Letter
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory
from tests.factories.readers import NOW, FollowerFactory, FollowRequestFactory
from tests.factories.regulations import RegulationPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

EMAIL = "reader@example.org"
HOURS_48 = datetime.timedelta(hours=48)
SECOND = datetime.timedelta(seconds=1)


def form(**changes):
    return {
        "email": EMAIL,
        "consent": "on",
        "text_version": consent_text().version,
        "homepage": "",
    } | changes


@pytest.fixture
def outbox(django_capture_on_commit_callbacks):
    """What left while the block ran."""

    def sent(act):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return list(mail.outbox)

    return sent


def logged():
    return list(ModelLogEntry.objects.order_by("pk").values_list("action", "label"))


# Asking


def test_asking_sends_one_letter_and_keeps_no_secret(client, page, outbox):
    answers = []
    url = page.url + "follow/"
    [letter] = outbox(lambda: answers.append(client.post(url, form(email=" Reader@Example.org "))))
    assert answers[0]["Location"] == "/regulations/kruzhok/follow/sent/"
    assert (letter.to, letter.subject) == (
        [EMAIL],
        "Подтвердите адрес: новые редакции положения",
    )
    [secret] = re.findall(r"http://testserver/follow/confirm/([\w-]+)/", letter.body)
    asked = FollowRequest.objects.get()
    assert (asked.email, asked.token_sha256) == (EMAIL, hash_of(secret))
    assert (asked.text, asked.text_sha256) == (consent_text(), consent_text().sha256)
    assert Letter.objects.get().text == ""
    assert Follower.objects.count() == 0


def test_answer_is_the_same_for_an_address_that_follows(client, page, outbox):
    """T11: the page, its code and the number of letters tell nothing."""
    answers, url = [], page.url + "follow/"
    new = outbox(lambda: answers.append(client.post(url, form())))
    FollowerFactory(page=page, email="other@example.org")
    known = outbox(lambda: answers.append(client.post(url, form(email="other@example.org"))))
    told_new, told_known = ((a.status_code, a["Location"], a.content) for a in answers)
    assert told_new == told_known
    assert (len(new), len(known)) == (1, 1)
    assert known[0].subject == "Вы уже получаете письма о новых редакциях"
    assert "List-Unsubscribe-Post" in known[0].extra_headers
    assert FollowRequest.objects.filter(email="other@example.org").count() == 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"consent": ""}, "Без согласия хранить адрес нельзя"),
        ({"text_version": "0"}, "текст согласия обновился"),
        ({"text_version": "вчера"}, "Введите целое число"),
        ({"email": "не адрес"}, "Это не похоже на адрес электронной почты"),
        ({"email": "a" * 300 + "@example.org"}, "Адрес длиннее 254 знаков"),
        ({"email": "a@example.org\nBcc: b@example.org"}, "Это не похоже на адрес"),
    ],
)
def test_bad_form_is_refused_in_words_and_kept(client, page, outbox, changes, sentence):
    answers = []
    assert outbox(lambda: answers.append(client.post(page.url + "follow/", form(**changes)))) == []
    assert answers[0].status_code == 400
    assert sentence in answers[0].content.decode()
    assert FollowRequest.objects.count() == 0


def test_machine_is_told_that_all_is_well_and_nothing_happens(client, page, outbox):
    answers = []
    assert (
        outbox(
            lambda: answers.append(
                client.post(page.url + "follow/", form(homepage="http://example.com"))
            )
        )
        == []
    )
    assert answers[0]["Location"] == "/regulations/kruzhok/follow/sent/"
    assert FollowRequest.objects.count() == 0


def test_one_address_gets_three_letters_an_hour_whoever_asks(client, page, outbox):
    for number in range(5):
        outbox(
            lambda number=number: client.post(
                page.url + "follow/", form(), REMOTE_ADDR=f"192.0.2.{number}"
            )
        )
    assert FollowRequest.objects.count() == 3


def test_eleventh_request_of_a_client_is_answered_429(client, page):
    answers = [
        client.post(page.url + "follow/", form(email=f"reader{number}@example.org")).status_code
        for number in range(11)
    ]
    assert answers == [302] * 10 + [429]


def test_consent_that_is_not_the_newest_is_refused(page):
    old = consent_text()
    ConsentText.objects.create(purpose=old.purpose, version=2, title="Новое", body="Текст")
    with pytest.raises(DomainError) as refusal:
        ask_to_follow(page, EMAIL, text=old, at=NOW)
    assert refusal.value.rule.code == "readers.follow_consent"
    assert FollowRequest.objects.count() == 0


def test_text_of_a_given_consent_cannot_be_edited(page):
    assert consent_text().is_given is False
    FollowerFactory(page=page)
    assert consent_text().is_given is True


def test_own_address_is_filled_in_and_consent_is_not(client, page):
    user = UserFactory(email="own@example.org")
    client.force_login(user)
    shown = client.get(page.url + "follow/").context["form"]
    assert shown["email"].value() == "own@example.org"
    assert not shown["consent"].value()


def test_unproved_address_is_not_filled_in(client, page):
    client.force_login(UserFactory(verified=False))
    assert client.get(page.url + "follow/").context["form"]["email"].value() is None


def test_page_of_the_form_is_in_no_shared_cache(client, page):
    answer = client.get(page.url + "follow/")
    assert answer["Cache-Control"] == "private, no-store"


# Confirming


def test_opening_the_link_confirms_nothing(client, page):
    """Mail scanners open every link."""
    FollowRequestFactory(page=page, email=EMAIL, secret="s1", asked_at=timezone.now())
    answer = client.get(reverse("readers:confirm", args=["s1"]))
    assert answer.status_code == 200
    assert EMAIL in answer.content.decode()
    assert (Follower.objects.count(), FollowRequest.objects.count()) == (0, 1)


def test_button_confirms_and_the_link_is_spent(client, page):
    FollowRequestFactory(page=page, email=EMAIL, secret="s1", asked_at=timezone.now())
    url = reverse("readers:confirm", args=["s1"])
    answer = client.post(url)
    assert answer["Location"] == "/regulations/kruzhok/follow/confirmed/"
    assert "Адрес подтверждён" in client.get(answer["Location"]).content.decode()
    follower = Follower.objects.get()
    assert (follower.page, follower.email) == (page, EMAIL)
    assert (FollowRequest.objects.count(), client.get(url).status_code) == (0, 404)
    assert client.post(url).status_code == 404
    assert logged()[-1:] == [
        ("readers.confirm_following", "письма о редакциях: Положение о кружке")
    ]


def test_confirming_needs_the_token_of_the_form(page):
    FollowRequestFactory(page=page, secret="s1", asked_at=timezone.now())
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(reverse("readers:confirm", args=["s1"])).status_code == 403
    assert Follower.objects.count() == 0


@pytest.mark.parametrize("secret", ["нет-такого", "x" * 5000, "s1"])
def test_unknown_or_late_link_is_not_found(client, page, secret):
    FollowRequestFactory(page=page, secret="s1", asked_at=timezone.now() - HOURS_48 - SECOND)
    url = reverse("readers:confirm", args=[secret])
    answers = [client.get(url), client.post(url)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert "Ссылка не&nbsp;действует" in answers[0].content.decode()


def test_link_lives_48_hours(page):
    FollowRequestFactory(page=page, secret="s1")
    assert find_request("s1", NOW + HOURS_48) is not None
    assert find_request("s1", NOW + HOURS_48 + SECOND) is None


def test_every_letter_of_the_term_confirms_and_takes_the_others_along(page):
    other = FollowRequestFactory(email=EMAIL)
    for secret in ("s1", "s2"):
        FollowRequestFactory(page=page, email=EMAIL, secret=secret)
    confirm_following("s1", at=NOW)
    assert list(FollowRequest.objects.all()) == [other]
    with pytest.raises(DomainError) as refusal:
        confirm_following("s2", at=NOW)
    assert refusal.value.rule.code == "readers.following"
    assert Follower.objects.count() == 1


def test_letters_of_the_request_keep_no_address(page, outbox):
    outbox(lambda: ask_to_follow(page, EMAIL, text=consent_text(), at=NOW))
    request = FollowRequest.objects.get()
    request.token_sha256 = hash_of("s1")
    request.save()
    confirm_following("s1", at=NOW)
    [letter] = Letter.objects.all()
    assert (letter.address, letter.search_text) == (
        "",
        "подтвердите адрес: новые редакции положения",
    )


# Forgetting


def test_unconfirmed_address_is_deleted_after_its_term(page, outbox):
    outbox(lambda: ask_to_follow(page, EMAIL, text=consent_text(), at=NOW))
    assert forget_stale_requests(at=NOW + HOURS_48) == 0
    assert forget_stale_requests(at=NOW + HOURS_48 + SECOND) == 1
    assert FollowRequest.objects.count() == 0
    assert list(Letter.objects.values_list("address", flat=True)) == [""]


def test_command_says_how_many_addresses_went(page, capsys):
    FollowRequestFactory(page=page, asked_at=timezone.now() - HOURS_48 - SECOND)
    FollowRequestFactory(page=page, asked_at=timezone.now())
    call_command("forget_follow_requests")
    assert capsys.readouterr().out == "Удалено неподтверждённых адресов: 1\n"
    assert FollowRequest.objects.count() == 1


def test_no_log_entry_holds_an_address(page, outbox):
    outbox(lambda: ask_to_follow(page, EMAIL, text=consent_text(), at=NOW))
    FollowRequest.objects.update(token_sha256=hash_of("s1"))
    confirm_following("s1", at=NOW)
    entries = ModelLogEntry.objects.values_list("label", "data")
    assert not [entry for entry in entries if "example.org" in str(entry)]


# Doors


def test_closed_page_is_followed_by_nobody(client, page):
    page.unpublish()
    assert client.get("/regulations/kruzhok/follow/").status_code == 404


def test_every_regulation_has_its_own_followers(page):
    another = RegulationPageFactory()
    FollowerFactory(page=page, email=EMAIL)
    FollowerFactory(page=another, email=EMAIL)
    assert (page.followers.count(), another.followers.count()) == (1, 1)
