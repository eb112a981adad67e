"""The secretary's registers in the admin (T18, T29, T37, T72)."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from association.organisations.choices import Standing
from association.organisations.models import Organisation, Territory
from home.accounts.choices import Role
from tests.factories.accounts import PersonFactory, UserFactory, log_in
from tests.factories.organisations import (
    JoinRequestFactory,
    OrganisationFactory,
    make_inn,
)

pytestmark = pytest.mark.django_db

ORGANISATIONS = "/admin/organisations/organisations/"
JOIN_REQUESTS = "/admin/organisations/join-requests/"
TERRITORIES = "/admin/organisations/territories/"


@pytest.fixture
def at_work(client, secretary):
    log_in(client, secretary)
    return client


def rows(response) -> list[str]:
    return [item.short_name for item in response.context["object_list"]]


@pytest.mark.parametrize("address", [ORGANISATIONS, JOIN_REQUESTS, TERRITORIES])
@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.SECRETARY, {ORGANISATIONS, JOIN_REQUESTS}),
        (Role.AUTHORITY_SUPPORT, {ORGANISATIONS, JOIN_REQUESTS}),
        (Role.EDITOR, set()),
        (Role.ADMINISTRATOR, {ORGANISATIONS, JOIN_REQUESTS, TERRITORIES}),
    ],
)
def test_registers_open_by_role(client, role, may, address):
    log_in(client, UserFactory(role=role))
    assert (client.get(address).status_code == 200) is (address in may)


@pytest.mark.parametrize("query", ["ёлочка", "ЕЛОЧКА", "гимназия ёл"])
def test_search_finds_cyrillic_in_any_case(at_work, organisation, query):
    OrganisationFactory(short_name="Другая")
    assert rows(at_work.get(ORGANISATIONS, {"q": query})) == ["Гимназия «Ёлочка»"]


def test_filters_by_territory_branch_and_standing(at_work, organisation):
    member = OrganisationFactory(short_name="Член", standing=Standing.MEMBER)
    for name, value in (
        ("standing__exact", "member"),
        ("territory__id__exact", member.territory.pk),
        ("branch__id__exact", member.branch.pk),
    ):
        assert rows(at_work.get(ORGANISATIONS, {name: value})) == ["Член"]


@pytest.mark.parametrize(
    "parameters",
    [
        {"head__user__password__startswith": "a"},
        {"representatives__person__surname": "a"},
        {"no_such_field": "1"},
        {"p": "99999999999999999999"},
        {"o": "99.x"},
    ],
)
def test_look_ups_by_the_address_are_ignored(at_work, organisation, parameters):
    """T72"""
    assert rows(at_work.get(ORGANISATIONS, parameters)) == ["Гимназия «Ёлочка»"]


def test_export_is_readable_and_holds_no_formula(at_work):
    """T29"""
    OrganisationFactory(
        short_name="=cmd|'/c calc'!A0",
        phone="+7 (000) 200-00-00",
        standing=Standing.MEMBER,
        head=PersonFactory(surname="Ручьёва", name="Анна", patronymic=""),
    )
    response = at_work.get(ORGANISATIONS, {"export": "csv"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    heading, row = (line.split(";") for line in text.splitlines())
    assert heading[:4] == ["Полное наименование", "Краткое наименование", "ИНН", "КПП"]
    cells = dict(zip(heading, row, strict=True))
    assert (cells["Краткое наименование"], cells["Телефон"]) == (
        "'=cmd|'/c calc'!A0",
        "'+7 (000) 200-00-00",
    )
    assert (cells["Положение в Ассоциации"], cells["Руководитель"]) == (
        "Член Ассоциации",
        "Ручьёва Анна",
    )


def test_names_are_escaped(at_work):
    """T18"""
    OrganisationFactory(short_name="<script>alert(1)</script>")
    assert "<script>alert" not in at_work.get(ORGANISATIONS).content.decode()


def test_entry_is_shown_whole(at_work, organisation, representative):
    page = at_work.get(f"{ORGANISATIONS}inspect/{organisation.pk}/").content.decode()
    shown = (organisation.inn, organisation.head.full_name, representative.person.full_name)
    assert [word in page for word in shown] == [True] * 3


def form_of(client, organisation) -> dict:
    form = client.get(f"{ORGANISATIONS}edit/{organisation.pk}/").context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def test_secretary_corrects_numbers_but_not_the_standing(at_work, organisation):
    """T37"""
    data = form_of(at_work, organisation) | {"inn": make_inn(4_000), "standing": "member"}
    at_work.post(f"{ORGANISATIONS}edit/{organisation.pk}/", data)
    organisation.refresh_from_db()
    assert (organisation.inn, organisation.standing) == (make_inn(4_000), Standing.NONE)


@pytest.mark.parametrize("inn", ["1", make_inn(9)[:9] + "x"])
def test_wrong_number_is_refused_in_words(at_work, organisation, inn):
    response = at_work.post(
        f"{ORGANISATIONS}edit/{organisation.pk}/", form_of(at_work, organisation) | {"inn": inn}
    )
    assert response.context["form"].errors == {"inn": ["В ИНН организации 10 цифр."]}


def test_taken_pair_is_refused_in_words(at_work, organisation):
    other = OrganisationFactory(kpp=organisation.kpp)
    response = at_work.post(
        f"{ORGANISATIONS}edit/{organisation.pk}/",
        form_of(at_work, organisation) | {"inn": other.inn},
    )
    assert response.context["form"].non_field_errors() == [
        "Организация с такими ИНН и КПП уже есть в реестре."
    ]


@pytest.mark.parametrize("act", ["create/", "delete/{pk}/"])
def test_entries_are_neither_added_nor_deleted_by_hand(client, organisation, act):
    log_in(client, UserFactory(role=Role.ADMINISTRATOR))
    client.post(ORGANISATIONS + act.format(pk=organisation.pk))
    assert list(Organisation.objects.all()) == [organisation]


def test_requests_lead_to_the_page_of_deciding(at_work, organisation):
    asked = JoinRequestFactory(organisation=organisation)
    address = reverse("organisations:decide_join", args=[asked.pk])
    assertContains(at_work.get(JOIN_REQUESTS), f'href="{address}"', count=1)


def test_who_may_not_decide_is_led_nowhere(client, organisation, secretary):
    """R9: the authority's support only looks; and nobody decides about themselves."""
    asked = JoinRequestFactory(organisation=organisation, person=secretary.person)
    address = reverse("organisations:decide_join", args=[asked.pk])
    for user in (UserFactory(role=Role.AUTHORITY_SUPPORT), secretary):
        log_in(client, user)
        assertNotContains(client.get(JOIN_REQUESTS), address)
        assert client.get(address).status_code == 404


def test_administrator_keeps_the_lists(client):
    log_in(client, UserFactory(role=Role.ADMINISTRATOR))
    client.post(f"{TERRITORIES}create/", {"name": "Озёрный район", "order": "3"})
    assert list(Territory.objects.values_list("name", "order")) == [("Озёрный район", 3)]


def test_territory_in_use_is_not_deleted(client, organisation):
    log_in(client, UserFactory(role=Role.ADMINISTRATOR))
    client.post(f"{TERRITORIES}delete/{organisation.territory.pk}/")
    assert Territory.objects.filter(pk=organisation.territory.pk).exists()


@pytest.mark.parametrize(
    ("address", "make"),
    [(ORGANISATIONS, OrganisationFactory), (JOIN_REQUESTS, JoinRequestFactory)],
)
def test_lists_ask_the_database_as_often_for_many(at_work, count_queries, address, make):
    """The same number of queries with 1 and 30 rows."""
    make()
    at_work.get(address)  # fills what is cached for every page
    counts = [count_queries(at_work, address)]
    make.create_batch(29)
    counts.append(count_queries(at_work, address))
    assert counts[0] == counts[1]
