"""R34, C1: the edition in force, and where a citation leads."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import PageViewRestriction

from documents.regulations import queries
from documents.regulations.queries import edition_in_force, forget_citation_targets
from home.rulebook import ASSOCIATION, Citation, law
from tests.factories.regulations import EditionFactory, RegulationPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

JANUARY = datetime.date(2026, 1, 10)
MARCH = datetime.date(2026, 3, 1)


@pytest.fixture
def page():
    return RegulationPageFactory(key=ASSOCIATION, slug="kruzhok")


@pytest.mark.parametrize(
    ("on", "number"),
    [
        (datetime.date(2026, 1, 9), None),
        (JANUARY, 1),
        (datetime.date(2026, 2, 28), 1),
        (MARCH, 2),
        (datetime.date(2027, 1, 1), 2),
    ],
)
def test_edition_in_force_is_the_last_that_has_begun(page, on, number):
    EditionFactory(page=page, adopted_on=JANUARY)
    EditionFactory(page=page, adopted_on=JANUARY, effective_from=MARCH)
    EditionFactory(page=page)
    edition = edition_in_force(ASSOCIATION, on)
    assert (edition and edition.number) == number


def test_unpublished_regulation_has_no_edition_in_force(page):
    EditionFactory(page=page, adopted_on=JANUARY)
    page.unpublish()
    assert edition_in_force(ASSOCIATION, MARCH) is None


@pytest.mark.parametrize(
    ("citation", "address"),
    [
        (Citation.parse("1.2"), "/regulations/kruzhok/#p-1.2"),
        (Citation.parse("1.1 б"), "/regulations/kruzhok/#p-1.1-abz3"),
        (Citation.parse("2.1 (второй)"), "/regulations/kruzhok/#p-2.1-2"),
        (Citation.parse("прил. А"), "/regulations/kruzhok/#app-a"),
        (Citation.parse("9.9"), None),
        (Citation.parse("1.2", source="other"), None),
        (law("152-ФЗ, ст. 9"), None),
    ],
)
def test_citation_leads_to_its_clause(page, citation, address):
    EditionFactory(page=page, adopted_on=JANUARY)
    assert citation.url == address


def test_citation_has_no_address_before_an_edition_is_in_force(page):
    EditionFactory(page=page)
    assert Citation.parse("1.2").url is None


def test_citation_has_no_address_in_a_closed_regulation(page):
    """T6."""
    EditionFactory(page=page, adopted_on=JANUARY)
    assert Citation.parse("1.2").url == "/regulations/kruzhok/#p-1.2"
    closing = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert Citation.parse("1.2").url is None
    closing.delete()
    assert Citation.parse("1.2").url == "/regulations/kruzhok/#p-1.2"


def test_thirty_citations_cost_as_many_queries_as_one(page):
    EditionFactory(page=page, adopted_on=JANUARY)
    page.get_url()  # Wagtail keeps the addresses of its sites from now on
    counts = []
    for times in (1, 30):
        forget_citation_targets()
        queries._clause_map.cache_clear()
        with CaptureQueriesContext(connection) as met:
            addresses = [Citation.parse("1.2").url for _ in range(times)]
        counts.append(len(met))
        assert addresses == ["/regulations/kruzhok/#p-1.2"] * times
    assert counts[0] == counts[1]


def test_adoption_and_publishing_move_the_links_at_once(
    page, now, django_capture_on_commit_callbacks
):
    assert Citation.parse("1.2").url is None
    with django_capture_on_commit_callbacks(execute=True):
        EditionFactory(page=page, adopted_on=JANUARY)
    assert Citation.parse("1.2").url == "/regulations/kruzhok/#p-1.2"
    page.unpublish()
    assert Citation.parse("1.2").url is None


def test_new_day_brings_the_new_edition(page):
    EditionFactory(page=page, adopted_on=JANUARY)
    text = "Устав\n1. Общее\n1.7. Новый пункт."
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    EditionFactory(page=page, text=text, adopted_on=JANUARY, effective_from=tomorrow)
    assert Citation.parse("1.7").url is None
    with freeze_time(tomorrow):
        assert Citation.parse("1.7").url == "/regulations/kruzhok/#p-1.7"
