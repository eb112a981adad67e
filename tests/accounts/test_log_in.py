import logging
import re

import pytest
from django.conf import settings
from django.test import Client
from freezegun import freeze_time

from tests.factories.accounts import PASSWORD, UserFactory, log_in

pytestmark = pytest.mark.django_db

URL = "/accounts/login/"
WRONG = "Почта или пароль не подходят. Проверьте раскладку и регистр букв или войдите по коду из письма."


def enter(client, email, password=PASSWORD, **more):
    return client.post(URL, {"login": email, "password": password, **more})


def is_inside(client) -> bool:
    return client.get("/cabinet/profile/").status_code == 200


def test_log_in_by_password_leads_to_the_desk(client):
    user = UserFactory(email="vera@example.org")
    assert enter(client, "vera@example.org").url == "/cabinet/"
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize("typed", ["VERA@Example.ORG", " vera@example.org "])
def test_log_in_takes_any_case(client, typed):
    """T69."""
    UserFactory(email="vera@example.org")
    assert enter(client, typed).status_code == 302


def test_log_in_never_takes_a_look_alike(client):
    """T69: a domain of Cyrillic letters that looks like the Latin one."""
    UserFactory(email="vera@ace.example")
    page = enter(client, "vera@асе.example")
    assert page.context["form"].non_field_errors() == [WRONG]


def test_log_in_says_the_same_of_unknown_address_and_wrong_password(client):
    """T11."""
    UserFactory(email="vera@example.org")
    wrong = enter(client, "vera@example.org", "другой пароль")
    unknown = enter(client, "nobody@example.org", "другой пароль")
    strip = re.compile(r"(vera|nobody)@example\.org|value=\"[^\"]{60,}\"")
    assert (wrong.status_code, unknown.status_code) == (200, 200)
    assert strip.sub("", wrong.text) == strip.sub("", unknown.text)
    assert wrong.context["form"].non_field_errors() == [WRONG]


def test_one_hash_is_counted_whether_or_not_the_address_is_known(client, monkeypatch):
    """T11: hashing is what takes the time, so it is counted instead of the clock."""
    from django.contrib.auth.hashers import MD5PasswordHasher

    counted = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda *args: counted.append(1) or encode(*args)
    )
    UserFactory(email="vera@example.org")
    counted.clear()
    enter(client, "vera@example.org", "другой пароль")
    known = len(counted)
    counted.clear()
    enter(client, "nobody@example.org", "другой пароль")
    assert (known, len(counted)) == (1, 1)


def test_log_in_by_code_needs_no_password(client, letters):
    user = UserFactory(email="vera@example.org")
    response = client.post("/accounts/login/code/", {"email": "Vera@example.org"})
    assert response.url == "/accounts/login/code/confirm/"
    code = re.search(r"\d{4}-\d{4}", letters[0].text).group()

    response = client.post(response.url, {"code": code.replace("-", " ")})

    assert response.url == "/cabinet/"
    assert client.session["_auth_user_id"] == str(user.pk)
    assert (letters[0].code, letters[0].secret) == ("accounts.login_code", True)


def test_code_for_an_unknown_address_answers_the_same(client, letters):
    """T11."""
    UserFactory(email="vera@example.org")
    pages = []
    for email in ("vera@example.org", "nobody@example.org"):
        visitor = Client()
        response = visitor.post("/accounts/login/code/", {"email": email})
        strip = re.compile(r"(vera|nobody)@example\.org|value=\"[^\"]{60,}\"")
        pages.append(
            (response.status_code, response.url, strip.sub("", visitor.get(response.url).text))
        )
    assert pages[0] == pages[1]
    assert [letter.code for letter in letters] == [
        "accounts.login_code",
        "accounts.unknown_account",
    ]


def test_code_works_once(client, letters):
    UserFactory(email="vera@example.org")
    client.post("/accounts/login/code/", {"email": "vera@example.org"})
    code = re.search(r"\d{4}-\d{4}", letters[0].text).group()
    client.post("/accounts/login/code/confirm/", {"code": code})
    client.post("/accounts/logout/")

    response = client.post("/accounts/login/code/confirm/", {"code": code})

    assert response.url == "/accounts/login/code/"
    assert not is_inside(client)


@pytest.mark.parametrize(
    "following",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "http:///evil.example",
    ],
)
def test_log_in_leads_only_to_our_own_pages(client, following):
    """T16."""
    UserFactory(email="vera@example.org")
    assert enter(client, "vera@example.org", next=following).url == "/cabinet/"


