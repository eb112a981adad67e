"""What stands beside a text: links, misprints, interpretations, marks; and how the whole is kept (R2, T60, T63)."""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from freezegun import freeze_time

from documents.regulations import reading, registry
from documents.regulations.models import Erratum, GoverningAct, Interpretation, RegulationPage
from documents.regulations.queries import citation_url, forget_citation_targets
from documents.regulations.registry import Mark
from home.rulebook import Citation
from tests.factories.accounts import UserFactory, log_in
from tests.factories.regulations import EditionFactory, RegulationPageFactory

pytestmark = pytest.mark.django_db

JANUARY = datetime.date(2026, 1, 10)
MARCH = datetime.date(2026, 3, 1)
ADDRESS = "/regulations/kruzhok/"
TEXT = """Положение о кружке

1. Общее

1.1. Кружок открыт по средам <b>& и субботам.

1.2. Кто опоздал, тот поступает по пункту 1.1 настоящего Положения и закону о чтении.

2. Пррядок

2.1. Порядок таков:

а) сначала читают вслух по п. 1.2;

б) потом спорят.
"""


@pytest.fixture
def page():
    return RegulationPageFactory(slug="kruzhok", title="Положение о кружке")


@pytest.fixture
def edition(page):
    return EditionFactory(page=page, text=TEXT, adopted_on=JANUARY)


def html_of(client, address: str = ADDRESS, **headers) -> str:
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def misprint(clause, wrong: str, right: str) -> Erratum:
    return Erratum.objects.create(
        clause=clause,
        wrong=wrong,
        right=right,
        made_on=MARCH,
        ground="решение кружка",
        made_at=timezone.now(),
    )


def interpretation(clause, text: str, **more) -> Interpretation:
    return Interpretation.objects.create(
        clause=clause, text=text, written_on=MARCH, created_at=timezone.now(), **more
    )


