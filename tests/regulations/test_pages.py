"""R1, R34, C1, C2: what a reader of a regulation sees."""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from documents.regulations.reading import read_form
from tests.factories.regulations import EditionFactory, RegulationPageFactory

pytestmark = pytest.mark.django_db

JANUARY = datetime.date(2026, 1, 10)


def long_text(sections: int) -> str:
    lines = ["Устав"]
    for section in range(1, sections + 1):
        lines.append(f"{section}. Раздел")
        lines += [f"{section}.{clause}. Пункт." for clause in range(1, 21)]
    return "\n".join(lines)


@pytest.fixture
def page():
    return RegulationPageFactory(slug="kruzhok", title="Положение о кружке")


def test_page_shows_the_edition_in_force_with_an_address_for_every_piece(client, page):
    edition = EditionFactory(page=page, adopted_on=JANUARY)
    response = client.get("/regulations/kruzhok/")
    html = response.content.decode()
    for anchor in edition.clauses.values_list("anchor", flat=True):
        assert html.count(f'id="{anchor}"') == 1
    assert '<a class="clause__number" href="#p-2.1-2">2.1.</a>' in html
    assert (
        "Редакция от&nbsp;10\xa0января 2026\xa0г., действует с&nbsp;10\xa0января 2026\xa0г." in html
    )


def test_contents_lead_to_the_headings(client, page):
    EditionFactory(page=page, adopted_on=JANUARY)
    html = client.get("/regulations/kruzhok/").content.decode()
    contents = html[html.index('<nav class="contents"') :]
    contents = contents[: contents.index("</nav>")]
    # Folded for a phone and open for a desk: one of them is shown.
    places = ("s-1", "s-2", "app-a", "p-1.1")
    assert [contents.count(f'href="#{anchor}"') for anchor in places] == [2, 2, 2, 0]


def test_repeated_number_has_a_note_outside_the_text(client, page):
    EditionFactory(page=page, adopted_on=JANUARY)
    html = client.get("/regulations/kruzhok/").content.decode()
    assert html.count("Номер 2.1 в&nbsp;тексте повторяется, это второй такой пункт.") == 1


def test_misnumbered_section_is_printed_as_it_is_with_a_note(client, page):
    text = "Устав\n5. Связи\n6.1. Пишем.\n6.2. Звоним."
    EditionFactory(page=page, text=text, adopted_on=JANUARY)
    html = client.get("/regulations/kruzhok/").content.decode()
    assert "Номер раздела напечатан так, а&nbsp;пункты в&nbsp;нём&nbsp;— 6.1–6.2." in html
    assert "(п.&nbsp;6.1–6.2)" in html


@pytest.mark.parametrize("adopted", [False, True], ids=["draft", "future"])
def test_public_sees_neither_drafts_nor_future_editions(client, page, adopted):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    dates = {"adopted_on": JANUARY, "effective_from": tomorrow} if adopted else {}
    EditionFactory(page=page, text="Устав\n1. Тайна\n1.1. Секрет.", **dates)
    html = client.get("/regulations/kruzhok/").content.decode()
    assert "Действующей редакции пока нет" in html
    assert "Секрет" not in html


def test_markup_in_the_text_stays_text(client, page):
    text = "Устав\n1. Общее\n1.1. Пишем <script>alert(1)</script> & точка."
    EditionFactory(page=page, text=text, adopted_on=JANUARY)
    html = client.get("/regulations/kruzhok/").content.decode()
    assert "Пишем &lt;script&gt;alert(1)&lt;/script&gt; &amp; точка." in html


def test_page_costs_the_same_queries_for_twenty_and_for_two_hundred_clauses(client):
    counts = []
    for sections in (1, 10):
        page = RegulationPageFactory(slug=f"ustav-{sections}")
        EditionFactory(page=page, text=long_text(sections), adopted_on=JANUARY)
        client.get(page.url)
        cache.delete_many([key for key in cache._cache if "reading" in key])
        with CaptureQueriesContext(connection) as queries:
            client.get(page.url)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 10


def test_adopted_text_is_rendered_once(client, page):
    EditionFactory(page=page, adopted_on=JANUARY)
    with CaptureQueriesContext(connection) as first:
        before = client.get("/regulations/kruzhok/").content
    with CaptureQueriesContext(connection) as second:
        after = client.get("/regulations/kruzhok/").content
    asked = [
        [q["sql"] for q in queries if 'FROM "regulations_clause"' in q["sql"]]
        for queries in (first, second)
    ]
    # The clauses, and those of earlier editions that have vanished.
    assert [len(sqls) for sqls in asked] == [2, 0]
    assert before == after


def test_index_lists_regulations_with_their_editions(client, page):
    EditionFactory(page=page, adopted_on=JANUARY)
    RegulationPageFactory(title="Устав без редакции")
    html = client.get("/regulations/").content.decode()
    assert '<a href="/regulations/kruzhok/">Положение о кружке</a>' in html
    assert html.count("Редакция от&nbsp;10\xa0января 2026\xa0г.") == 1
    assert html.count("Действующей редакции пока&nbsp;нет.") == 1


def test_index_costs_the_same_queries_for_one_and_thirty_regulations(client):
    counts = []
    for more in (1, 29):
        for _ in range(more):
            EditionFactory(adopted_on=JANUARY)
        client.get("/regulations/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/regulations/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_form_shows_lines_to_write_on_with_their_captions():
    text = "ЗАЯВЛЕНИЕ\nПрошу принять _____\nназвание\n«__» _____ 20__ г. _____\n(подпись)\nС почтением."
    assert [(line.look, line.text) for line in read_form(text)] == [
        ("title", "ЗАЯВЛЕНИЕ"),
        ("blank", "Прошу принять"),
        ("caption", "название"),
        ("blank", "«__» _____ 20__ г."),
        ("caption", "(подпись)"),
        ("text", "С почтением."),
    ]
