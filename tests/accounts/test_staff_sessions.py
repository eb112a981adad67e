import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import override_settings
from pytest_django.asserts import assertContains

from home.accounts.choices import Role
from tests.factories.accounts import PASSWORD, UserFactory, log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary():
    return UserFactory(role=Role.SECRETARY)


@pytest.fixture
def superuser():
    return UserFactory(is_staff=True, is_superuser=True)


@pytest.mark.parametrize("door", ["/admin/login/", "/django-admin/login/", "/_util/login/"])
def test_admin_log_in_goes_through_the_accounts(client, door):
    response = client.get(door, {"next": "/admin/pages/"})
    assert response.url == "/accounts/login/?next=/admin/pages/"


@pytest.mark.parametrize("door", ["/admin/login/", "/django-admin/login/", "/_util/login/"])
def test_password_posted_to_an_admin_log_in_makes_no_session(client, superuser, door):
    response = client.post(
        door, {"username": superuser.email, "password": PASSWORD, "next": "/admin/"}
    )
    assert response.url == "/accounts/login/?next=/admin/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "following", ["https://evil.example/", "//evil.example", "/\\evil.example"]
)
def test_admin_log_in_leads_only_to_our_own_pages(client, following):
    """T16."""
    response = client.get("/admin/login/", {"next": following})
    assert response.url == "/accounts/login/?next=/admin/"


@pytest.mark.parametrize("page", ["/admin/", "/django-admin/", "/cabinet/profile/"])
def test_staff_session_that_the_accounts_did_not_make_is_ended(client, superuser, page):
    client.force_login(superuser)
    assert client.get(page).url == f"/accounts/login/?next={page}"
    assert "_auth_user_id" not in client.session


def test_session_of_another_person_is_no_proof(client, superuser):
    """The record belongs to the user who made it."""
    log_in(client, UserFactory())
    session = client.session
    session["_auth_user_id"] = str(superuser.pk)
    session["_auth_user_hash"] = superuser.get_session_auth_hash()
    session.save()
    assert client.get("/admin/").url == "/accounts/login/?next=/admin/"


@pytest.mark.parametrize("role", list(Role))
def test_every_role_enters_the_admin(client, role):
    log_in(client, UserFactory(role=role))
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("page", ["/admin/", "/admin/login/", "/admin/users/", "/django-admin/"])
def test_person_without_a_role_does_not_enter_the_admin(client, page):
    """T7."""
    log_in(client, UserFactory())
    assert client.get(page).status_code == 403


@pytest.mark.parametrize("role", list(Role))
def test_role_is_told_that_the_raw_tables_are_not_open_to_it(client, role):
    """T7. Django's admin knows `is_staff` alone: it would send a role to the log-in, and that back."""
    log_in(client, UserFactory(role=role))
    response = client.get("/django-admin/", follow=True)
    assert (response.status_code, response.redirect_chain) == (403, [])
    assertContains(response, "Эта страница вам не", status_code=403)


def test_staff_without_a_role_is_told_that_the_admin_is_not_open(client):
    log_in(client, UserFactory(is_staff=True))
    assert client.get("/admin/", follow=True).status_code == 403


def test_who_runs_the_server_enters_the_raw_tables(client, superuser):
    log_in(client, superuser)
    assert client.get("/django-admin/").status_code == 200


@override_settings(STAFF_MFA_REQUIRED=True)
@pytest.mark.parametrize("page", ["/admin/", "/cabinet/profile/"])
def test_staff_without_a_second_factor_is_led_to_set_it_up(client, secretary, page):
    """T76."""
    log_in(client, secretary)
    assert client.get(page).url == f"/accounts/2fa/totp/activate/?next={page}"
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200


@override_settings(STAFF_MFA_REQUIRED=True)
def test_staff_session_without_the_second_factor_has_to_show_it(client, secretary):
    TOTP.activate(secretary, "JBSWY3DPEHPK3PXP")
    log_in(client, secretary)
    assert client.get("/admin/").url == "/accounts/2fa/reauthenticate/?next=/admin/"


@override_settings(STAFF_MFA_REQUIRED=True)
def test_staff_session_with_the_second_factor_passes(client, secretary):
    TOTP.activate(secretary, "JBSWY3DPEHPK3PXP")
    log_in(client, secretary, "password", "mfa")
    assert client.get("/admin/").status_code == 200


@override_settings(STAFF_MFA_REQUIRED=True)
def test_member_needs_no_second_factor(client):
    log_in(client, UserFactory())
    assert client.get("/cabinet/profile/").status_code == 200


def test_settings_page_of_the_admin_offers_neither_password_nor_address(client, secretary):
    log_in(client, secretary)
    page = client.get("/admin/account/")
    assert page.status_code == 200
    for field in ("first_name", "last_name", "email", "old_password"):
        assert f"-{field}" not in page.text
