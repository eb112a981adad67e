"""The steps of registration as an applicant meets them (T1, T31, T34, T37, T69)."""

import pytest
from django.urls import reverse

from association.organisations.models import (
    JoinRequest,
    Organisation,
    RegistrationDraft,
    Representative,
)
from tests.factories.accounts import UserFactory
from tests.factories.organisations import (
    BranchFactory,
    OrganisationFactory,
    TerritoryFactory,
    make_inn,
    make_ogrn,
)

pytestmark = pytest.mark.django_db

LIST = reverse("organisations:organisations")
NUMBERS = reverse("organisations:register")
NAMES = reverse("organisations:register_step", args=["names"])
HEAD = reverse("organisations:register_step", args=["head"])
CHECK = reverse("organisations:check_registration")
JOIN = reverse("organisations:ask_to_join")


@pytest.fixture
def answers():
    return {
        "numbers": {"inn": f" {make_inn(88)[:4]} {make_inn(88)[4:]}", "kpp": "2201-01-001"},
        "names": {
            "full_name": "Краевое  учреждение\n«Лицеи\u0306 \u200b„Родник“»",
            "short_name": "Лицей «Родник»",
            "ogrn": make_ogrn(88),
            "legal_address": "656000, г. Ручейный, ул. Садовая, д. 3",
            "postal_address": "",
            "territory": TerritoryFactory().pk,
            "branch": BranchFactory().pk,
        },
        "head": {
            "head_is_me": "",
            "head_surname": "Ручьёва",
            "head_name": "Анна",
            "head_patronymic": "",
            "head_position": "директор",
            "phone": "+7 (000) 200-00-02",
            "email": "Lyceum@Example.org",
            "website": "example.org",
        },
    }


@pytest.fixture
def user(client):
    user = UserFactory()
    client.force_login(user)
    return user


def fill(client, answers) -> None:
    assert client.post(NUMBERS, answers["numbers"]).url == NAMES
    assert client.post(NAMES, answers["names"]).url == HEAD
    assert client.post(HEAD, answers["head"]).url == CHECK


def errors_of(response) -> dict:
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}


def test_whole_way_registers_the_organisation(client, user, answers):
    fill(client, answers)
    page = client.get(CHECK).content.decode()
    assert [word in page for word in ("Лицей «Родник»", "Ручьёва", "lyceum@example.org")] == [
        True
    ] * 3
    response = client.post(CHECK)
    organisation = Organisation.objects.get()
    assert response.url == organisation.get_absolute_url()
    assert (organisation.inn, organisation.kpp, organisation.full_name) == (
        make_inn(88),
        "220101001",
        "Краевое учреждение «Лицей „Родник“»",
    )
    assert (organisation.website, organisation.head.full_name) == (
        "https://example.org",
        "Ручьёва Анна",
    )


def test_second_press_and_refresh_register_nothing_more(client, user, answers):
    """T34"""
    fill(client, answers)
    client.post(CHECK)
    assert client.post(CHECK).url == LIST
    assert (Organisation.objects.count(), Representative.objects.count()) == (1, 1)


def test_answers_wait_for_the_next_visit(client, user, answers):
    client.post(NUMBERS, answers["numbers"])
    client.post(NAMES, answers["names"])
    client.logout()
    client.force_login(user)
    page = client.get(NAMES).content.decode()
    assert "Лицей «Родник»" in page


def test_drafts_of_two_people_are_apart(client, user, answers):
    client.post(NUMBERS, answers["numbers"])
    other = UserFactory()
    client.force_login(other)
    assert make_inn(88)[4:] not in client.get(NUMBERS).content.decode()


@pytest.mark.parametrize("address", [NAMES, HEAD, CHECK])
def test_steps_cannot_be_skipped(client, user, address):
    assert client.get(address).url == reverse("organisations:register_step", args=["numbers"])


def test_unknown_step_is_404(client, user):
    address = reverse("organisations:register_step", args=["payment"])
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", [LIST, NUMBERS, NAMES, CHECK, JOIN])
def test_nobody_enters_without_logging_in(client, address):
    assert client.get(address).url.startswith("/accounts/login/")


