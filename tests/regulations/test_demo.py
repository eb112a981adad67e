"""The demo's regulation: our own words, the numbers of the association's."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import Site

from documents.regulations import demo
from documents.regulations.importer import read_regulation
from documents.regulations.models import Edition
from home.rulebook import ASSOCIATION, Citation, all_rules

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return Site.objects.get(is_default_site=True).root_page


def test_demo_has_the_structure_of_the_association_regulation():
    outline = read_regulation(demo.TEXT.read_bytes())
    kinds = [node.kind.value for _, node in outline.walk()]
    assert [kinds.count(kind) for kind in ("section", "clause", "appendix", "form")] == [
        7,
        59,
        2,
        2,
    ]
    assert [(fault.code, fault.label) for fault in outline.warnings] == [
        ("duplicate-number", "4.2"),
        ("misnumbered-section", "5"),
    ]


def test_demo_is_loaded_once(home, now):
    first = demo.load(home, by=None, at=now)
    second = demo.load(home, by=None, at=now + datetime.timedelta(days=1))
    assert (first, Edition.objects.count()) == (second, 1)
    assert (first.status, first.effective_from) == ("adopted", timezone.localdate(now))


def test_every_clause_that_a_rule_of_the_house_cites_has_an_address(home):
    demo.load(home, by=None, at=timezone.now())
    cited = {
        citation
        for rule in all_rules()
        for citation in rule.citations
        if citation.source == ASSOCIATION and not rule.code.startswith("test.")
    }
    assert [str(citation) for citation in cited if citation.url is None] == []


def test_letter_names_a_row_that_is_printed_without_one(home):
    demo.load(home, by=None, at=timezone.now())
    assert [Citation.parse(text).url.partition("#")[2] for text in ("3.1 а", "3.1 в", "3.1 г")] == [
        "p-3.1-abz2",
        "p-3.1-abz4",
        "p-3.1-abz6",
    ]
