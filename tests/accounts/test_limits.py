import re

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory, override_settings
from freezegun import freeze_time

from home.accounts import ratelimit
from tests.factories.accounts import PASSWORD, UserFactory, log_in

LOGIN = "/accounts/login/"
DEAD_CACHE = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "redis://127.0.0.1:1/0",
    }
}


def request_from(address="203.0.113.7", **headers):
    return RequestFactory().post("/", REMOTE_ADDR=address, **headers)


def spend(client, email, times, password="не тот пароль"):
    for _ in range(times):
        response = client.post(LOGIN, {"login": email, "password": password})
    return response


def test_limit_lets_as_many_through_as_it_says():
    request = request_from()
    assert [ratelimit.limited(request, "check", "2/m") for _ in range(3)] == [False, False, True]


def test_limit_opens_with_the_next_window():
    request = request_from()
    with freeze_time("2026-11-18 12:00:00"):
        ratelimit.limited(request, "check", "1/m")
        assert ratelimit.limited(request, "check", "1/m") is True
    with freeze_time("2026-11-18 12:01:00"):
        assert ratelimit.limited(request, "check", "1/m") is False


def test_limit_counts_actions_names_and_addresses_apart():
    request = request_from()
    ratelimit.limited(request, "check", "1/m", name="a")
    assert ratelimit.limited(request, "search", "1/m", name="a") is False
    assert ratelimit.limited(request, "check", "1/m", name="b") is False
    assert ratelimit.limited(request_from("203.0.113.8"), "check", "1/m", name="a") is False
    assert ratelimit.limited(request, "check", "1/m", name="a") is True


def test_limit_counts_one_ipv6_network_as_one_client():
    ratelimit.limited(request_from("2001:db8:1:2::1"), "check", "1/m")
    assert ratelimit.limited(request_from("2001:db8:1:2:ffff::9"), "check", "1/m") is True
    assert ratelimit.limited(request_from("2001:db8:1:3::1"), "check", "1/m") is False


def test_forged_address_does_not_slip_the_limit():
    """T13: nobody stands before the site, so the header is not believed."""
    ratelimit.limited(request_from(HTTP_X_FORWARDED_FOR="198.51.100.1"), "check", "1/m")
    forged = request_from(HTTP_X_FORWARDED_FOR="198.51.100.2")
    assert ratelimit.limited(forged, "check", "1/m") is True


@override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1)
@pytest.mark.parametrize(
    ("header", "address"),
    [
        ("198.51.100.1", "198.51.100.1"),
        ("10.0.0.1, 198.51.100.2", "198.51.100.2"),
        (None, "203.0.113.7"),
    ],
)
def test_behind_one_proxy_the_last_address_of_the_header_counts(header, address):
    """T13."""
    headers = {"HTTP_X_FORWARDED_FOR": header} if header else {}
    assert ratelimit.client_network(request_from(**headers)) == address


@override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=2)
def test_shorter_chain_than_declared_is_not_believed():
    """T13: whoever goes around a proxy is counted by the connection."""
    request = request_from(HTTP_X_FORWARDED_FOR="198.51.100.1")
    assert ratelimit.client_network(request) == "203.0.113.7"


def test_forgiven_act_is_not_counted():
    request = request_from()
    ratelimit.limited(request, "check", "1/m")
    ratelimit.forgive(request, "check", "1/m")
    assert ratelimit.limited(request, "check", "1/m") is False


def test_counter_holds_neither_name_nor_address():
    """T65."""
    ratelimit.limited(request_from(), "check", "1/m", name="vera@example.org")
    keys = " ".join(cache._cache)
    assert "vera" not in keys
    assert "203.0.113.7" not in keys


@override_settings(CACHES=DEAD_CACHE)
def test_limit_without_a_cache_lets_the_site_work():
    """T60."""
    assert ratelimit.limited(request_from(), "search", "1/m") is False