def long_text(clauses: int) -> str:
    lines = ["Устав"]
    for section in range(1, clauses // 25 + 1):
        lines.append(f"{section}. Раздел")
        lines += [f"{section}.{one}. Пункт, см. п. 1.{one}." for one in range(1, 25)]
    return "\n".join(lines)


@pytest.fixture
def marks():
    """Marks of a test alone."""
    public, personal = list(registry._public_marks), list(registry._personal_marks)
    yield registry
    registry._public_marks[:], registry._personal_marks[:] = public, personal


# Beside the text


def test_references_within_the_text_are_links(client, edition):
    html = html_of(client)
    assert '<a class="clause__link" href="#p-1.1">пункту 1.1</a>' in html
    assert '<a class="clause__link" href="#p-1.2">п. 1.2</a>' in html


def test_acts_are_links_to_their_register(client, edition):
    act = GoverningAct.objects.create(kind="Закон", title="О чтении", mentions="закону о чтении")
    html = html_of(client)
    assert f'href="/regulations/acts/#act-{act.pk}"' in html


def test_links_do_not_let_markup_through(client, edition):
    assert "по средам &lt;b&gt;&amp; и субботам." in html_of(client)


def test_misprint_shows_both_spellings_and_when_it_was_corrected(client, edition):
    misprint(edition.clauses.get(anchor="p-2.1"), "таков", "такой <i>")
    html = html_of(client)
    assert "<del>таков</del> <ins>такой &lt;i&gt;</ins></span>:" in html
    assert (
        "Опечатка исправлена 1\xa0марта 2026\xa0г. (решение кружка): напечатано «таков», "
        "следует читать «такой &lt;i&gt;»." in html
    )


def test_misprint_of_a_heading_is_marked_in_the_heading(client, edition):
    misprint(edition.clauses.get(anchor="s-2"), "Пррядок", "Порядок")
    html = html_of(client)
    assert '<span class="erratum"><del>Пррядок</del> <ins>Порядок</ins></span>' in html


def test_misprints_of_one_heading_never_fall_into_each_other(client, edition):
    heading = edition.clauses.get(anchor="s-2")
    misprint(heading, "Пррядок", "Порядок del")
    misprint(heading, "del", "строка")
    html = html_of(client)
    assert '<span class="erratum"><del>Пррядок</del> <ins>Порядок del</ins></span>' in html


def test_interpretation_stands_under_its_clause_and_says_that_it_is_no_text(client, edition):
    note = "Считают календарные дни.\nДаже <зимой>."
    interpretation(edition.clauses.get(anchor="p-1.1"), note, decision="решение №\xa03")
    html = html_of(client)
    clause = html[html.index('id="p-1.1"') : html.index('id="p-1.2"')]
    box = clause[clause.index('<div class="interpretation"') :]
    assert "от&nbsp;1\xa0марта 2026\xa0г., решение №\xa03; не&nbsp;часть текста" in box
    assert "Даже &lt;зимой&gt;." in box
    assert clause.index("субботам.</p>\n</div>") < clause.index('<div class="interpretation"')


def test_interpretation_of_an_edition_to_come_waits_for_its_day(client, edition):
    """T6: the clause says the same words already."""
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    coming = EditionFactory(
        page=edition.page,
        text=TEXT + "\n2.2. Конец.\n",
        adopted_on=JANUARY,
        effective_from=tomorrow,
    )
    interpretation(coming.clauses.get(anchor="p-1.1"), "О будущем.")
    assert "О будущем." not in html_of(client)
    with freeze_time(tomorrow):
        assert "О будущем." in html_of(client)


def test_withdrawn_interpretation_is_not_shown(client, edition):
    interpretation(edition.clauses.get(anchor="p-1.1"), "Снято.", withdrawn_on=MARCH)
    assert "Снято." not in html_of(client)


def test_notes_stand_on_the_page_of_the_clause_too(client, edition):
    clause = edition.clauses.get(anchor="p-1.1")
    interpretation(clause, "Толкуем так.")
    misprint(clause, "средам", "четвергам")
    html = html_of(client, f"{ADDRESS}p-1.1/")
    assert ["Толкуем так." in html, "<ins>четвергам</ins>" in html] == [True, True]
    data = client.get(f"{ADDRESS}p-1.1.json").json()["clause"]
    assert [data["errata"][0]["right"], data["interpretations"][0]["text"]] == [
        "четвергам",
        "Толкуем так.",
    ]


def test_mark_is_shown_to_everybody_beside_its_clause(client, edition, marks):
    marks.register_public_marks(
        lambda edition: [Mark("p-1.1", "Исполняется программой", "срок <5 дней>", "/where/")]
    )
    html = html_of(client)
    clause = html[html.index('id="p-1.1"') : html.index('id="p-1.2"')]
    assert '<a href="/where/">Исполняется программой</a>' in clause
    assert "срок &lt;5 дней&gt;" in clause


def test_personal_mark_is_shown_to_its_reader_alone(client, edition, marks):
    """T63: the text is kept for all, the mark is not."""
    reader = UserFactory()
    marks.register_personal_marks(
        lambda edition, user: [Mark("p-1.1", "Вам осталось два дня")] if user == reader else []
    )
    html_of(client)
    log_in(client, reader)
    assert html_of(client).count("Вам осталось два дня") == 1
    client.logout()
    assert "Вам осталось" not in html_of(client)
    log_in(client, UserFactory())
    assert "Вам осталось" not in html_of(client)


def test_slots_of_marks_never_reach_a_reader(client, edition):
    for address in (ADDRESS, f"{ADDRESS}p-1.1/", f"{ADDRESS}s-2/", f"{ADDRESS}p-2.1-a/"):
        assert "<!--marks" not in html_of(client, address)


# Kept


def test_text_is_made_anew_after_something_beside_it_has_changed(client, edition):
    html_of(client)
    interpretation(edition.clauses.get(anchor="p-1.1"), "Новое толкование.")
    assert "Новое толкование." not in html_of(client)
    reading.forget(edition.page)
    assert "Новое толкование." in html_of(client)


def test_text_read_while_an_act_is_being_saved_is_made_anew_after_it(
    client, edition, django_capture_on_commit_callbacks
):
    """Until the transaction is over, other readers see the register as it was and keep texts with it."""
    stamp = reading.stamp_of(edition.page_id)
    with django_capture_on_commit_callbacks(execute=True):
        GoverningAct.objects.create(kind="Закон", title="О чтении", mentions="закону о чтении")
        assert reading.stamp_of(edition.page_id) == stamp
    assert reading.stamp_of(edition.page_id) != stamp


def test_forgetting_one_regulation_leaves_the_others(edition):
    other = EditionFactory(adopted_on=JANUARY)
    before = reading.stamp_of(edition.page_id), reading.stamp_of(other.page_id)
    reading.forget(edition.page)
    after = reading.stamp_of(edition.page_id), reading.stamp_of(other.page_id)
    assert (before[0] != after[0], before[1] == after[1]) == (True, True)
    reading.forget()
    assert reading.stamp_of(other.page_id) != after[1]


def test_lost_stamp_never_brings_an_old_text_back(client, edition):
    html_of(client)
    interpretation(edition.clauses.get(anchor="p-1.1"), "Новое толкование.")
    cache.delete(f"regulations:reading-stamp:{edition.page_id}")
    assert "Новое толкование." in html_of(client)


class BrokenCache:
    def __getattr__(self, name):
        def fail(*args, **kwargs):
            raise ConnectionError

        return fail


def test_texts_are_read_without_a_cache(client, edition, monkeypatch):
    """T60."""
    monkeypatch.setattr("documents.regulations.caching.cache", BrokenCache())
    assert '<a class="clause__link" href="#p-1.1">пункту 1.1</a>' in html_of(client)
    assert "Пункт\xa01.1" in html_of(client, f"{ADDRESS}p-1.1/")
    assert "ETag" not in client.get(ADDRESS)
    reading.forget()


def test_citations_lead_on_without_a_cache(edition, monkeypatch):
    """T60."""
    RegulationPage.objects.filter(pk=edition.page_id).update(key="circle")
    monkeypatch.setattr("documents.regulations.caching.cache", BrokenCache())
    forget_citation_targets()
    assert citation_url(Citation("circle", "1.2")) == f"{ADDRESS}#p-1.2"


# Speed


@pytest.mark.parametrize("address", ["", "2026-01-10/", "p-1.5/", "editions/", "p-1.5.json"])
def test_pages_cost_the_same_queries_for_fifty_and_five_hundred_clauses(client, address):
    """At most ten, also when nothing is kept of the text."""
    counts = []
    for clauses in (50, 500):
        page = RegulationPageFactory(slug=f"ustav-{clauses}")
        EditionFactory(page=page, text=long_text(clauses), adopted_on=JANUARY)
        html = client.get(f"{page.url}{address}")
        assert html.status_code == 200
        reading.forget()
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{page.url}{address}")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10


def test_kept_text_costs_no_query_for_clauses(client, edition):
    html_of(client)
    with CaptureQueriesContext(connection) as queries:
        html_of(client)
    assert [q["sql"] for q in queries if "regulations_clause" in q["sql"]] == []


# What a browser has already


@pytest.fixture
def adopted_twice(page):
    EditionFactory(page=page, text=TEXT, adopted_on=JANUARY)
    return EditionFactory(page=page, text=TEXT.replace("сред", "вторник"), adopted_on=MARCH)


@pytest.mark.parametrize("who", [None, "reader"])
@pytest.mark.parametrize("address", ["", "2026-01-10/", "p-1.1/", "2026-01-10/p-1.1/"])
def test_unchanged_page_is_304_for_everybody(client, adopted_twice, who, address):
    if who:
        log_in(client, UserFactory())
    first = client.get(f"{ADDRESS}{address}")
    again = client.get(f"{ADDRESS}{address}", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]


def test_page_of_a_person_is_kept_by_their_browser_alone(client, edition):
    """T63."""
    log_in(client, UserFactory())
    assert client.get(ADDRESS)["Cache-Control"] == "private, no-cache"
    client.logout()
    public = client.get(ADDRESS)
    assert ("Cookie" in public.get("Vary", ""), "Cache-Control" in public) == (False, False)


def changed_note(edition):
    interpretation(edition.clauses.get(anchor="p-1.1"), "Новое.")
    reading.forget(edition.page)


def changed_page(edition):
    edition.page.title = "Иное название"
    edition.page.save_revision().publish()


@pytest.mark.parametrize("change", [changed_note, changed_page])
def test_changed_page_is_sent_anew(
    client, adopted_twice, change, django_capture_on_commit_callbacks
):
    tag = client.get(ADDRESS)["ETag"]
    with django_capture_on_commit_callbacks(execute=True):
        change(adopted_twice)
    again = client.get(ADDRESS, headers={"if-none-match": tag})
    assert (again.status_code, again["ETag"] != tag) == (200, True)


def test_personal_mark_changes_the_tag(client, edition, marks):
    found = []
    marks.register_personal_marks(lambda edition, user: found)
    log_in(client, UserFactory())
    tag = client.get(ADDRESS)["ETag"]
    found.append(Mark("p-1.1", "Вам осталось два дня"))
    assert client.get(ADDRESS, headers={"if-none-match": tag}).status_code == 200


def test_readers_with_other_looks_have_other_tags(client, edition):
    tag = client.get(ADDRESS)["ETag"]
    client.cookies["vision"] = "hnnn"
    assert client.get(ADDRESS, headers={"if-none-match": tag}).status_code == 200


def test_whole_page_cache_takes_every_address(client, adopted_twice, settings):
    settings.PUBLIC_CACHE_SECONDS = 600
    for address in ("", "2026-01-10/", "editions/", "p-1.1/", "p-1.1.json"):
        first = client.get(f"{ADDRESS}{address}")
        with CaptureQueriesContext(connection) as queries:
            second = client.get(f"{ADDRESS}{address}")
        assert (address, len(queries), second.content) == (address, 0, first.content)
