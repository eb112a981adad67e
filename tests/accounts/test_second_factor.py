import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client, override_settings

from home.accounts.choices import Role
from tests.factories.accounts import PASSWORD, UserFactory, log_in

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXP"
LOGIN = "/accounts/login/"


def code_now(secret=SECRET) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


@pytest.fixture
def user():
    return UserFactory(email="vera@example.org")


def enter(client, user):
    return client.post(LOGIN, {"login": user.email, "password": PASSWORD})


def test_log_in_asks_for_the_second_factor(client, user):
    TOTP.activate(user, SECRET)

    response = enter(client, user)

    assert response.url == "/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in client.session
    assert client.post(response.url, {"code": code_now()}).url == "/cabinet/"


def test_recovery_code_works_once(client, user):
    TOTP.activate(user, SECRET)
    code = RecoveryCodes.activate(user).get_unused_codes()[0]

    enter(client, user)
    assert client.post("/accounts/2fa/authenticate/", {"code": code}).url == "/cabinet/"

    other = Client()
    enter(other, user)
    page = other.post("/accounts/2fa/authenticate/", {"code": code})
    assert page.context["form"].errors["code"] == [
        "Код не подходит. Дождитесь следующего кода в приложении и введите его."
    ]


def test_code_by_mail_does_not_replace_the_second_factor(client, user, letters):
    TOTP.activate(user, SECRET)
    client.post("/accounts/login/code/", {"email": user.email})
    code = re.search(r"\d{4}-\d{4}", letters[0].text).group()
    assert client.post("/accounts/login/code/confirm/", {"code": code}).url == (
        "/accounts/2fa/authenticate/"
    )
    assert "_auth_user_id" not in client.session


def switch_on(client, capture):
    page = client.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    with capture(execute=True):
        return client.post("/accounts/2fa/totp/activate/", {"code": code_now(secret)})


def test_switching_on_gives_recovery_codes_and_a_letter(
    client, user, letters, django_capture_on_commit_callbacks
):
    log_in(client, user)

    response = switch_on(client, django_capture_on_commit_callbacks)

    assert response.url == "/accounts/2fa/recovery-codes/"
    assert len(client.get(response.url).context["unused_codes"]) == 10
    assert [letter.code for letter in letters] == ["accounts.totp_activated"]


def test_secret_is_not_kept_in_the_clear(user):
    TOTP.activate(user, SECRET)
    kept = Authenticator.objects.get(user=user).data["secret"]
    assert SECRET not in kept
    with override_settings(SECRET_KEY="another key", SECRET_KEY_FALLBACKS=["tests only"]):
        assert Authenticator.objects.get(user=user).wrap().validate_code(code_now())


def test_switching_off_needs_a_recent_proof_and_sends_a_letter(client, user, letters):
    TOTP.activate(user, SECRET)
    log_in(client, user, "password", "mfa", at=time.time() - 3600)
    assert client.get("/accounts/2fa/totp/deactivate/").url.startswith("/accounts/reauthenticate/")

    log_in(client, user, "password", "mfa")
    assert client.post("/accounts/2fa/totp/deactivate/").url == "/accounts/2fa/"

    assert Authenticator.objects.count() == 0
    assert [letter.code for letter in letters] == ["accounts.totp_deactivated"]


@override_settings(STAFF_MFA_REQUIRED=True)
def test_staff_cannot_switch_off_what_is_obligatory(client):
    secretary = UserFactory(role=Role.SECRETARY)
    TOTP.activate(secretary, SECRET)
    log_in(client, secretary, "password", "mfa")

    page = client.post("/accounts/2fa/totp/deactivate/")

    assert "Сотрудникам второй шаг входа обязателен, отключить его нельзя." in page.text
    assert Authenticator.objects.filter(type="totp").count() == 1


@pytest.mark.django_db(transaction=True)
@override_settings(STAFF_MFA_REQUIRED=True)
def test_staff_enters_the_admin_right_after_switching_on(client, letters):
    """The trap: allauth leaves the very session that switched it on without a record of it."""
    secretary = UserFactory(role=Role.SECRETARY)
    log_in(client, secretary)
    assert client.get("/admin/").url == "/accounts/2fa/totp/activate/?next=/admin/"

    page = client.get("/accounts/2fa/totp/activate/")
    code = code_now(page.context["form"].secret)
    client.post("/accounts/2fa/totp/activate/", {"code": code})

    assert client.get("/admin/account/").status_code == 200
