import re
import time

import pytest
from allauth.account.models import EmailAddress
from wagtail.models import ModelLogEntry

from home.accounts.models import Person, User
from tests.factories.accounts import PersonFactory, UserFactory, log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(client):
    return log_in(client, UserFactory(email="vera@example.org"))


def test_profile_leads_to_everything_about_oneself(client, user):
    page = client.get("/cabinet/profile/").text
    for address in (
        "/cabinet/profile/name/",
        "/accounts/email/",
        "/accounts/password/change/",
        "/accounts/2fa/",
        "/accounts/sessions/",
        "/cabinet/consents/",
    ):
        assert f'href="{address}"' in page


@pytest.mark.parametrize(
    "page", ["/cabinet/profile/", "/cabinet/profile/name/", "/cabinet/consents/", "/accounts/2fa/"]
)
def test_page_about_oneself_asks_to_log_in(client, page):
    assert client.get(page).url == f"/accounts/login/?next={page}"


def test_page_about_oneself_is_kept_out_of_shared_caches(client, user):
    """T63."""
    assert "no-store" in client.get("/cabinet/profile/")["Cache-Control"]


def test_account_without_a_person_has_a_profile_and_no_name(client):
    log_in(client, UserFactory(person=None))
    assert client.get("/cabinet/profile/").status_code == 200
    assert client.get("/cabinet/profile/name/").status_code == 404
    assert client.get("/cabinet/consents/").status_code == 404


def test_name_in_a_page_is_escaped(client):
    """T18."""
    person = PersonFactory(surname="<script>alert(1)</script>")
    log_in(client, UserFactory(person=person))
    page = client.get("/cabinet/profile/").text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_own_name_is_changed_and_logged(client, user):
    former = user.person.full_name
    client.post(
        "/cabinet/profile/name/",
        {"surname": " Орлова ", "name": "Вера", "patronymic": "", "email": "x@y.ru", "pk": "9"},
    )
    person = Person.objects.get(pk=user.person.pk)
    assert person.full_name == "Орлова Вера"
    assert person.email == user.person.email
    assert person.search_text == f"орлова вера {person.email}"
    entry = ModelLogEntry.objects.get(action="accounts.rename_person")
    assert (entry.user, entry.data) == (user, {"former": former})


def test_bad_name_is_refused_and_changes_nothing(client, user):
    """T18, T69."""
    page = client.post(
        "/cabinet/profile/name/", {"surname": "=СУММ(A1)", "name": "Вера", "patronymic": ""}
    )
    assert page.context["form"].errors == {
        "surname": ["Здесь могут быть только буквы, пробел, дефис, точка и апостроф."]
    }
    assert page.context["form"]["surname"].value() == "=СУММ(A1)"
    assert Person.objects.get(pk=user.person.pk).surname == user.person.surname


def change_email(client, email):
    return client.post("/accounts/email/", {"email": email, "action_add": "add"})


def test_address_is_changed_after_the_code(client, user, letters):
    """T56: until then letters go to the former address."""
    response = change_email(client, "New@example.org")
    assert User.objects.get().email == "vera@example.org"
    assert letters[0].to_email == "new@example.org"
    code = re.search(r"\d{4}-\d{4}", letters[0].text).group()

    client.post(response.url, {"code": code})

    user.refresh_from_db()
    assert (user.email, user.person.email) == ("new@example.org", "new@example.org")
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [
        ("new@example.org", True, True)
    ]
    assert [(letter.code, letter.to_email) for letter in letters[1:]] == [
        ("accounts.email_changed", "vera@example.org")
    ]


def test_change_of_address_needs_a_recent_proof(client, user, letters):
    log_in(client, user, at=time.time() - 3600)
    assert change_email(client, "new@example.org").url.startswith("/accounts/reauthenticate/")
    assert letters == []


def test_address_of_another_is_not_betrayed_and_not_taken(client, user, letters):
    """T11."""
    UserFactory(email="taken@example.org")
    free = change_email(client, "free@example.org")
    taken = change_email(client, "taken@example.org")
    assert (free.status_code, free.url) == (taken.status_code, taken.url)
    code = re.search(r"\d{4}-\d{4}", letters[-1].text).group()

    page = client.post(taken.url, {"code": code})

    assert page.context["form"].errors["code"] == [
        "Этим адресом уже пользуется другая учётная запись."
    ]
    assert User.objects.filter(email="taken@example.org").count() == 1


def test_no_page_of_the_accounts_speaks_english(client, user, text):
    """Every visible word of allauth is replaced."""
    pages = [
        "/accounts/email/",
        "/accounts/password/change/",
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
        "/accounts/sessions/",
        "/accounts/logout/",
        "/accounts/reauthenticate/",
    ]
    shown = [client.get(page).text for page in pages]
    client.post("/accounts/logout/")
    for page in ("login/", "signup/", "login/code/", "password/reset/", "inactive/"):
        shown.append(client.get(f"/accounts/{page}").text)
    for page in shown:
        main = re.search(r"<main.*?</main>", page, re.S).group()
        words = re.sub(r"<code>.*?</code>|<[^>]+>|&\w+;|\S+@\S+", " ", main)
        allowed = {"TOTP", "Mozilla"}
        assert set(re.findall(r"[A-Za-z]{3,}", words)) <= allowed, words
        assert "placeholder=" not in main
