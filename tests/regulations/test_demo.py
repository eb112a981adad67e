"""The demo's regulation: our own words, the numbers of the association's."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import Site

from documents.regulations import demo
from documents.regulations.beside import beside
from documents.regulations.demo.notes import INTERPRETATIONS, MISPRINT
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
    assert (first, Edition.objects.count()) == (second, 2)
    assert (first.status, first.effective_from) == ("adopted", timezone.localdate(now))


def test_demo_is_amended_once_and_every_anchor_of_its_rules_stays(home, now):
    first = demo.load(home, by=None, at=now - datetime.timedelta(days=90))
    second = demo.amend(by=None, at=now)
    assert demo.amend(by=None, at=now) == second
    anchors = set(second.clauses.values_list("anchor", flat=True))
    gone = set(first.clauses.values_list("anchor", flat=True)) - anchors
    assert gone == {"p-7.2-abz10"}
    assert {"p-3.18", "p-6.6"} <= anchors


def test_demo_shows_notes_beside_its_texts(home, now):
    demo.load(home, by=None, at=now)
    second = demo.amend(by=None, at=now + datetime.timedelta(days=1))
    assert {anchor for anchor, notes in beside(second).items() if notes.interpretations} == {
        anchor for anchor, _, _ in INTERPRETATIONS
    }
    group = Edition.objects.get(page__key="working-group")
    assert [notes.errata[0].right for notes in beside(group).values()] == [MISPRINT[2]]


def test_rules_of_procedure_have_the_faults_of_their_model(home, now):
    """C3: «г» printed twice, no «д»; C20 stands in the text as printed."""
    demo.load(home, by=None, at=now)
    group = Edition.objects.get(page__key="working-group")
    letters = group.clauses.filter(anchor__startswith="p-1.4-").values_list("label", flat=True)
    assert list(letters) == ["а", "б", "в", "г", "г", "е", "ж", "з", "и"]
    assert "1 рабочего до" in group.clauses.get(anchor="p-2.7").text


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
