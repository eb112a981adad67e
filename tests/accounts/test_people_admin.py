import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from home.accounts import operations
from home.accounts.choices import Role
from home.accounts.models import Consent, ConsentText, Person, User
from tests.factories.accounts import PersonFactory, UserFactory, log_in

pytestmark = pytest.mark.django_db

PEOPLE = "/admin/accounts/person/"
ACCOUNTS = "/admin/users/"


@pytest.fixture
def administrator(client):
    return log_in(client, UserFactory(role=Role.ADMINISTRATOR))


def code_of(letter) -> str:
    return re.search(r"\d{4}-\d{4}", letter.text).group()


def role_ids(*roles):
    return [Group.objects.get(name=role.label).pk for role in roles]


def answers(**changed):
    return {
        "surname": "Зорина",
        "name": "Ольга",
        "patronymic": "",
        "email": "Zorina@example.org",
        "groups": role_ids(Role.EDITOR),
    } | changed


@pytest.mark.parametrize("question", ["ёлкин", "ЁЛКИНА", "мария елк", "Mary@", "елкина  МАРИЯ"])
def test_person_is_found_in_any_case(question):
    """SQLite compares Cyrillic letters by case, the folded column does not."""
    person = PersonFactory(surname="Ёлкина", name="Мария", email="mary@example.org")
    PersonFactory(surname="Орлов", name="Пётр", email="p@example.org")
    assert list(Person.objects.found_by(question)) == [person]


def test_search_text_follows_whatever_field_is_saved():
    person = PersonFactory(surname="Ёлкина", name="Мария", patronymic="", email="a@example.org")
    person.surname = "Орлова"
    person.save(update_fields=["surname"])
    assert Person.objects.get().search_text == "орлова мария a@example.org"


@pytest.mark.parametrize("question", ["%", "_", "'", '"', "\\", "ё" * 5000, "user__password"])
def test_odd_question_finds_nobody_and_breaks_nothing(client, administrator, question):
    """T71, T72, T73."""
    PersonFactory(email="mary@example.com")
    page = client.get(PEOPLE, {"q": question})
    assert page.status_code == 200
    assert "mary@example.com" not in page.text


def test_register_of_people_finds_and_escapes(client, administrator):
    """T18."""
    PersonFactory(surname="Ёлкина<b>", email="mary@example.org")
    PersonFactory(surname="Орлов", email="orlov@example.org")
    page = client.get(PEOPLE, {"q": "ёлкина"}).text
    assert "mary@example.org" in page
    assert "Ёлкина&lt;b&gt;" in page
    assert "orlov@example.org" not in page


@pytest.mark.parametrize("address", [PEOPLE, ACCOUNTS, "/admin/accounts/consent/"])
def test_register_asks_as_often_for_one_as_for_thirty(client, administrator, text, now, address):
    def fill(times):
        for _ in range(times):
            user = UserFactory()
            Consent.objects.create(
                person=user.person, text=text, text_sha256=text.sha256, given_at=now
            )

    def count() -> int:
        with CaptureQueriesContext(connection) as made:
            assert client.get(address).status_code == 200
        return len(made)

    fill(1)
    count()
    one = count()
    fill(29)
    assert count() == one


def test_secretary_adds_a_person_in_clean_spelling(client):
    log_in(client, UserFactory(role=Role.SECRETARY))
    client.post(
        f"{PEOPLE}create/",
        {"surname": " Ёлкина ", "name": "Мария", "patronymic": "", "email": "MARY@Example.org"},
    )
    person = Person.objects.get(surname="Ёлкина")
    assert person.email == "mary@example.org"


def test_text_of_a_consent_is_shown_with_its_checksum(client, administrator, text):
    page = client.get(f"/admin/accounts/consenttext/inspect/{text.pk}/")
    assert text.sha256 in page.text


def test_administrator_makes_an_account_without_a_password(client, administrator):
    response = client.post(f"{ACCOUNTS}new/", answers())

    assert response.url == ACCOUNTS
    user = User.objects.get(email="zorina@example.org")
    assert user.person.full_name == "Зорина Ольга"
    assert user.has_usable_password() is False
    assert [group.name for group in user.groups.all()] == ["Редактор"]
    assert EmailAddress.objects.get(user=user).verified is False


def test_owner_of_a_new_account_enters_by_a_code(client, administrator, letters):
    client.post(f"{ACCOUNTS}new/", answers())
    owner = Client()
    confirm = owner.post("/accounts/login/code/", {"email": "zorina@example.org"}).url
    assert owner.post(confirm, {"code": code_of(letters[0])}).url == "/cabinet/"
    user = User.objects.get(email="zorina@example.org")
    assert EmailAddress.objects.get(user=user).verified is True
    assert user.person.email == "zorina@example.org"


def test_account_is_made_for_a_person_of_the_register(client, administrator):
    """T82: not a second person of the same name."""
    person = PersonFactory(surname="Зорина", name="Ольга", patronymic="")
    page = client.get(f"{ACCOUNTS}new/", {"person": person.pk})
    assert page.context["form"]["surname"].value() == "Зорина"

    client.post(f"{ACCOUNTS}new/", answers(person=person.pk))

    assert User.objects.get(email="zorina@example.org").person == person
    assert Person.objects.filter(surname="Зорина").count() == 1


