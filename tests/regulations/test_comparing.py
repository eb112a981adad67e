"""Section 2 of the issue: two editions side by side, and what of them the public may see (T6)."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from documents.regulations.choices import ActKind, EditionStatus
from documents.regulations.comparison import flatten
from documents.regulations.comparison.report import make_report
from documents.regulations.forms.comparison import named
from documents.regulations.importer import read_text
from documents.regulations.models import Edition
from home.accounts.choices import Role
from tests.factories.accounts import UserFactory, log_in
from tests.factories.regulations import TEXT, EditionFactory, RegulationPageFactory

pytestmark = pytest.mark.django_db

JANUARY = datetime.date(2026, 1, 10)
MARCH = datetime.date(2026, 3, 1)
ADDRESS = "/regulations/kruzhok/compare/"
AMENDED = TEXT.replace("по средам", "по пятницам").replace(
    "2.1. Протокол ведёт секретарь.", "2.2. Протокол ведёт секретарь.\n\n2.3. Протокол хранят год."
)


@pytest.fixture
def page():
    return RegulationPageFactory(slug="kruzhok", short_name="Положение о кружке")


@pytest.fixture
def pair(page):
    old = EditionFactory(page=page, adopted_on=JANUARY)
    return old, EditionFactory(page=page, text=AMENDED, adopted_on=MARCH)


def read(client, query: str = "", status: int = 200) -> str:
    response = client.get(f"{ADDRESS}{query}")
    assert response.status_code == status
    return response.content.decode()


def heard(html: str) -> str:
    """What is left without tags, in single spaces."""
    return " ".join(re.sub(r"<[^>]+>", "", html).replace("&nbsp;", " ").split())


def summary(html: str) -> list[str]:
    lines = re.findall(r'<div class="changes__line">(.*?)</div>', html, re.DOTALL)
    return [heard(line) for line in lines]


def test_summary_counts_in_words_and_names_the_clauses(client, pair):
    assert summary(read(client)) == [
        "Изменено: 1 пункт п. 1.2",
        "Добавлено: 1 пункт п. 2.3",
        "Перенумеровано: 1 пункт п. 2.1 (второй) стал п. 2.2",
    ]


def test_words_that_came_and_went_are_told_to_eye_and_ear(client, pair):
    html = read(client)
    assert "<del>" in html
    assert "собирается по [исключено:] средам [конец исключённого]" in heard(html)
    assert "[добавлено:] пятницам [конец добавленного] ." in heard(html).replace("].", "] .")


def test_only_changes_are_shown_until_the_whole_text_is_asked_for(client, pair):
    assert "Заседание ведёт староста" not in read(client)
    assert "Заседание ведёт староста" in read(client, "?show=whole")


def test_two_columns_show_both_texts(client, pair):
    html = read(client, "?view=columns")
    sides = [heard(side) for side in re.findall(r'compared__words">(.*?)</p>', html, re.DOTALL)]
    assert sides[:2] == [
        "1.2. Кружок собирается по [исключено:] средам [конец исключённого] .",
        "1.2. Кружок собирается по [добавлено:] пятницам [конец добавленного] .",
    ]


def test_each_change_has_the_address_of_its_clause_and_leads_to_the_text(client, pair):
    html = read(client)
    assert 'id="p-1.2"' in html
    assert '<a href="/regulations/kruzhok/2026-03-01/#p-1.2">п.\xa01.2</a>' in html


def test_editions_are_chosen_by_their_dates_in_either_order(client, pair):
    html = read(client, "?from=2026-03-01&to=2026-01-10")
    assert summary(html)[1] == "Исключено: 1 пункт п. 2.3"


def test_equal_texts_are_said_to_be_equal(client, page):
    EditionFactory(page=page, adopted_on=JANUARY)
    EditionFactory(page=page, adopted_on=MARCH)
    assert "Тексты совпадают слово в&nbsp;слово." in read(client)


@pytest.mark.parametrize(
    ("query", "status", "sentence"),
    [
        ("?from=2020-01-01", 404, "Такой редакции нет. Выберите из списка."),
        ("?to=30.02.2026", 404, "Такой редакции нет. Выберите из списка."),
        ("?from=", 200, "Выберите редакцию."),
        ("?from=2026-01-10&to=2026-01-10", 200, "Это одна и та же редакция. Выберите другую."),
        ("?from=" + "9" * 10_000, 404, "Такой редакции нет. Выберите из списка."),
    ],
)
def test_bad_values_get_the_form_with_a_sentence(client, pair, query, status, sentence):
    assert sentence in heard(read(client, query, status))


def test_one_edition_has_nothing_to_be_compared_with(client, page):
    EditionFactory(page=page, adopted_on=JANUARY)
    assert "Сравнивать пока не с чем" in read(client)


@pytest.mark.parametrize("kind", ["draft", "future"])
def test_public_sees_neither_drafts_nor_future_editions(client, pair, page, kind):
    query = a_hidden_edition(page, kind)
    html = read(client, query, 404)
    assert "Тайна" not in html
    assert query.removeprefix("?to=") not in "".join(re.findall(r"<option.*?>", html))


@pytest.mark.parametrize("kind", ["draft", "future"])
def test_editor_compares_drafts_and_future_editions(client, pair, page, kind):
    log_in(client, UserFactory(role=Role.EDITOR))
    assert "Тайна" in read(client, a_hidden_edition(page, kind))


def a_hidden_edition(page, kind: str) -> str:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    dates = {"adopted_on": MARCH, "effective_from": tomorrow} if kind == "future" else {}
    edition = EditionFactory(page=page, text="Устав\n1. Тайна\n1.1. Секрет.", **dates)
    return f"?to={tomorrow}" if kind == "future" else f"?to=draft-{edition.number}"


def test_markup_in_the_text_stays_text(client, page):
    EditionFactory(page=page, text="Устав\n1. Общее\n1.1. Пишем так.", adopted_on=JANUARY)
    text = "Устав\n1. Общее\n1.1. Пишем так.\n1.2. <script>alert(1)</script> & всё."
    EditionFactory(page=page, text=text, adopted_on=MARCH)
    html = read(client)
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


def test_comparison_of_adopted_editions_is_made_once(client, pair):
    with CaptureQueriesContext(connection) as first:
        before = read(client)
    with CaptureQueriesContext(connection) as second:
        after = read(client)
    asked = [
        sum('FROM "regulations_clause"' in query["sql"] for query in queries)
        for queries in (first, second)
    ]
    assert asked == [2, 0]
    assert before == after


def test_page_costs_the_same_queries_for_two_and_for_twelve_editions(client, pair, page):
    counts = []
    for more in (0, 10):
        for month in range(more):
            EditionFactory(page=page, adopted_on=datetime.date(2026, 4, 1 + month))
        read(client)
        with CaptureQueriesContext(connection) as queries:
            read(client)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 10


def test_renumbered_clauses_in_a_row_are_told_as_one_run():
    old = "Устав\n1. Общее\n" + "\n".join(f"1.{n}. Правило номер {n} такое." for n in range(1, 9))
    new = old.replace("1.3.", "1.3. Совсем новое правило про всё.\n1.4.")
    for n in range(8, 3, -1):
        new = new.replace(f"1.{n}. Правило номер {n}", f"1.{n + 1}. Правило номер {n}")
    report = make_report(*(flatten(read_text(text)) for text in (old, new)))
    assert [
        (line.label, line.counts, [name for name, _ in line.places]) for line in report.summary
    ] == [
        ("Добавлено", "1\xa0пункт", ["п.\xa01.3"]),
        ("Перенумеровано", "6\xa0пунктов", ["п.\xa01.3–1.8 стали п.\xa01.4–1.9"]),
    ]


def test_section_that_was_added_is_counted_once_with_all_in_it():
    old = "Устав\n1. Общее\n1.1. Кружок открыт для всех желающих."
    new = f"{old}\n2. Записи\n2.1. Секретарь ведёт:\nа) журнал;\nб) переписку."
    report = make_report(*(flatten(read_text(text)) for text in (old, new)))
    assert [(line.label, line.counts) for line in report.summary] == [("Добавлено", "1\xa0раздел")]


def test_act_stands_in_brackets_as_in_a_sentence():
    """A kind of act begins with a small letter; old words may begin with a name and stay as written."""
    given = {"status": EditionStatus.ADOPTED, "effective_from": MARCH}
    listed = Edition(act_kind=ActKind.ORDER, adopted_by="Совета", act_number="7", **given)
    assert "(приказ Совета №\xa07)" in named(listed)
    assert "(Совет, протокол 7)" in named(Edition(adopted_by="Совет, протокол 7", **given))
