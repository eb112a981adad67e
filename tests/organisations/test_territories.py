"""Centres and neighbours of territories: what the administrator enters, and what the database refuses."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from pytest_django.asserts import assertContains, assertNotContains

from association.organisations.models import Territory
from home.accounts.choices import Role
from tests.factories.accounts import UserFactory, log_in
from tests.factories.organisations import TerritoryFactory

pytestmark = pytest.mark.django_db
TERRITORIES = "/admin/organisations/territories/"


@pytest.fixture
def at_work(client):
    log_in(client, UserFactory(role=Role.ADMINISTRATOR))
    return client


def test_administrator_enters_a_centre_and_neighbours(at_work):
    beside = TerritoryFactory()

    at_work.post(
        f"{TERRITORIES}create/",
        {
            "name": "Озёрный район",
            "order": "3",
            "latitude": "-53.5",
            "longitude": "179.99999",
            "neighbours": [beside.pk],
        },
    )

    made = Territory.objects.get(name="Озёрный район")
    assert (made.latitude, made.longitude) == (Decimal("-53.5"), Decimal("179.99999"))
    assert list(beside.neighbours.all()) == [made]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"latitude": "53"}, "Укажите и широту, и долготу или не указывайте ничего."),
        (
            {"latitude": "90.1", "longitude": "0"},
            "Убедитесь, что это значение меньше либо равно 90.",
        ),
        (
            {"latitude": "0", "longitude": "-180.1"},
            "Убедитесь, что это значение больше либо равно -180.",
        ),
        ({"latitude": "север", "longitude": "0"}, "Введите число."),
        ({"map_column": "3"}, "Укажите и столбец, и строку или не указывайте ничего."),
    ],
)
def test_half_a_centre_or_degrees_off_the_globe_are_refused_in_words(at_work, fields, sentence):
    answer = at_work.post(
        f"{TERRITORIES}create/", {"name": "Озёрный район", "order": "3", **fields}
    )

    assertContains(answer, sentence)
    assert not Territory.objects.exists()


def test_a_territory_is_not_offered_as_its_own_neighbour(at_work):
    own, other = TerritoryFactory(), TerritoryFactory()

    page = at_work.get(f"{TERRITORIES}edit/{own.pk}/")

    assertContains(page, f'name="neighbours" value="{other.pk}"')
    assertNotContains(page, f'name="neighbours" value="{own.pk}"')


@pytest.mark.parametrize(
    "fields",
    [
        {"latitude": 53},
        {"longitude": 83},
        {"latitude": 91, "longitude": 0},
        {"latitude": 0, "longitude": -181},
        {"map_column": 1},
        {"map_row": 1},
        {"map_column": 41, "map_row": 1},
    ],
)
def test_the_database_holds_whole_tiles_and_whole_centres_alone(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        TerritoryFactory(**fields)
