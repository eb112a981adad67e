"""Clauses are found by number and by words, in the editions in force of open regulations."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.factories.regulations import EditionFactory, RegulationPageFactory

pytestmark = pytest.mark.django_db

YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)


@pytest.fixture
def edition():
    return EditionFactory(page__slug="kruzhok", adopted_on=YESTERDAY, effective_from=YESTERDAY)


def found(client, query: str) -> list[tuple[str, str]]:
    response = client.get("/search/", {"q": query, "in": "clauses"})
    return [(result.title, result.url.partition("#")[2]) for result in response.context["results"]]


@pytest.mark.parametrize("query", ["1.2", "1.2.", "п. 1.2", "пункт 1.2", "П.1.2"])
def test_clause_is_found_by_its_number(client, edition, query):
    assert found(client, query) == [("Положение о кружке, п.\xa01.2", "p-1.2")]


def test_clauses_of_one_number_are_both_found(client, edition):
    """C1."""
    assert [anchor for _, anchor in found(client, "2.1")] == ["p-2.1", "p-2.1-2"]


@pytest.mark.parametrize("query", ["СОБИРАЕТСЯ ПО СРЕДАМ", "кружок средам", "«собирается»"])
def test_clause_is_found_by_its_words_in_any_case(client, edition, query):
    assert found(client, query) == [("Положение о кружке, п.\xa01.2", "p-1.2")]


def test_row_of_a_list_is_named_by_its_clause(client, edition):
    ((title, _),) = found(client, "любит книги")
    assert title == "Положение о кружке, п.\xa01.1"


@pytest.mark.parametrize("query", ["1.20", "1.2.1", "велосипед", "собирается по вторникам"])
def test_what_is_not_there_is_not_found(client, edition, query):
    assert found(client, query) == []


def test_draft_is_not_found(client):
    EditionFactory()
    assert found(client, "1.2") == []


def test_clauses_of_a_closed_regulation_are_not_found(client, edition):
    """T6."""
    PageViewRestriction.objects.create(page=edition.page, restriction_type="login")
    assert found(client, "1.2") == []


def test_later_edition_takes_the_place_of_the_former(client, edition):
    today = timezone.localdate()
    text = "Положение о кружке\n\n1. Общие положения\n\n1.1. Кружок собирается по пятницам.\n"
    EditionFactory(page=edition.page, text=text, adopted_on=YESTERDAY, effective_from=today)
    assert found(client, "средам") == []
    assert [anchor for _, anchor in found(client, "пятницам")] == ["p-1.1"]


def test_search_costs_the_same_for_one_regulation_and_for_ten(client, edition):
    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            assert found(client, "1.2")
        return len(made)

    queries()
    one = queries()
    for number in range(9):
        page = RegulationPageFactory(slug=f"eshchyo-{number}")
        EditionFactory(page=page, adopted_on=YESTERDAY, effective_from=YESTERDAY)
    queries()
    assert queries() == one
