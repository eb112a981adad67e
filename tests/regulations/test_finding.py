"""Clauses are found by number and by words, in the editions in force of open regulations."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import PageViewRestriction

from documents.regulations.operations.notes import correct_misprint
from tests.factories.regulations import EditionFactory, RegulationPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

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


def test_clause_is_found_by_its_corrected_words(client, edition):
    """C20: readers see the correction and look for it."""
    correct_misprint(
        edition.clauses.get(anchor="p-1.2"),
        wrong="средам",
        right="четвергам",
        made_on=YESTERDAY,
        ground="приказ № 2",
        by=None,
        at=timezone.now(),
    )
    assert [anchor for _, anchor in found(client, "четверг")] == ["p-1.2"]
    assert found(client, "средам") == []


LETTERED = """Положение о кружке

1. Общие положения

1.1. Кружок:

а) читает;

б) пишет.

1.2. Как сказано в п. 1.1, кружок открыт.

Приложение А

Заявление _____
"""


@pytest.fixture
def lettered():
    return EditionFactory(text=LETTERED, adopted_on=YESTERDAY, effective_from=YESTERDAY)


@pytest.mark.parametrize("query", ["1.1 а", "п. 1.1 а)", "пункт 1.1а", "1.1 А"])
def test_lettered_item_is_found_by_its_number(client, lettered, query):
    assert found(client, query)[0] == ("Положение о кружке, п.\xa01.1", "p-1.1-a")


@pytest.mark.parametrize("query", ["Приложение А", "прил. а"])
def test_appendix_is_found_by_its_letter(client, lettered, query):
    assert found(client, query)[0][1] == "app-a"


def test_clause_comes_before_those_that_name_its_number(client, lettered):
    assert [anchor for _, anchor in found(client, "1.1")] == ["p-1.1", "p-1.2"]


def test_section_is_found_by_its_number_and_by_its_heading(client, edition):
    (section,) = edition.clauses.filter(kind="section", label="2")
    assert [anchor for _, anchor in found(client, "раздел 2")] == [section.anchor]
    response = client.get("/search/", {"q": "порядком работ", "in": "clauses"})
    assert [result.path for result in response.context["results"]] == [
        "Раздел\xa02. Порядок работы"
    ]


def test_clause_says_where_it_stands(client, edition):
    response = client.get("/search/", {"q": "средам", "in": "clauses"})
    (result,) = response.context["results"]
    assert result.path == "Раздел\xa01. Общие положения › 1.2"
    assert "Раздел\xa01. Общие положения › 1.2" in response.content.decode()
    assert "<mark>средам</mark>" in response.content.decode()


def test_name_of_a_regulation_finds_its_page_and_not_every_clause(client, edition):
    groups = client.get("/search/", {"q": edition.page.title}).context["groups"]
    assert [(group.source.code, group.count) for group in groups] == [("pages", 1)]


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


def test_edition_of_a_later_day_is_found_from_that_day_by_itself(client, edition):
    """T6: nothing runs between the two days."""
    later = timezone.localdate() + datetime.timedelta(days=3)
    text = "Положение о кружке\n\n1. Общие положения\n\n1.1. Кружок собирается по пятницам.\n"
    EditionFactory(page=edition.page, text=text, adopted_on=YESTERDAY, effective_from=later)

    assert found(client, "пятницам") == []
    assert [anchor for _, anchor in found(client, "средам")] == ["p-1.2"]
    with freeze_time(later):
        assert [anchor for _, anchor in found(client, "пятницам")] == ["p-1.1"]
        assert found(client, "средам") == []


def test_clauses_of_an_unpublished_regulation_are_not_found(client, edition):
    """T6."""
    edition.page.unpublish()
    assert found(client, "средам") == []


def within(client, query: str, **more) -> list[str]:
    response = client.get("/search/", {"q": query, "in": "clauses", **more})
    return [result.url for result in response.context["results"]]


@pytest.mark.parametrize("query", ["1.2", "средам"])
def test_one_regulation_is_searched_by_itself(client, edition, query):
    other = EditionFactory(page__slug="drugoy", adopted_on=YESTERDAY, effective_from=YESTERDAY)
    here = f"{edition.page.url}#p-1.2"
    assert sorted(within(client, query)) == sorted([here, f"{other.page.url}#p-1.2"])
    assert within(client, query, within=edition.page_id) == [here]


def test_box_of_a_regulation_searches_within_it_and_says_so(client, edition):
    page = client.get(edition.page.url).content.decode()
    assert f'<input type="hidden" name="within" value="{edition.page_id}">' in page
    asked = {"q": "кружок", "in": "clauses", "within": edition.page_id}
    found = client.get("/search/", asked).content.decode()
    assert '<h2 class="results__heading" id="found">Положение о кружке ' in found
    assert f'<input type="hidden" name="within" value="{edition.page_id}">' in found


@pytest.mark.parametrize("odd", ["", "0", "-1", "x", "٣", "1" * 300, "1 OR 1=1"])
def test_what_is_no_regulation_limits_nothing(client, edition, odd):
    """T71, T72."""
    assert within(client, "1.2", within=odd) == [f"{edition.page.url}#p-1.2"]


def test_closed_regulation_is_not_named_by_its_number(client, edition):
    """T6."""
    PageViewRestriction.objects.create(
        page=edition.page, restriction_type=PageViewRestriction.LOGIN
    )
    asked = {"q": "кружок", "in": "clauses", "within": edition.page_id}
    assert "Положение о кружке" not in client.get("/search/", asked).content.decode()


def test_new_short_name_stands_in_the_titles(client, edition):
    edition.page.short_name = "Правила кружка"
    edition.page.save_revision().publish()
    assert found(client, "1.2") == [("Правила кружка, п.\xa01.2", "p-1.2")]


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
