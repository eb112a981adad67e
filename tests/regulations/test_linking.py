"""R2, C33, C1: links laid over the words of an edition."""

import datetime

import pytest

from documents.regulations.choices import Validity
from documents.regulations.linking import Linker, act_names
from documents.regulations.models import GoverningAct
from tests.factories.regulations import EditionFactory

ROWS = [
    ("s-3", "section", "3"),
    ("p-3.1", "clause", "3.1"),
    ("p-3.1-a", "item", "а"),
    ("p-4.2", "clause", "4.2"),
    ("p-4.2-2", "clause", "4.2"),
    ("app-a", "appendix", "А"),
]
PARTS = [
    ("ch1", "part", "1"),
    ("ch1-p-1.1", "clause", "1.1"),
    ("ch2", "part", "2"),
    ("ch2-p-1.1", "clause", "1.1"),
    ("app-a-p-1.1", "clause", "1.1"),
]


def linker_of(edition):
    rows = edition.clauses.values_list("anchor", "kind", "label")
    return Linker(rows, act_names(), title=edition.title)


def hrefs(text, anchor="", rows=ROWS, **kwargs):
    return [link.url for link in Linker(rows, **kwargs).links(text, anchor)]


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("по п. 3.1", ["#p-3.1"]),
        ("по п. 3.1 «а»", ["#p-3.1-a"]),
        ("по п. 3.1 «я»", ["#p-3.1"]),
        ("по п. 4.2", ["#p-4.2"]),
        ("разделом III", ["#s-3"]),
        ("приложение А", ["#app-a"]),
        ("настоящего Положения", ["#text"]),
        ("по п. 9.9", []),
    ],
)
def test_mention_leads_to_its_place(text, urls):
    assert hrefs(text) == urls


def test_number_that_two_parts_have_is_that_of_ones_own_part():
    assert hrefs("п. 1.1", "ch2-p-2.1", PARTS) == ["#ch2-p-1.1"]
    assert hrefs("п. 1.1", "app-a-form1", PARTS) == ["#app-a-p-1.1"]
    assert hrefs("п. 1.1", "", PARTS) == []


def test_clause_does_not_lead_to_itself():
    assert hrefs("п. 3.1 и раздел 3", "p-3.1") == ["#s-3"]


def test_base_stands_before_the_anchor():
    assert hrefs("п. 3.1", base="/regulations/ustav/") == ["/regulations/ustav/#p-3.1"]


def test_text_is_escaped_and_keeps_every_letter():
    html = Linker(ROWS).link("<b>по п. 3.1</b> & «так»")
    assert html == (
        '&lt;b&gt;по <a class="clause__link" href="#p-3.1">п. 3.1</a>&lt;/b&gt; &amp; «так»'
    )


@pytest.mark.django_db
def test_names_of_acts_lead_to_the_register():
    edition = EditionFactory(adopted_on=datetime.date(2026, 1, 10))
    act = GoverningAct.objects.create(
        kind="Программа",
        title="Развитие кружков",
        number="12-ПР",
        validity=Validity.EXPIRED,
        mentions="программы развития  кружков\n\nx",
    )
    linker = linker_of(edition)
    html = linker.link("по итогам Программы развития\xa0кружков (№\xa012-ПР)")
    assert html.count(f'href="/regulations/acts/#act-{act.pk}"') == 2
    assert html.count("(утратил силу)") == 2


@pytest.mark.django_db
def test_act_named_by_a_bare_number_is_not_guessed():
    edition = EditionFactory(adopted_on=datetime.date(2026, 1, 10))
    GoverningAct.objects.create(kind="Приказ", title="О кружках", number="650")
    assert linker_of(edition).links("комната № 650") == []
