import datetime
import re

import pytest
from django.test import Client, override_settings
from django.utils import timezone
from freezegun import freeze_time

from tests.factories.accounts import PASSWORD, UserFactory, log_in

pytestmark = pytest.mark.django_db

URL = "/accounts/password/reset/"
NEW = "совсем другой пароль 5"


@pytest.fixture
def user():
    return UserFactory(email="vera@example.org")


def link_of(letter) -> str:
    return re.search(r"http\S+", letter.text).group()


def follow(client, link):
    return client.get(link.removeprefix("http://testserver"), follow=True)


def change(client, link, password=NEW):
    form = follow(client, link).redirect_chain[-1][0]
    return client.post(form, {"password1": password})


def test_link_changes_the_password(client, letters, user):
    client.post(URL, {"email": "Vera@example.org"})
    response = change(client, link_of(letters[0]))

    assert response.url == "/accounts/password/reset/key/done/"
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert [(letter.code, letter.secret) for letter in letters] == [
        ("accounts.password_reset_key", True),
        ("accounts.password_reset", False),
    ]


@override_settings(ALLOWED_HOSTS=["*"])
def test_link_is_always_on_our_own_host(client, letters, user):
    """T9: neither Host nor X-Forwarded-Host comes into a letter."""
    client.post(
        URL,
        {"email": "vera@example.org"},
        HTTP_HOST="evil.example",
        HTTP_X_FORWARDED_HOST="evil.example",
    )
    client.post(URL, {"email": "nobody@example.org"}, HTTP_HOST="evil.example")

    assert link_of(letters[0]).startswith("http://testserver/accounts/password/reset/key/")
    assert link_of(letters[1]) == "http://testserver/accounts/signup/"
    assert "evil" not in letters[0].text + letters[1].text


def test_link_does_not_work_twice(client, letters, user):
    """T10."""
    client.post(URL, {"email": "vera@example.org"})
    change(client, link_of(letters[0]))
    assert "Ссылка не&nbsp;действует" in follow(Client(), link_of(letters[0])).text


def test_link_dies_with_another_change_of_the_password(client, letters, user):
    """T10."""
    client.post(URL, {"email": "vera@example.org"})
    user.set_password("ещё один пароль 9")
    user.save()
    assert "Ссылка не&nbsp;действует" in follow(client, link_of(letters[0])).text


@pytest.mark.parametrize(("hours", "works"), [(23, True), (25, False)])
def test_link_lives_a_day(client, letters, user, hours, works):
    """T10."""
    client.post(URL, {"email": "vera@example.org"})
    with freeze_time(timezone.now() + datetime.timedelta(hours=hours), tz_offset=3):
        page = follow(client, link_of(letters[0])).text
    assert ("Придумайте новый пароль" in page) is works


def test_reset_ends_every_session(client, letters, user):
    """T14."""
    thief = Client()
    log_in(thief, user)
    client.post(URL, {"email": "vera@example.org"})
    change(client, link_of(letters[0]))
    assert thief.get("/cabinet/profile/").status_code == 302


def test_reset_of_an_unknown_address_answers_the_same(client, letters, user):
    """T11."""
    known = client.post(URL, {"email": "vera@example.org"})
    unknown = client.post(URL, {"email": "nobody@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [letter.code for letter in letters] == [
        "accounts.password_reset_key",
        "accounts.unknown_account",
    ]


def test_weak_password_is_refused_in_words(client, letters, user):
    client.post(URL, {"email": "vera@example.org"})
    page = change(client, link_of(letters[0]), "12345")
    assert page.context["form"].errors["password1"] == [
        "Введённый пароль слишком короткий. Он должен состоять из как минимум 10 символов.",
        "Введённый пароль слишком широко распространён.",
        "Введённый пароль состоит только из цифр.",
    ]
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
