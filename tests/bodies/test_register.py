"""Bodies and offices in the admin, and the choosers of people (T7)."""

import pytest
from wagtail.models import ModelLogEntry

from association.bodies.choices import BodyKind, Filling, OfficeKind
from association.bodies.models import CollegialBody, Office
from home.accounts.choices import Role
from home.accounts.models import Person
from tests.factories.accounts import PersonFactory, UserFactory, log_in
from tests.factories.bodies import CollegialBodyFactory, OfficeFactory
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db

BODIES = "/admin/bodies/bodies/"
OFFICES = "/admin/bodies/offices/"
PEOPLE = "/admin/person_chooser/"
ORGANISATIONS = "/admin/organisation_chooser/"


@pytest.fixture
def at_work(client):
    log_in(client, UserFactory(role=Role.SECRETARY))
    return client


@pytest.mark.parametrize("address", [BODIES, OFFICES])
@pytest.mark.parametrize(
    ("role", "opens"),
    [
        (Role.SECRETARY, True),
        (Role.ADMINISTRATOR, True),
        (Role.AUTHORITY_SUPPORT, True),
        (Role.EDITOR, False),
    ],
)
def test_registers_open_by_role(client, role, opens, address):
    log_in(client, UserFactory(role=role))
    assert (client.get(address).status_code == 200) is opens


@pytest.mark.parametrize("address", [PEOPLE, f"{PEOPLE}results/", ORGANISATIONS])
@pytest.mark.parametrize("role", [Role.EDITOR, Role.AUTHORITY_SUPPORT])
def test_choosers_show_no_names_to_low_roles(client, role, address):
    PersonFactory(surname="Тайнова")
    log_in(client, UserFactory(role=role))
    response = client.get(address)
    assert (response.status_code in (302, 403), "Тайнова" in response.content.decode()) == (
        True,
        False,
    )


@pytest.mark.parametrize("role", [Role.EDITOR, Role.AUTHORITY_SUPPORT])
def test_chooser_names_no_people_by_their_numbers(client, role):
    person = PersonFactory()
    log_in(client, UserFactory(role=role))
    response = client.get(f"{PEOPLE}chosen-multiple/?id={person.pk}")
    assert (response.status_code, response["Location"]) == (302, "/admin/")


@pytest.mark.parametrize("address", ["chosen/abc/", "chosen-multiple/?id=abc"])
def test_chooser_of_nonsense_is_404(at_work, address):
    """T71."""
    assert at_work.get(f"{PEOPLE}{address}").status_code == 404


def test_chooser_finds_people_in_any_case(at_work):
    PersonFactory(surname="Ёлкина")
    PersonFactory(surname="Берёзова")
    page = at_work.get(f"{PEOPLE}results/", {"q": "ЕЛКИНА"}).content.decode()
    assert ("Ёлкина" in page, "Берёзова" in page) == (True, False)


def test_chooser_finds_organisations_in_any_case(at_work):
    OrganisationFactory(short_name="Лицей «Ёж»")
    OrganisationFactory(short_name="Школа")
    page = at_work.get(f"{ORGANISATIONS}results/", {"q": "ЛИЦЕЙ"}).content.decode()
    assert ("Лицей «Ёж»" in page, "Школа" in page) == (True, False)


def test_chooser_enters_a_person_who_has_no_account(at_work):
    names = {"surname": "Ручьёва", "name": "Анна", "patronymic": ""}
    at_work.post(f"{PEOPLE}create/", names)
    assert Person.objects.filter(surname="Ручьёва").count() == 1


def test_secretary_enters_a_body_and_a_term(at_work):
    """The register asks the acts of the room, and the log has them alone."""
    at_work.post(
        f"{BODIES}create/",
        {
            "kind": BodyKind.WORKING_GROUP,
            "title": "Группа качества",
            "title_genitive": "Группы качества",
        },
    )
    body, person = CollegialBody.objects.get(), PersonFactory()
    assert body.rules_code == "working-group"
    data = {
        "body": body.pk,
        "kind": OfficeKind.LEADER,
        "person": person.pk,
        "organisation": "",
        "position": "методист",
        "since": "2026-01-12",
        "until": "",
        "ground": "приказ № 1",
    }
    at_work.post(f"{OFFICES}create/", data)
    office = Office.objects.get()
    assert (office.person, office.filling) == (person, Filling.EX_OFFICIO)
    response = at_work.post(f"{OFFICES}create/", data | {"person": PersonFactory().pk})
    assert list(response.context["form"].errors) == ["since"]
    response = at_work.post(f"{OFFICES}create/", data | {"kind": "member", "ground": " "})
    assert list(response.context["form"].errors) == ["ground"]
    actions = ModelLogEntry.objects.order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["bodies.found", "bodies.fill_office"]


def test_body_is_changed_by_the_act(at_work):
    body = CollegialBodyFactory()
    data = {
        "kind": body.kind,
        "title": "Новое имя",
        "title_genitive": body.title_genitive,
        "rules_code": body.rules_code,
    }
    at_work.post(f"{BODIES}edit/{body.pk}/", data)
    body.refresh_from_db()
    assert body.title == "Новое имя"
    assert ModelLogEntry.objects.get().action == "bodies.change"


def test_terms_are_not_deleted(client):
    office = OfficeFactory()
    log_in(client, UserFactory(role=Role.ADMINISTRATOR))
    client.post(f"{OFFICES}delete/{office.pk}/")
    assert Office.objects.filter(pk=office.pk).exists()


def test_second_presidium_is_refused_in_words(at_work):
    CollegialBodyFactory(kind=BodyKind.PRESIDIUM)
    response = at_work.post(
        f"{BODIES}create/",
        {"kind": BodyKind.PRESIDIUM, "title": "Ещё один", "title_genitive": "Ещё одного"},
    )
    (refusal,) = response.context["form"].errors["kind"]
    assert "Такой орган в Ассоциации один, и он уже внесён." in refusal
