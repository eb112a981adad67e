"""R1, R34, R224, T6: editions by their dates and clauses by their anchors, for everybody who may read them."""

import datetime
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from documents.regulations.operations import adopt_edition
from documents.regulations.registry import page_routes
from home.accounts.choices import Role
from tests.factories.accounts import UserFactory, log_in
from tests.factories.regulations import EditionFactory, RegulationPageFactory

pytestmark = pytest.mark.django_db

JANUARY = datetime.date(2026, 1, 10)
MARCH = datetime.date(2026, 3, 1)
JUNE = datetime.date(2026, 6, 1)

FIRST = """Положение о кружке

1. Общее

1.1. Кружок открыт для всех.

1.2. Кружок собирается по средам:

а) летом;

б) зимой.

1.3. Староста ведёт список книг.

2. Порядок

2.1. Заседание ведёт староста.
"""
# 1.2 has gone; what was 1.3 is 1.2 now; 2.1 says other words.
SECOND = """Положение о кружке

1. Общее

1.1. Кружок открыт для всех.

1.2. Староста ведёт список книг.

2. Порядок

2.1. Заседание ведёт староста или его заместитель.
"""
SECRET = "Тайная правка."
THIRD = SECOND + f"\n2.2. {SECRET}\n"


@pytest.fixture
def page():
    return RegulationPageFactory(
        slug="kruzhok", title="Положение о кружке", short_name="Положение о кружке"
    )


@pytest.fixture
def editions(page):
    """Two in force one after the other, one to come, one draft."""
    return {
        "first": EditionFactory(page=page, text=FIRST, adopted_on=JANUARY),
        "second": EditionFactory(page=page, text=SECOND, adopted_on=MARCH),
        "future": EditionFactory(page=page, text=THIRD, adopted_on=JUNE, effective_from=tomorrow()),
        "draft": EditionFactory(page=page, text=THIRD),
    }


def tomorrow() -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=1)


def shown(client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert (address, response.status_code) == (address, status)
    return response.content.decode()


def led_to(client, address: str) -> str:
    response = client.get(address)
    assert (address, response.status_code) == (address, 302)
    return response["Location"]


def canonical(html: str) -> str:
    return re.search('<link rel="canonical" href="([^"]+)">', html)[1]


def robots(html: str) -> str:
    found = re.search('<meta name="robots" content="([^"]+)">', html)
    return found[1] if found else ""


# Editions


def test_edition_has_the_address_of_the_day_when_it_came_into_force(client, editions):
    html = shown(client, "/regulations/kruzhok/2026-01-10/")
    assert "по средам" in html
    assert editions["first"].get_absolute_url() == "/regulations/kruzhok/2026-01-10/"


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("2026-01-11", "2026-01-10"),
        ("2026-02-28", "2026-01-10"),
        ("2026-03-02", "2026-03-01"),
        (timezone.localdate().isoformat(), "2026-03-01"),
    ],
)
def test_any_other_day_leads_to_the_edition_in_force_on_it(client, editions, asked, led):
    assert led_to(client, f"/regulations/kruzhok/{asked}/") == f"/regulations/kruzhok/{led}/"


def test_day_before_the_first_edition_says_so(client, editions):
    html = shown(client, "/regulations/kruzhok/2025-12-31/", 404)
    assert "31\xa0декабря 2025\xa0г. это положение ещё не&nbsp;действовало" in html
    assert 'href="/regulations/kruzhok/2026-01-10/"' in html


def test_past_edition_says_that_it_is_not_in_force_and_which_is(client, editions):
    html = shown(client, "/regulations/kruzhok/2026-01-10/")
    assert "Эта редакция не&nbsp;действует с&nbsp;1 марта 2026\xa0г." in html.replace(
        "1\xa0м", "1 м"
    )
    assert '<a href="/regulations/kruzhok/">редакция с&nbsp;' in html


def test_edition_in_force_has_no_band(client, editions):
    for address in ("/regulations/kruzhok/", "/regulations/kruzhok/2026-03-01/"):
        assert "edition-band" not in shown(client, address)


