"""The index itself, fed by an invented source: who finds what, from when, and how it is kept true."""

import datetime
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.db import connection
from freezegun import freeze_time
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from home.search import queries, registry
from home.search.models import IndexEntry
from home.search.operations import index, move_doors, take_out
from home.search.registry import Entry, register_source, source_of
from home.search.rules import read_query

pytestmark = [pytest.mark.django_db, pytest.mark.database]

DAY = datetime.date(2026, 11, 18)


@pytest.fixture
def shelf(monkeypatch):
    """A source whose entries and answers a test sets; the only one."""
    shelf = SimpleNamespace(entries={}, closed=[], rights={}, hidden=set())
    monkeypatch.setattr(registry, "_sources", {})
    register_source(
        "minutes",
        "Протоколы",
        owners=lambda: list(shelf.entries),
        entries=lambda owners: [e for owner in owners for e in shelf.entries.get(owner, ())],
        addresses=lambda owners: {o: f"/m/{o}/" for o in owners if o not in shelf.hidden},
        closed=lambda: shelf.closed,
        audiences=lambda user: shelf.rights.get(user, ()),
        number_of=lambda query: query.removeprefix("№ "),
    )
    IndexEntry.objects.all().delete()
    return shelf


def put(shelf, owner="1", title="Протокол заседания", **fields):
    shelf.entries[owner] = [Entry(owner=owner, key=owner, title=title, **fields)]
    index("minutes", [owner])


def found(query="протокол", user=None) -> list[str]:
    asked, user = read_query(query), user or AnonymousUser()
    everywhere = [r.owner for g in queries.find_groups(asked, user) for r in g.results]
    alone = [result.owner for result in queries.Found(asked, user, "minutes")[:]]
    assert alone == everywhere
    return alone


def test_entry_carries_what_its_room_gave(shelf):
    put(shelf, body="О приёме", url="#p-1", path="Раздел 1 › 1.1", kind="протокол", when=DAY)
    (group,) = queries.find_groups(read_query("протокола"), AnonymousUser())
    assert group.results == [
        Entry(
            owner="1",
            key="1",
            title="Протокол заседания",
            url="/m/1/#p-1",
            body="О приёме",
            path="Раздел 1 › 1.1",
            kind="протокол",
            when=DAY,
        )
    ]
    assert (group.count, group.source.title) == (1, "Протоколы")


def test_only_who_has_the_right_finds_what_is_by_right(shelf):
    """T6."""
    put(shelf, "1")
    put(shelf, "2", audience="presidium", number="7")
    shelf.rights = {"member": ["presidium"], "other": ["board"]}
    assert found(user="member") == ["1", "2"]
    assert found(user="other") == ["1"]
    assert found() == ["1"]
    assert found("№ 7") == []
    assert found("№ 7", user="member") == ["2"]


@pytest.mark.parametrize(
    ("since", "until", "is_found"),
    [
        (None, None, True),
        (DAY, None, True),
        (DAY + datetime.timedelta(days=1), None, False),
        (None, DAY + datetime.timedelta(days=1), True),
        (None, DAY, False),
        (DAY, DAY + datetime.timedelta(days=1), True),
    ],
)
@freeze_time("2026-11-18 09:00:00")
def test_entry_is_found_between_its_days(shelf, since, until, is_found):
    put(shelf, visible_from=since, visible_until=until)
    assert bool(found()) is is_found


def test_closed_door_hides_what_is_behind_it(shelf):
    """T6: with no work on the index."""
    put(shelf, "1", doors=("p1", "p15", "p30"))
    put(shelf, "2", doors=("p1", "p150"))
    shelf.closed = ["p15"]
    assert found() == ["2"]
    shelf.closed = ["p1"]
    assert found() == []
    shelf.closed = []
    assert found() == ["1", "2"]


def test_what_moves_stands_behind_other_doors(shelf):
    put(shelf, "1", doors=("p1", "p2", "p5", "p9"))
    put(shelf, "2", doors=("p1", "p2", "p55"))
    move_doors(("p1", "p2", "p5"), ("p1", "p3", "p5"))
    doors = IndexEntry.objects.order_by("owner").values_list("doors", flat=True)
    assert list(doors) == ["/p1//p3//p5//p9/", "/p1//p2//p55/"]


def test_owner_that_is_no_longer_shown_is_not_found_however_the_index_lags(shelf):
    """T6."""
    put(shelf, "1")
    put(shelf, "2")
    shelf.hidden = {"1"}
    assert found() == ["2"]


def test_exact_number_comes_before_words(shelf):
    put(shelf, "1", title="3.13 и ещё раз 3.13")
    put(shelf, "2", title="Выдача", number="3.13", body="Как сказано в 3.13")
    put(shelf, "3", title="Другое", number="3.14", body="Смотри 3.13")
    assert found("№ 3.13") == ["2", "1", "3"]


