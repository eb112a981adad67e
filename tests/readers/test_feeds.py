"""Atom feeds: what is in force and what was, never what is to come (T6); asked again, they answer 304."""

from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from documents.regulations.operations import adopt_edition
from tests.factories.readers import AFTER, BEFORE
from tests.factories.regulations import EditionFactory, RegulationPageFactory
from tests.readers.pages import close_page

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(answer):
    root = ElementTree.fromstring(answer.content)
    return [
        {name: entry.findtext(ATOM + name) for name in ("title", "summary", "published", "id")}
        for entry in root.findall(ATOM + "entry")
    ]


def test_feed_tells_editions_their_act_and_what_changed(client, page, second, first):
    answer = client.get("/regulations/kruzhok/feed.xml")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    newest, oldest = entries(answer)
    day = second.effective_from
    assert newest["id"] == f"http://testserver/regulations/kruzhok/{day}/"
    assert newest["summary"] == "Изменено: п.\xa01.2. Добавлено: п.\xa02.3."
    assert newest["published"].startswith(f"{day}T00:00:00")
    assert oldest["summary"] == "Первая редакция на сайте."


def test_act_is_named(client, page, days):
    draft = EditionFactory(page=page)
    adopt_edition(
        draft,
        adopted_on=days(-1),
        effective_from=days(-1),
        act_kind="order",
        act_number="7",
        adopted_by="Совета",
        by=None,
        at=timezone.now(),
    )
    [entry] = entries(client.get("/regulations/kruzhok/feed.xml"))
    assert entry["summary"].startswith("Приказ Совета от\xa0")
    assert entry["summary"].endswith(" №\xa07. Первая редакция на сайте.")


def test_line_break_pasted_from_word_into_a_title_spoils_no_feed(client, page, first):
    page.title = "Положение\x0bо кружке"
    page.save_revision().publish()
    for address in ("/regulations/kruzhok/feed.xml", "/regulations/feed.xml"):
        [entry] = entries(client.get(address))
        assert entry["title"].startswith("Положение\N{REPLACEMENT CHARACTER}о кружке: ")


def test_future_edition_and_draft_are_absent(client, page, first, days):
    EditionFactory(page=page, text=AFTER, adopted_on=days(-1), effective_from=days(5))
    EditionFactory(page=page, text=AFTER)
    for address in ("/regulations/kruzhok/feed.xml", "/regulations/feed.xml"):
        answer = client.get(address)
        assert len(entries(answer)) == 1
        assert str(days(5)) not in answer.content.decode()
        assert "пятницам" not in answer.content.decode()


def test_feed_of_all_holds_no_page_that_is_closed(client, page, first, days):
    hidden, draft = RegulationPageFactory(), RegulationPageFactory()
    for other in (hidden, draft):
        EditionFactory(page=other, adopted_on=days(-3))
    close_page(hidden)
    draft.unpublish()
    assert [entry["id"] for entry in entries(client.get("/regulations/feed.xml"))] == [
        f"http://testserver/regulations/kruzhok/{first.effective_from}/"
    ]
    assert client.get(f"/regulations/{draft.slug}/feed.xml").status_code == 404
    assert client.get(f"/regulations/{hidden.slug}/feed.xml").status_code == 302


def test_feed_without_editions_is_a_feed(client, page):
    assert entries(client.get("/regulations/kruzhok/feed.xml")) == []
    assert entries(client.get("/regulations/feed.xml")) == []


@pytest.mark.parametrize("header", ["ETag", "Last-Modified"])
def test_same_feed_is_answered_304(client, page, first, settings, header):
    settings.PUBLIC_CACHE_SECONDS = 0
    answer = client.get("/regulations/kruzhok/feed.xml")
    asked = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}[header]
    again = client.get("/regulations/kruzhok/feed.xml", headers={asked: answer[header]})
    assert (again.status_code, again.content) == (304, b"")


def test_new_edition_makes_another_feed(client, page, first, days, settings):
    settings.PUBLIC_CACHE_SECONDS = 0
    before = client.get("/regulations/kruzhok/feed.xml")
    EditionFactory(page=page, text=AFTER, adopted_on=days(-1))
    after = client.get("/regulations/kruzhok/feed.xml", headers={"If-None-Match": before["ETag"]})
    assert (after.status_code, len(entries(after))) == (200, 2)


def test_foreign_host_leaves_no_trace(client, page, first, settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    answer = client.get("/regulations/kruzhok/feed.xml", headers={"host": "other.example"})
    assert "other.example" not in answer.content.decode()


def test_feed_of_thirty_regulations_takes_as_many_queries_as_of_one(client, page, first, days):
    def counted():
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/regulations/feed.xml").status_code == 200
        return len(queries)

    counted()
    one = counted()
    for _ in range(29):
        EditionFactory(adopted_on=days(-3), text=BEFORE)
    assert counted() == one


def test_words_of_a_change_are_found_once(client, page, second):
    client.get("/regulations/kruzhok/feed.xml")
    with CaptureQueriesContext(connection) as queries:
        client.get("/regulations/kruzhok/feed.xml")
    assert not [query for query in queries if "regulations_clause" in query["sql"]]
