"""Where a rule leads: the clauses that an editor linked, in the editions in force, without a query for each (R34)."""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from documents.coverage import operations
from home.rulebook import law, rule
from tests.coverage.conftest import CHANGED, JANUARY, WEDNESDAYS
from tests.factories.regulations import EditionFactory, RegulationPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

CITED = rule(
    "test.coverage_cited", title="Проба", source="resolver", cites=("1.2", law("ГК РФ, ст. 191"))
)
ALIEN = rule("test.coverage_alien", title="Проба", source="unknown", cites="9.9")


@pytest.fixture
def page(db):
    """Cited by the rules of this module alone."""
    return RegulationPageFactory(key="resolver", slug="kruzhok")


class BrokenCache:
    def get(self, *args):
        raise ConnectionError

    set = delete = get


def link(made, clause, by, at):
    return operations.link_rule(made.code, clause, manner="enforced", by=by, at=at)


@pytest.fixture(autouse=True)
def _committed(monkeypatch):
    """What waits for the commit is done at once: the test itself is the transaction."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda act, *args, **kwargs: act())


def test_rule_that_nobody_linked_leads_where_it_cites(edition):
    fallback = rule("test.coverage_fallback", title="Проба", source="resolver", cites="1.1 б")
    assert not edition.coverage.filter(rule_code=fallback.code).exists()
    assert fallback.links == [("п.\xa01.1 «б» Положения", "/regulations/kruzhok/#p-1.1-abz3")]


def test_linked_rule_leads_to_its_clauses_and_keeps_the_law(edition, editor, now):
    """Beside the clause that it cites, and that the program has linked by itself, another one."""
    link(CITED, edition.clauses.get(anchor="p-2.1-2"), editor, now)
    expected = [
        ("п.\xa01.2 Положения", "/regulations/kruzhok/#p-1.2"),
        ("п.\xa02.1 (второй) Положения", "/regulations/kruzhok/#p-2.1-2"),
        ("ГК\xa0РФ, ст.\xa0191", None),
    ]
    assert CITED.links == expected
    assert CITED.cited == "; ".join(text for text, _ in expected)


def test_regulation_is_named_in_full_where_the_site_has_several(edition, editor, now):
    EditionFactory(adopted_on=JANUARY)
    link(ALIEN, edition.clauses.get(anchor="p-1.1-abz2"), editor, now)
    assert ALIEN.links == [
        ("п.\xa01.1 абз.\xa02 Положения о кружке", "/regulations/kruzhok/#p-1.1-abz2")
    ]


def test_rule_whose_link_was_taken_away_prints_its_citation_without_a_link(edition, editor, now):
    row = edition.coverage.get(rule_code=CITED.code)
    operations.unlink(row, by=editor, at=now)
    assert CITED.links == [("п.\xa01.2 Положения", None), ("ГК\xa0РФ, ст.\xa0191", None)]


def test_coming_edition_leads_nobody_until_its_day(linked, page, edition):
    """T6: what is adopted for tomorrow is not told today."""
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    EditionFactory(page=page, text=CHANGED, adopted_on=JANUARY, effective_from=tomorrow)
    assert [url for _, url in WEDNESDAYS.links] == [
        "/regulations/kruzhok/#p-1.2",
        "/regulations/kruzhok/#p-2.1-2",
    ]


def test_replaced_edition_leads_nobody(linked, amended):
    assert [url for _, url in WEDNESDAYS.links] == ["/regulations/kruzhok/#p-1.2"]


def test_unpublished_regulation_has_no_address(linked, page):
    page.unpublish()
    assert WEDNESDAYS.links == [("п.\xa01.2 Положения", None)]


def test_closed_regulation_is_neither_named_nor_linked(linked, page):
    """T6: what stands beside a rule is the same for every reader."""
    open_links = WEDNESDAYS.links
    closing = PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    assert WEDNESDAYS.links == [("п.\xa01.2 Положения", None)]
    closing.delete()
    assert WEDNESDAYS.links == open_links != []


def test_thirty_citations_cost_as_many_queries_as_one(linked):
    WEDNESDAYS.links  # noqa: B018  Wagtail keeps the addresses of its sites from now on
    counts = []
    for times in (1, 30):
        cache.clear()
        with CaptureQueriesContext(connection) as met:
            answers = [WEDNESDAYS.links for _ in range(times)]
        counts.append(len(met))
        assert len(answers) == times
    assert counts[0] == counts[1]


def test_site_works_without_a_cache(linked, monkeypatch):
    monkeypatch.setattr("documents.coverage.queries.cache", BrokenCache())
    assert next(url for _, url in WEDNESDAYS.links) == "/regulations/kruzhok/#p-1.2"
