"""Members are found by name in any form and by INN; nobody else of the register is."""

import pytest

from association.organisations.choices import Standing
from association.organisations.models import Organisation
from association.organisations.operations import change_standing
from tests.factories.organisations import OrganisationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def found(client, query: str) -> list[str]:
    groups = client.get("/search/", {"q": query}).context["groups"]
    return [result.title for group in groups for result in group.results]


@pytest.fixture
def member():
    return OrganisationFactory(
        full_name="Краевая гимназия «Росток»",
        short_name="Гимназия «Росток»",
        standing=Standing.MEMBER,
    )


@pytest.mark.parametrize("query", ["гимназии", "ростком", "КРАЕВОЙ ГИМНАЗИЕЙ", "«гимназия росток»"])
def test_member_is_found_by_its_name_in_any_form(client, member, query):
    assert found(client, query) == ["Гимназия «Росток»"]


@pytest.mark.parametrize("query", ["{}", "ИНН {}", "инн: {}"])
def test_member_is_found_by_inn(client, member, query):
    assert found(client, query.format(member.inn)) == ["Гимназия «Росток»"]


@pytest.mark.parametrize("standing", [s for s in Standing if s != Standing.MEMBER])
def test_only_members_are_found(client, standing):
    organisation = OrganisationFactory(full_name="Лицей", short_name="Лицей", standing=standing)
    assert found(client, "лицея") == []
    assert found(client, organisation.inn) == []


def test_who_leaves_is_found_no_more(client, member, now):
    change_standing(member, Standing.FORMER, on=now.date(), ground="по заявлению", by=None, at=now)
    assert found(client, "гимназия") == []


def test_new_names_take_the_place_of_the_old(client, member):
    member.short_name = member.full_name = "Школа «Вершина»"
    member.save()
    assert found(client, "росток") == []
    assert found(client, "вершины") == ["Школа «Вершина»"]


def test_new_name_of_a_territory_is_known(client, member):
    member.territory.name = "Заречный район"
    member.territory.save()
    assert found(client, "заречном районе") == ["Гимназия «Росток»"]


def test_people_and_contacts_of_a_member_are_not_in_the_index(client, member):
    """T2."""
    assert found(client, member.head.surname) == []
    assert found(client, member.email) == []
    assert Organisation.objects.count() == 1