def test_title_counts_more_than_text(shelf):
    put(shelf, "1", title="Разное", body="протокол протокол протокол")
    put(shelf, "2", title="Протокол", body="Разное")
    assert found() == ["2", "1"]


def test_lower_place_comes_first_among_equals(shelf):
    put(shelf, "1", order=2)
    put(shelf, "2", order=1)
    assert found() == ["2", "1"]


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("«очередного заседания»", True),
        ("«Очередного   ЗАСЕДАНИЯ!»", True),
        ('"заседания президиума"', True),
        ("«очередное заседание»", False),
        ("«заседания очередного»", False),
        ("«заседания совета»", False),
        ("«очередного» президиум", True),
        ("«в августе»", True),
        ("«на августе»", False),
        ("«%»", False),
        ("«засед_ния»", False),
    ],
)
def test_phrase_is_found_as_it_stands(shelf, query, is_found):
    put(shelf, body="Протокол очередного заседания Президиума в августе.")
    assert bool(found(query)) is is_found


@pytest.mark.parametrize("query", ["IT", "it-технологии", "2026", "iso9001", "01.09.2026", "the"])
def test_latin_letters_and_numbers_are_words(shelf, query):
    put(shelf, body="The IT-технологии по ISO9001 с 01.09.2026, принято в 2026 году")
    assert found(query) == ["1"]


def test_entry_without_words_is_found_by_number_alone(shelf):
    put(shelf, title="Протокол Иванова", heading="", number="42")
    assert found("иванова") == []
    assert found("протокол") == []
    assert found("42") == ["1"]


def test_change_takes_the_place_of_what_stood(shelf):
    put(shelf, title="Протокол")
    put(shelf, title="Выписка")
    assert found("протокол") == []
    assert found("выписки") == ["1"]
    assert IndexEntry.objects.count() == 1


def test_unchanged_entry_is_not_written(shelf, django_assert_num_queries):
    put(shelf)
    with django_assert_num_queries(3):  # a savepoint around one look
        assert index("minutes", ["1"]) == 0


def test_what_an_owner_has_no_more_is_taken_out(shelf):
    put(shelf)
    shelf.entries["1"] = []
    index("minutes", ["1"])
    assert found() == []
    put(shelf)
    take_out("minutes", ["1"])
    assert found() == []


def test_words_go_with_their_entry(shelf):
    """Whoever deletes the row: nothing is left in the table of words."""
    put(shelf, body="особенное")
    IndexEntry.objects.all().delete()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM search_words")
            assert cursor.fetchone() == (0,)
    assert found("особенное") == []


def test_rebuilding_mends_and_then_finds_nothing_to_do(shelf, capsys):
    for number in range(450):
        shelf.entries[str(number)] = [Entry(str(number), str(number), f"Протокол {number}")]
    index("minutes", ["1", "2"])
    IndexEntry.objects.create(source="minutes", owner="gone", key="gone", checksum="")
    with pytest.raises(CommandError, match="449 rows"):
        call_command("rebuild_search_index", check=True)

    call_command("rebuild_search_index")
    call_command("rebuild_search_index", source="minutes")
    call_command("rebuild_search_index", check=True)

    lines = capsys.readouterr().out.splitlines()
    assert lines[1:] == [
        "minutes: 449 rows were wrong",
        "minutes: 0 rows were wrong",
        "minutes: 0 rows were wrong",
    ]
    assert IndexEntry.objects.count() == 450


def test_rebuilding_goes_on_after_an_interruption(shelf):
    for number in range(450):
        shelf.entries[str(number)] = [Entry(str(number), str(number), f"Протокол {number}")]
    from home.search.operations import rebuild

    next(rebuild(source_of("minutes")))
    assert IndexEntry.objects.count() == 200
    assert [wrong for _, _, wrong in rebuild(source_of("minutes"))] == [0, 200, 50]


def test_unknown_source_is_not_rebuilt(shelf):
    with pytest.raises(CommandError, match="there are: minutes"):
        call_command("rebuild_search_index", source="other")


def test_code_of_a_source_is_taken_once(shelf):
    given_again = source_of("minutes")
    with pytest.raises(ValueError, match="are called minutes"):
        register_source("minutes", "Другие", owners=list, entries=list)
    assert source_of("minutes") == given_again


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.text(), st.text())
def test_any_query_is_answered(shelf, query, ending):
    """T70–T72."""
    asked = read_query(query + ending)
    queries.find_groups(asked, AnonymousUser())
    queries.suggest(asked, AnonymousUser()) if asked else None
    len(queries.Found(asked, AnonymousUser(), "minutes"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0")))
def test_any_text_is_found_by_its_own_words(shelf, text):
    put(shelf, title="Х", body=text)
    asked = read_query(text)
    if asked and not asked.phrases:
        assert [r.owner for r in queries.Found(asked, AnonymousUser(), "minutes")[:]] == ["1"]