def test_log_in_leads_back_where_one_came_from(client):
    UserFactory(email="vera@example.org")
    assert enter(client, "vera@example.org", next="/cabinet/profile/").url == "/cabinet/profile/"


def test_session_gets_another_key_at_log_in(client):
    """T14: a planted session is worth nothing."""
    UserFactory(email="vera@example.org")
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = planted = session.session_key

    enter(client, "vera@example.org")

    assert client.session.session_key != planted
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = planted
    assert not is_inside(thief)


def test_session_is_dead_after_log_out(client):
    """T14."""
    UserFactory(email="vera@example.org")
    enter(client, "vera@example.org")
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = client.session.session_key
    assert is_inside(thief)

    client.post("/accounts/logout/")

    assert not is_inside(thief)


def test_log_out_by_a_link_only_asks(client):
    """T15: a GET changes nothing."""
    log_in(client, UserFactory())
    client.get("/accounts/logout/")
    assert is_inside(client)


def test_password_change_ends_the_other_sessions(client, letters):
    """T14."""
    user = UserFactory()
    log_in(client, user)
    other = Client()
    log_in(other, user)

    response = client.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": "совсем другой пароль 5"},
    )

    assert response.url == "/cabinet/profile/"
    assert (is_inside(client), is_inside(other)) == (True, False)
    assert [letter.code for letter in letters] == ["accounts.password_changed"]


def test_deactivated_user_is_out_at_once(client):
    """T14."""
    user = UserFactory()
    log_in(client, user)
    assert is_inside(client)
    user.is_active = False
    user.save()
    assert not is_inside(client)


def test_deactivated_user_does_not_come_in_by_a_code(client, letters):
    UserFactory(email="vera@example.org", is_active=False)
    client.post("/accounts/login/code/", {"email": "vera@example.org"})
    assert [letter.code for letter in letters] == ["accounts.unknown_account"]


def test_own_sessions_are_listed_and_ended(client):
    user = UserFactory()
    for browser in (client, Client(HTTP_USER_AGENT="<b>Другой</b>")):
        log_in(browser, user)
        browser.get("/cabinet/profile/")
        other = browser

    page = client.get("/accounts/sessions/").text
    assert "&lt;b&gt;Другой&lt;/b&gt;" in page
    client.post("/accounts/sessions/")

    assert (is_inside(client), is_inside(other)) == (True, False)


def test_nothing_personal_is_logged(client, letters, caplog):
    """T65."""
    caplog.set_level(logging.DEBUG)
    UserFactory(email="vera@example.org")
    enter(client, "vera@example.org", "не тот пароль")
    client.post("/accounts/login/code/", {"email": "vera@example.org"})
    client.post("/accounts/password/reset/", {"email": "vera@example.org"})
    code = re.search(r"\d{4}-\d{4}", letters[0].text).group()
    written = "\n".join(
        record.getMessage() for record in caplog.records if not record.name.startswith("django.db")
    )
    for secret in ("vera@example.org", code, "не тот пароль"):
        assert secret not in written


def test_activity_of_a_session_is_written_once_a_minute(client):
    from allauth.usersessions.models import UserSession

    log_in(client, UserFactory())
    with freeze_time("2026-11-18 12:00:00"):
        client.get("/cabinet/profile/")
    with freeze_time("2026-11-18 12:00:30"):
        client.get("/cabinet/profile/")
        assert str(UserSession.objects.get().last_seen_at) == "2026-11-18 12:00:00+00:00"
    with freeze_time("2026-11-18 12:01:01"):
        client.get("/cabinet/profile/")
    assert str(UserSession.objects.get().last_seen_at) == "2026-11-18 12:01:01+00:00"


@pytest.mark.parametrize("size", [1_001, 1_000_000])
def test_endless_password_is_refused_unhashed(client, size):
    """T71."""
    UserFactory(email="vera@example.org")
    page = enter(client, "vera@example.org", "п" * size)
    assert list(page.context["form"].errors) == ["password"]


@pytest.mark.parametrize(
    "email", ["\x00", "a\x00@example.org", "😀@example.org", "\u202e@a.b", "@"]
)
def test_odd_address_is_refused_in_words(client, email):
    """T69, T70."""
    page = enter(client, email)
    assert page.status_code == 200
    assert list(page.context["form"].errors) == ["login"]