@pytest.mark.parametrize(
    ("address", "main", "found"),
    [
        ("", "", ""),
        ("2026-03-01/", "", ""),
        ("2026-01-10/", "2026-01-10/", "noindex, follow"),
        ("p-2.1/", "p-2.1/", ""),
        ("2026-03-01/p-2.1/", "p-2.1/", ""),
        ("2026-01-10/p-2.1/", "2026-01-10/p-2.1/", "noindex, follow"),
    ],
)
def test_search_engines_are_led_to_the_text_in_force(client, editions, address, main, found):
    html = shown(client, f"/regulations/kruzhok/{address}")
    assert canonical(html) == f"http://testserver/regulations/kruzhok/{main}"
    assert robots(html) == found


def test_shared_link_has_a_description(client, editions):
    html = shown(client, "/regulations/kruzhok/")
    assert 'property="og:description" content="Положение о кружке: действующая редакция' in html
    html = shown(client, "/regulations/kruzhok/p-2.1/")
    assert 'property="og:title" content="Положение о кружке, п.\xa02.1"' in html
    assert 'property="og:description" content="Заседание ведёт староста или' in html


def test_approval_stands_under_the_title(client, page):
    """R162."""
    edition = EditionFactory(page=page, adopted_on=None)
    adopt_edition(
        edition,
        effective_from=MARCH,
        adopted_on=JANUARY,
        act_kind="order",
        act_number="28",
        adopted_by="директора",
        by=None,
        at=timezone.now(),
    )
    html = shown(client, "/regulations/kruzhok/")
    assert (
        "Утверждено: приказ директора от\xa010\xa0января 2026\xa0г. №\xa028; "
        "действует с&nbsp;1\xa0марта 2026\xa0г." in html
    )


# The list of editions


def test_list_of_editions_says_when_each_was_in_force(client, editions):
    html = shown(client, "/regulations/kruzhok/editions/")
    rows = re.findall(r"<tr>.*?</tr>", html, re.DOTALL)[1:]
    assert [re.search(r"Редакция&nbsp;(\d)", row)[1] for row in rows] == ["2", "1"]
    assert "по&nbsp;28\xa0февраля 2026\xa0г." in rows[1]
    assert ["Действует" in rows[0], "Не действует" in rows[1]] == [True, True]