def test_name_mended_while_an_account_is_made_is_kept(client, administrator):
    person = PersonFactory(surname="Зорено", name="Ольга", patronymic="")
    client.post(f"{ACCOUNTS}new/", answers(person=person.pk, patronymic="Юрьевна"))
    person.refresh_from_db()
    assert person.full_name == "Зорина Ольга Юрьевна"
    entry = ModelLogEntry.objects.get(action="accounts.rename_person")
    assert (entry.user, entry.data) == (administrator, {"former": "Зорено Ольга"})


@pytest.mark.parametrize("number", ["abc", "999999", "1" * 40])
def test_account_for_nobody_starts_empty(client, administrator, number):
    page = client.get(f"{ACCOUNTS}new/", {"person": number})
    assert page.context["form"]["surname"].value() is None


def test_taken_address_is_refused(client, administrator):
    UserFactory(email="zorina@example.org")
    page = client.post(f"{ACCOUNTS}new/", answers())
    assert page.context["form"].errors == {
        "email": ["Этим адресом уже пользуется другая учётная запись."]
    }


def test_account_form_ignores_what_it_does_not_ask(client, administrator):
    """T37."""
    client.post(
        f"{ACCOUNTS}new/",
        answers(is_superuser="on", is_staff="on", password1="a", user_permissions="1"),
    )
    user = User.objects.get(email="zorina@example.org")
    assert (user.is_superuser, user.is_staff, user.user_permissions.count()) == (False, False, 0)


def edit(client, user, **changed):
    return client.post(
        f"{ACCOUNTS}edit/{user.pk}/",
        {
            "surname": user.person.surname,
            "name": user.person.name,
            "patronymic": user.person.patronymic,
            "email": user.email,
            "is_active": "on",
            "groups": [],
        }
        | changed,
    )


def test_roles_are_given_and_logged(client, administrator):
    user = UserFactory()
    edit(client, user, groups=role_ids(Role.SECRETARY))
    assert [group.name for group in user.groups.all()] == ["Секретарь"]
    entry = ModelLogEntry.objects.filter(action="wagtail.edit").latest("pk")
    assert (entry.user, entry.data["roles"]) == (administrator, [[], ["Секретарь"]])


def test_deactivated_account_is_out_at_once(client, administrator):
    """T14."""
    user = UserFactory()
    owner = Client()
    log_in(owner, user)
    assert owner.get("/cabinet/profile/").status_code == 200

    edit(client, user, is_active="")

    assert owner.get("/cabinet/profile/").status_code == 302


def test_replaced_address_has_to_be_proved_again(client, administrator):
    """T56."""
    user = UserFactory(email="vera@example.org")
    edit(client, user, email="new@example.org")
    user.refresh_from_db()
    assert user.email == "new@example.org"
    assert list(user.emailaddress_set.values_list("email", "verified")) == [
        ("new@example.org", False)
    ]
    entry = ModelLogEntry.objects.get(action="accounts.replace_email")
    assert entry.data == {"former": "vera@example.org"}


def test_administrator_cannot_shut_themselves_out(client, administrator):
    page = client.get(f"{ACCOUNTS}edit/{administrator.pk}/")
    assert "is_active" not in page.context["form"].fields


@pytest.mark.parametrize("question", ["ЁЛКИНА", "VERA@"])
def test_account_is_found_by_its_person_and_address(client, administrator, question):
    UserFactory(email="vera@example.org", person__surname="Ёлкина")
    UserFactory(email="orlov@example.org")
    page = client.get(ACCOUNTS, {"q": question}).text
    assert "vera@example.org" in page
    assert "orlov@example.org" not in page


def test_verified_account_of_an_operation_needs_no_code(client):
    person = PersonFactory(email="")
    user = operations.create_account(
        person, "Vera@example.org", password="длинный пароль 27", verified=True, by=None
    )
    response = client.post(
        "/accounts/login/", {"login": "vera@example.org", "password": "длинный пароль 27"}
    )
    assert response.url == "/cabinet/"
    person.refresh_from_db()
    assert (user.email, person.email) == ("vera@example.org", "vera@example.org")


def test_new_version_of_a_text_is_published_in_the_admin(client, administrator):
    client.post(
        "/admin/accounts/consenttext/create/",
        {"purpose": "personal-data", "version": "77", "title": "Согласие", "body": "Слова."},
    )
    newest = ConsentText.objects.filter(purpose="personal-data").latest("version")
    assert (newest.version, newest.title, newest.body) == (2, "Согласие", "Слова.")
    entry = ModelLogEntry.objects.get(action="accounts.publish_text")
    assert entry.user == administrator


def test_empty_text_of_a_consent_is_refused(client, administrator):
    before = ConsentText.objects.count()
    page = client.post("/admin/accounts/consenttext/create/", {"purpose": "personal-data"})
    assert set(page.context["form"].errors) == {"title", "body"}
    assert ConsentText.objects.count() == before
