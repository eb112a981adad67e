import re

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache

from home.accounts.models import Consent, ConsentText, Person, User
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

URL = "/accounts/signup/"


def answers(**changed):
    return {
        "surname": "Синицына",
        "name": "Вера",
        "patronymic": "Львовна",
        "email": "Vera@Example.org",
        "password1": "длинный пароль 27",
        "consent": "on",
        "text_version": "1",
        "homepage": "",
    } | changed


def code_of(letter) -> str:
    return re.search(r"\d{4}-\d{4}", letter.text).group()


def test_sign_up_makes_account_person_and_consent(client, letters, text):
    response = client.post(URL, answers())

    user = User.objects.get()
    assert response.url == "/accounts/confirm-email/"
    assert (user.email, user.person.full_name) == ("vera@example.org", "Синицына Вера Львовна")
    assert (user.is_staff, user.is_superuser, user.groups.count()) == (False, False, 0)
    consent = Consent.objects.get(person=user.person)
    assert (consent.text, consent.text_sha256) == (text, text.sha256)
    assert [letter.code for letter in letters] == ["accounts.email_confirmation_signup"]
    assert "_auth_user_id" not in client.session


def test_sign_up_is_finished_by_the_code_of_the_letter(client, letters):
    client.post(URL, answers())

    response = client.post("/accounts/confirm-email/", {"code": code_of(letters[0])})

    assert response.url == "/cabinet/"
    assert client.session["_auth_user_id"] == str(User.objects.get().pk)
    assert EmailAddress.objects.get().verified is True
    assert Person.objects.get().email == "vera@example.org"


def test_sign_up_leaves_address_of_person_empty_until_it_is_proved(client, letters):
    """T56."""
    client.post(URL, answers())
    assert Person.objects.get().email == ""


def test_wrong_code_three_times_starts_anew(client, letters):
    client.post(URL, answers())
    for _ in range(2):
        page = client.post("/accounts/confirm-email/", {"code": "1"})
        assert "Код не подходит. Проверьте цифры или запросите новый код." in page.text

    response = client.post("/accounts/confirm-email/", {"code": "1"})

    assert response.url == "/accounts/login/"
    assert EmailAddress.objects.get().verified is False


def test_consent_box_is_not_ticked_beforehand_and_stands_alone(client):
    """R220, T66."""
    form = client.get(URL).context["form"]
    assert form["consent"].initial is None
    assert "checked" not in str(form["consent"])
    assert 'href="/consent/personal-data/1/"' in form["consent"].help_text


def test_sign_up_without_consent_is_refused_with_the_law(client, letters):
    """T66."""
    page = client.post(URL, {k: v for k, v in answers().items() if k != "consent"})

    assert page.context["form"].errors == {
        "consent": [
            "Без согласия на обработку персональных данных учётную запись завести нельзя (152-ФЗ, ст.\xa09)."
        ]
    }
    assert (User.objects.count(), Person.objects.count(), letters) == (0, 0, [])


def test_sign_up_to_a_text_that_has_changed_meanwhile_is_refused(client, text):
    """T66: what was on the page is what is agreed to."""
    ConsentText.objects.create(purpose="personal-data", version=2, title="Новый", body="Новое.")

    page = client.post(URL, answers())

    form = page.context["form"]
    assert form.errors == {
        "consent": [
            "Пока вы заполняли форму, текст согласия обновился. Прочитайте его и отправьте форму ещё раз."
        ]
    }
    assert form["text_version"].value() == 2
    assert User.objects.count() == 0


def test_sign_up_ignores_what_the_form_does_not_ask(client, letters):
    """T37."""
    client.post(
        URL,
        answers(is_staff="on", is_superuser="on", is_active="", groups="1", person="1", pk="77"),
    )
    user = User.objects.get()
    assert (user.is_staff, user.is_superuser, user.is_active) == (False, False, True)
    assert user.groups.count() == 0


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("surname", "", "Введите фамилию."),
        ("name", "", "Введите имя."),
        ("name", "Aнна", "В слове «Aнна» смешаны буквы разных алфавитов. Наберите его заново."),
        ("surname", "<script>", "Здесь могут быть только буквы, пробел, дефис, точка и апостроф."),
        ("email", "", "Введите адрес электронной почты."),
        (
            "email",
            "вера@example.org",
            "Это не похоже на адрес электронной почты. Пример: maria@example.org",
        ),
        (
            "email",
            "vera@example.org\nBcc: all@example.org",
            "Это не похоже на адрес электронной почты. Пример: maria@example.org",
        ),
        ("email", "v" * 308 + "@example.org", "Адрес длиннее 254 знаков."),
        ("password1", "", "Придумайте пароль."),
    ],
)
def test_bad_answer_is_refused_beside_its_field(client, letters, field, value, error):
    """T18, T55, T69."""
    page = client.post(URL, answers(**{field: value}))

    form = page.context["form"]
    assert error in form.errors[field]
    assert form["patronymic"].value() == "Львовна"
    assert (User.objects.count(), letters) == (0, [])


def test_address_of_a_russian_domain_and_a_plus_is_taken(client, letters):
    """T55."""
    client.post(URL, answers(email="vera+school@школа.рф"))
    assert letters[0].to_email == "vera+school@школа.рф"


def test_taken_address_gets_the_same_answer_and_another_letter(client, letters):
    """T11: neither page nor redirect tells that the address is known."""
    free = client.post(URL, answers(email="free@example.org"))
    free_page = client.get(free.url).text
    client.session.flush()
    cache.clear()
    UserFactory(email="taken@example.org")

    taken = client.post(URL, answers(email="TAKEN@example.org"))
    taken_page = client.get(taken.url).text

    assert (free.status_code, free.url) == (taken.status_code, taken.url)
    strip = re.compile(r"(free|taken)@example\.org|value=\"[^\"]{60,}\"")
    assert strip.sub("", free_page) == strip.sub("", taken_page)
    assert [letter.code for letter in letters] == [
        "accounts.email_confirmation_signup",
        "accounts.account_already_exists",
    ]
    assert User.objects.filter(email="taken@example.org").count() == 1


def test_trap_for_machines_is_hidden_without_an_inline_style(client, letters):
    """T75: the site's policy forbids inline styles."""
    page = client.get(URL).text
    assert "position: absolute" not in page

    client.post(URL, answers(homepage="http://spam.example"))
    assert (User.objects.count(), letters) == (0, [])


def test_sign_up_is_closed_while_no_text_is_published(client):
    ConsentText.objects.all().delete()
    assert "Регистрация закрыта" in client.get(URL).text


def test_password_is_not_shown_again(client):
    page = client.post(URL, answers(surname="", password1=PASSWORD))
    assert PASSWORD not in page.text