def test_list_costs_the_same_queries_for_one_and_thirty_editions(client, page):
    counts = []
    day = JANUARY
    for more in (1, 29):
        for _ in range(more):
            EditionFactory(page=page, text="Устав\n1. Общее\n1.1. Слово.", adopted_on=day)
            day += datetime.timedelta(days=1)
        client.get("/regulations/kruzhok/editions/")
        with CaptureQueriesContext(connection) as queries:
            html = shown(client, "/regulations/kruzhok/editions/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10
    assert html.count('<th scope="row">') == 20
    second = shown(client, "/regulations/kruzhok/editions/?page=2")
    assert second.count('<th scope="row">') == 10


# What is not public


READERS = {
    None: 404,
    "member": 404,
    Role.EDITOR: 200,
    Role.SECRETARY: 200,
    Role.AUTHORITY_SUPPORT: 200,
}


def come_in(client, who) -> None:
    if who is not None:
        log_in(client, UserFactory() if who == "member" else UserFactory(role=who))


@pytest.mark.parametrize("who", READERS)
def test_coming_editions_and_drafts_are_read_by_permission(client, editions, who):
    """T6."""
    come_in(client, who)
    coming = f"/regulations/kruzhok/{tomorrow()}/"
    answers = {
        address: client.get(address).status_code
        for address in (
            coming,
            f"{coming}p-2.2/",
            f"{coming}p-2.2.json",
            f"/regulations/kruzhok/draft/{editions['draft'].number}/",
        )
    }
    assert answers == dict.fromkeys(answers, READERS[who])


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize(
    "address",
    [
        "",
        "editions/",
        "2026-01-10/",
        "2026-03-01/",
        "p-2.1/",
        "2026-01-10/p-1.2/",
        "p-2.1.json",
        "2026-01-10/p-1.2.json",
    ],
)
def test_public_texts_are_read_by_everybody(client, editions, who, address):
    come_in(client, who)
    html = shown(client, f"/regulations/kruzhok/{address}")
    assert SECRET not in html


def test_days_to_come_are_alike_whatever_is_to_come(client, editions):
    """T6: no address tells the public whether an edition waits behind it."""
    days = [tomorrow() + datetime.timedelta(days=more) for more in (0, 1, 9)]
    for day in days:
        html = shown(client, f"/regulations/kruzhok/{day}/", 404)
        assert "какая редакция будет тогда действовать, сайт сказать не&nbsp;может" in html
        assert (day == tomorrow()) == (str(tomorrow()) in html)


def test_coming_anchor_is_unknown_until_its_day(client, editions):
    shown(client, "/regulations/kruzhok/p-2.2/", 404)
    shown(client, "/regulations/kruzhok/p-2.2.json", 404)


def test_secretary_sees_what_comes_marked_as_such(client, editions):
    come_in(client, Role.SECRETARY)
    coming = shown(client, f"/regulations/kruzhok/{tomorrow()}/")
    draft = shown(client, f"/regulations/kruzhok/draft/{editions['draft'].number}/")
    listed = shown(client, "/regulations/kruzhok/editions/")
    assert "Эта редакция ещё не&nbsp;действует" in coming
    assert "Это проект редакции: он не&nbsp;принят и&nbsp;не&nbsp;действует." in draft
    assert [listed.count("Вступит в силу"), listed.count(">Проект<")] == [1, 1]
    assert [robots(coming), robots(draft)] == ["noindex, follow"] * 2


def test_secretary_is_led_from_a_later_day_to_what_comes(client, editions):
    come_in(client, Role.SECRETARY)
    later = tomorrow() + datetime.timedelta(days=5)
    assert led_to(client, f"/regulations/kruzhok/{later}/").endswith(f"/{tomorrow()}/")


def test_draft_once_adopted_leads_to_its_edition(client, editions):
    come_in(client, Role.EDITOR)
    assert led_to(client, "/regulations/kruzhok/draft/1/") == "/regulations/kruzhok/2026-01-10/"
    shown(client, "/regulations/kruzhok/draft/99/", 404)


@pytest.mark.parametrize(
    "address",
    ["/sitemap.xml", "/search/?q=тайная", "/regulations/", "/regulations/kruzhok/feed/", "/api/"],
)
def test_what_comes_is_in_no_list(client, editions, address):
    """T6."""
    body = client.get(address).content.decode()
    assert SECRET not in body
    assert str(tomorrow()) not in body
    assert "draft/" not in body


def test_closed_regulation_hides_every_address_below_it(client, page, editions):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    for address in ("", "editions/", "2026-01-10/", "p-2.1/", "p-2.1.json"):
        response = client.get(f"/regulations/kruzhok/{address}")
        assert (address, response.status_code) == (address, 302)
        assert response["Location"].startswith("/accounts/login/")


def test_unpublished_regulation_has_no_addresses(client, page, editions):
    page.unpublish()
    for address in ("", "editions/", "2026-01-10/", "p-2.1/", "p-2.1.json"):
        shown(client, f"/regulations/kruzhok/{address}", 404)


def test_preview_in_the_admin_shows_the_edition_in_force(client, page, editions):
    html = page.make_preview_request().content.decode()
    assert "или его заместитель" in html
    assert SECRET not in html


# Anchors for ever


def test_vanished_anchor_stands_on_the_page_of_the_edition_in_force(client, editions):
    html = shown(client, "/regulations/kruzhok/")
    vanished = html[html.index('class="vanished"') :]
    assert vanished.count('id="p-1.3"') == 1
    assert re.search(r'п\.\xa01\.3: теперь <a href="#p-1\.2">п\.\xa01\.2</a>', vanished)
    assert 'href="/regulations/kruzhok/2026-01-10/#p-1.3"' in vanished


def test_every_anchor_that_was_ever_public_stands_once_on_the_page(client, editions):
    html = shown(client, "/regulations/kruzhok/")
    for name in ("first", "second"):
        for anchor in editions[name].clauses.values_list("anchor", flat=True):
            assert (anchor, html.count(f'id="{anchor}"')) == (anchor, 1)


def test_past_edition_has_no_vanished_anchors(client, editions):
    assert 'class="vanished"' not in shown(client, "/regulations/kruzhok/2026-01-10/")


@pytest.mark.parametrize("suffix", ["/", ".json"])
def test_page_of_a_vanished_clause_leads_to_the_last_edition_that_had_it(client, editions, suffix):
    address = led_to(client, f"/regulations/kruzhok/p-1.3{suffix}")
    assert address == f"/regulations/kruzhok/2026-01-10/p-1.3{suffix}"


def test_clause_of_a_past_edition_says_where_it_is_now(client, editions):
    moved = shown(client, "/regulations/kruzhok/2026-01-10/p-1.3/")
    assert 'В&nbsp;действующей это <a href="/regulations/kruzhok/p-1.2/">п.\xa01.2</a>.' in moved
    gone = shown(client, "/regulations/kruzhok/2026-01-10/p-1.2-b/")
    assert "действующей редакции</a> этого пункта нет." in gone


# A clause by itself


def test_clause_has_a_page_with_its_place_and_neighbours(client, editions):
    html = shown(client, "/regulations/kruzhok/2026-01-10/p-1.2/")
    assert '<h1 class="page-title">Пункт\xa01.2</h1>' in html
    assert 'href="/regulations/kruzhok/2026-01-10/#s-1">1. Общее</a>' in html
    assert 'rel="prev" href="/regulations/kruzhok/2026-01-10/p-1.1/"' in html
    assert 'rel="next" href="/regulations/kruzhok/2026-01-10/p-1.3/"' in html
    assert ["летом" in html, "зимой" in html] == [True, True]
    assert 'href="/regulations/kruzhok/2026-01-10/#p-1.2">Открыть' in html


def test_clause_in_force_is_cited_by_its_permanent_address(client, editions):
    html = shown(client, "/regulations/kruzhok/p-2.1/")
    line = re.search(r"<p class=\"citation-line\"[^>]*>(.*?)</p>", html, re.DOTALL)[1]
    assert re.sub("<[^>]+>", "", line) == (
        "Положение о кружке, п.\xa02.1 (в\xa0редакции с\xa001.03.2026), "
        "http://testserver/regulations/kruzhok/2026-03-01/p-2.1/"
    )


@pytest.mark.parametrize(
    ("address", "moments"),
    [
        ("p-1.1/", [("10", "Первая редакция")]),
        ("p-2.1/", [("1", "Изменение"), ("10", "Первая редакция")]),
        ("2026-01-10/p-1.2/", [("1", "Исключение"), ("10", "Первая редакция")]),
        # What was 1.3 says the same under another number.
        ("2026-01-10/p-1.3/", [("1", "Новый номер"), ("10", "Первая редакция")]),
        ("p-1.2/", [("1", "Новый номер"), ("10", "Первая редакция")]),
        ("s-2/", [("1", "Изменение"), ("10", "Первая редакция")]),
    ],
)
def test_history_names_the_editions_that_touched_the_clause(client, editions, address, moments):
    html = shown(client, f"/regulations/kruzhok/{address}")
    history = html[html.index('class="clause-history"') :]
    history = history[: history.index("</ol>")]
    words = "Первая редакция|Изменение|Исключение|Новый номер"
    found = re.findall(rf'__when">(\d+)\xa0.*?({words})', history, re.DOTALL)
    assert found == moments


def test_history_says_under_what_number_the_clause_stood(client, editions):
    html = shown(client, "/regulations/kruzhok/p-1.2/")
    history = html[html.index('class="clause-history"') :]
    assert (
        '<a href="/regulations/kruzhok/2026-01-10/p-1.3/">Первая редакция</a> (п.\xa01.3)'
        in history
    )


def test_clause_for_machines(client, editions):
    response = client.get("/regulations/kruzhok/2026-01-10/p-1.2.json")
    data = json.loads(response.content)
    assert response["Content-Type"] == "application/json"
    assert data["edition"] | {"url": None} == {
        "number": 1,
        "adopted_on": "2026-01-10",
        "act": None,
        "effective_from": "2026-01-10",
        "effective_until": "2026-02-28",
        "in_force": False,
        "url": None,
    }
    assert data["citation"] == "п.\xa01.2"
    assert [one["anchor"] for one in data["path"]] == ["s-1"]
    assert [child["text"] for child in data["clause"]["children"]] == ["летом;", "зимой."]
    assert data["history"] == [
        {"effective_from": "2026-03-01", "what": "removed", "anchor": "p-1.2"},
        {"effective_from": "2026-01-10", "what": "first", "anchor": "p-1.2"},
    ]
    page = shown(client, "/regulations/kruzhok/2026-01-10/p-1.2/")
    assert (
        '<link rel="alternate" type="application/json" '
        'href="/regulations/kruzhok/2026-01-10/p-1.2.json"' in page
    )


@pytest.mark.parametrize(
    "kind", ["s-1", "p-1.2-a", "app-a", "p-1.1-abz2", "p-2.1-2", "app-a-form1"]
)
def test_every_kind_of_piece_has_a_page(client, page, kind):
    lettered = EditionFactory(page=page, text=FIRST, adopted_on=JANUARY)
    other = EditionFactory(adopted_on=JANUARY)
    edition = lettered if lettered.clauses.filter(anchor=kind).exists() else other
    clause = edition.clauses.get(anchor=kind)
    html = shown(client, clause.get_absolute_url())
    words = clause.text.split("\n")[0].split("_")[0].strip() or clause.marker
    assert words in html


def test_clause_leads_back_to_its_text(client, editions):
    html = shown(client, "/regulations/kruzhok/")
    assert (
        '<a href="/regulations/kruzhok/2026-03-01/p-1.1/">О&nbsp;пункте<span class="visually-hidden"> 1.1</span></a>'
        in html
    )


def test_index_offers_nothing_that_no_room_has(client, editions):
    html = shown(client, "/regulations/kruzhok/")
    row = html[html.index('class="regulation-actions"') :]
    row = row[: row.index("</ul>")]
    known = {pattern.name for pattern in page_routes("regulationpage")}
    assert ("Что изменилось" in row) == ("compare" in known)
    assert ("Как исполняется" in row) == ("coverage" in known)
    assert ("Скачать" in row) == ("download" in known)


# What anybody may type


ODD = [
    "0000-00-00/",
    "2026-13-45/",
    "2026-02-30/",
    "20260110/",
    "2026-1-10/",
    "9999-12-31/",
    "2026-01-10/p-9.9/",
    "2026-01-10/2026-01-10/",
    "p-9.9/",
    "p-9.9.json",
    "пункт-1/",
    "p-1.1'/",
    "p-1.1%20or%201=1/",
    "p-" + "1" * 10_000 + "/",
    "p-" + "1." * 90 + "1/",
    "..../",
    "p-1.1/p-1.1/",
    "draft/0/",
    "draft/" + "9" * 30 + "/",
    "draft/" + "9" * 5_000 + "/",
    "draft/-1/",
    "2026-01-10/.json",
    "%F0%9F%98%80/",
    "p-1.1%0A/",
]


@pytest.mark.parametrize("address", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("who", [None, Role.SECRETARY])
def test_odd_addresses_are_not_found(client, editions, address, who):
    """T70, T71; a day far away is a day all the same, for whom days to come are shown."""
    come_in(client, who)
    response = client.get(f"/regulations/kruzhok/{address}")
    expected = 302 if (address, who) == ("9999-12-31/", Role.SECRETARY) else 404
    assert response.status_code == expected


def test_nul_byte_is_refused(client, editions):
    assert client.get("/regulations/kruzhok/p-1.1%00/").status_code == 400


@pytest.mark.parametrize("number", ["0", "-1", "abc", "1" + "0" * 20])
def test_odd_page_of_the_list_is_still_the_list(client, editions, number):
    html = shown(client, f"/regulations/kruzhok/editions/?page={number}")
    assert "Редакция&nbsp;2" in html


def test_address_without_its_slash_is_completed(client, editions):
    response = client.get("/regulations/kruzhok/p-1.1")
    assert (response.status_code, response["Location"]) == (301, "/regulations/kruzhok/p-1.1/")


def test_doubled_slashes_lead_nowhere_new(client, editions):
    assert client.get("/regulations//kruzhok//p-1.1/").status_code in (301, 404)