def test_bad_numbers_are_explained_and_kept(client, user):
    response = client.post(NUMBERS, {"inn": "500100732259", "kpp": "12"})
    assert set(errors_of(response)) == {"inn", "kpp"}
    assert 'value="500100732259"' in response.content.decode()
    assert RegistrationDraft.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("full_name", " \u200b ", "Введите полное наименование по уставу."),
        ("full_name", "а" * 501, None),
        ("ogrn", "1", "В ОГРН 13 цифр."),
        ("territory", "", "Выберите территорию."),
        ("territory", "999999", None),
        ("territory", "1 OR 1=1", None),
    ],
)
def test_bad_names_are_explained(client, user, answers, field, value, error):
    client.post(NUMBERS, answers["numbers"])
    errors = errors_of(client.post(NAMES, answers["names"] | {field: value}))
    assert list(errors) == [field]
    assert error is None or errors[field] == [error]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("head_surname", ""),
        ("head_surname", "Иванов2"),
        ("phone", "нет"),
        ("email", "не почта"),
        ("website", "javascript:alert(1)"),
        ("website", "ftp://example.org"),
        ("head_position", ""),
    ],
)
def test_bad_contacts_are_explained(client, user, answers, field, value):
    client.post(NUMBERS, answers["numbers"])
    client.post(NAMES, answers["names"])
    response = client.post(HEAD, answers["head"] | {field: value})
    assert list(errors_of(response)) == [field]


def test_head_who_fills_in_need_not_repeat_the_name(client, user, answers):
    answers["head"] |= {"head_is_me": "on", "head_surname": "", "head_name": ""}
    fill(client, answers)
    assert "Фамилия руководителя" not in client.get(CHECK).content.decode()
    client.post(CHECK)
    assert Organisation.objects.get().head == user.person


def test_slipped_in_fields_are_ignored(client, user, answers):
    """T37"""
    answers["names"] |= {"standing": "member", "registered_at": "2000-01-01", "pk": "7"}
    fill(client, answers)
    client.post(CHECK, {"standing": "member"})
    assert Organisation.objects.get().standing == "none"


def test_known_pair_leads_to_asking_and_shows_nothing(client, user, answers):
    """T1: not a word of the organisation."""
    OrganisationFactory(
        inn=make_inn(88), kpp="220101001", short_name="Тайный лицей", legal_address="Тайная улица"
    )
    assert client.post(NUMBERS, answers["numbers"]).url == JOIN
    page = client.get(JOIN).content.decode()
    assert (f"ИНН&nbsp;{make_inn(88)}" in page, "Тайн" in page) == (True, False)
    assert client.post(JOIN).url == LIST
    page = client.get(LIST).content.decode()
    assert ("Ждёт решения" in page, "Тайн" in page) == (True, False)


def test_pair_registered_meanwhile_leads_to_asking(client, user, answers):
    fill(client, answers)
    OrganisationFactory(inn=make_inn(88), kpp="220101001")
    assert client.post(CHECK).url == JOIN
    assert Organisation.objects.count() == 1


def test_own_pair_leads_to_the_organisation(client, user, answers):
    fill(client, answers)
    client.post(CHECK)
    response = client.post(NUMBERS, answers["numbers"])
    assert response.url == Organisation.objects.get().get_absolute_url()


def test_bad_authority_is_explained_and_asks_nothing(client, user, answers):
    from django.core.files.uploadedfile import SimpleUploadedFile

    OrganisationFactory(inn=make_inn(88), kpp="220101001")
    client.post(NUMBERS, answers["numbers"])
    response = client.post(JOIN, {"authority": SimpleUploadedFile("приказ.pdf", b"MZ")})
    assert errors_of(response)["authority"][0].startswith("Подойдёт файл PDF, JPG или PNG.")
    assert JoinRequest.objects.count() == 0


def test_numbers_cannot_be_tried_without_end(client, user, answers):
    codes = [client.post(NUMBERS, answers["numbers"]).status_code for _ in range(31)]
    assert codes == [302] * 30 + [429]