@pytest.mark.django_db
@override_settings(CACHES=DEAD_CACHE)
@pytest.mark.parametrize("page", ["login/", "login/code/", "signup/", "password/reset/"])
def test_doors_are_shut_without_a_cache(client, page):
    """T60: an uncounted guess is not taken, a right password neither."""
    UserFactory(email="vera@example.org")
    response = client.post(f"/accounts/{page}", {"login": "vera@example.org", "password": PASSWORD})
    assert response.status_code == 503
    assert "Вход временно недоступен" in response.text
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_guessing_a_password_is_stopped(client):
    """T12: even the right password comes too late."""
    UserFactory(email="vera@example.org")
    assert spend(client, "vera@example.org", 10).status_code == 200

    response = spend(client, "vera@example.org", 1, PASSWORD)

    assert response.status_code == 429
    assert "Слишком много попыток" in response.text
    assert response["Retry-After"] == "60"


@pytest.mark.django_db
def test_stranger_cannot_lock_the_owner_out(client):
    """T12: the owner at another address enters by the password."""
    UserFactory(email="vera@example.org")
    spend(Client(REMOTE_ADDR="198.51.100.9"), "vera@example.org", 12)
    assert spend(client, "vera@example.org", 1, PASSWORD).url == "/cabinet/"


@pytest.mark.django_db
def test_owner_gets_in_by_mail_while_the_password_is_under_siege(client, letters):
    """T12: guesses from many addresses shut the password of this name, and never the letter."""
    UserFactory(email="vera@example.org")
    for number in range(11):
        spend(Client(REMOTE_ADDR=f"198.51.100.{number}"), "vera@example.org", 10)
    assert spend(client, "vera@example.org", 1, PASSWORD).status_code == 429

    confirm = client.post("/accounts/login/code/", {"email": "vera@example.org"}).url
    code = re.search(r"\d{4}-\d{4}", letters[0].text).group()

    assert client.post(confirm, {"code": code}).url == "/cabinet/"


@pytest.mark.django_db
def test_right_password_uses_nothing_up(client):
    UserFactory(email="vera@example.org")
    for _ in range(15):
        assert spend(client, "vera@example.org", 1, PASSWORD).status_code == 302
        client.post("/accounts/logout/")


@pytest.mark.django_db
def test_stuffing_over_many_names_is_stopped(client):
    """T12: sixty forms a minute from one address, whatever the name."""
    for number in range(60):
        client.post(LOGIN, {"login": f"user{number}@example.org", "password": "угадаю"})
    response = client.post(LOGIN, {"login": "user99@example.org", "password": "угадаю"})
    assert response.status_code == 429


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["login/code/", "password/reset/"])
@pytest.mark.parametrize("email", ["vera@example.org", "nobody@example.org"])
def test_letters_to_one_address_are_limited(client, letters, page, email):
    """T11, T12: the same for an unknown address."""
    UserFactory(email="vera@example.org")
    for _ in range(5):
        Client().post(f"/accounts/{page}", {"email": email})
    assert Client().post(f"/accounts/{page}", {"email": email}).status_code == 429
    stranger = Client(REMOTE_ADDR="198.51.100.9")
    assert stranger.post(f"/accounts/{page}", {"email": email}).status_code == 302
    assert len(letters) == 6


@pytest.mark.django_db
@override_settings(ACCOUNT_RATE_LIMITS={"login_failed": "3/5m/key"})
def test_guessing_the_second_factor_is_stopped(client):
    """T12: codes are counted for the user, whatever the address."""
    from allauth.mfa.totp.internal.auth import TOTP

    user = UserFactory()
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    client.post(LOGIN, {"login": user.email, "password": PASSWORD})
    for _ in range(3):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})

    page = client.post("/accounts/2fa/authenticate/", {"code": "000000"})

    assert page.context["form"].errors["code"] == [
        "Слишком много неудачных попыток. Подождите несколько минут и начните заново."
    ]


@pytest.mark.django_db
def test_proving_oneself_again_is_limited_too(client):
    user = UserFactory()
    log_in(client, user)
    for _ in range(10):
        client.post("/accounts/reauthenticate/", {"password": "не тот пароль"})
    page = client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert page.status_code == 429
