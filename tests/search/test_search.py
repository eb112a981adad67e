"""The search page: one box, results by groups, of what everybody may see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from freezegun import freeze_time

from home.search.queries import IN_A_GROUP, ON_A_PAGE
from tests.factories import pages as make

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def section():
    page = make.SectionPageFactory(
        title="Как вступить в Ассоциацию", slug="join", lead="Порядок приёма организаций."
    )
    page.body = [make.text("<p>Заявление подписывает руководитель <b>ГИМНАЗИИ</b>.</p>")]
    page.save_revision().publish()
    return page


def found(client, query, **rest) -> list[str]:
    response = client.get("/search/", {"q": query, **rest})
    assert response.status_code == 200
    if "results" in response.context:
        return [result.url for result in response.context["results"]]
    groups = response.context.get("groups", [])
    return [result.url for group in groups for result in group.results]


@pytest.mark.parametrize(
    "query",
    [
        "вступить",
        "ВСТУПИТЬ",
        "Вступить в ассоциацию",
        "гимназии",
        "гимназия",
        "заявления руководителя",
        "прием организации",
        "приёму",
        "«вступить»!",
        "«приёма организаций»",
        "“Порядок приема” заявлением",
        "как вступить?",
    ],
)
def test_page_is_found_by_its_title_and_text_in_any_form(client, section, query):
    assert found(client, query) == ["/join/"]


@pytest.mark.parametrize(
    "query",
    ["бегемот", "вступить бегемоту", "«организаций приёма»", "«порядок организаций»", "«вступил»"],
)
def test_what_is_not_there_is_not_found(client, section, query):
    assert found(client, query) == []


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "'",
        'вступить"',
        "«вступить",
        "вступить*",
        "NEAR(a b)",
        "a AND OR NOT",
        "(((",
        "title:x",
        "-",
        "\\",
        "%_",
        "«%»",
        "^",
        "🙂",
        "'; DROP TABLE--",
        "&|!<->:*",
        "ß ﬁ Ⅻ ²",
        "مرحبا 你好 ქართული",
        "1e999 0x1F -5 +7",
        "а" * 10_000,
    ],
)
def test_sign_or_operator_breaks_nothing(client, section, query):
    """T72."""
    for where in ({}, {"in": "pages"}, {"in": "нет такого"}):
        assert client.get("/search/", {"q": query, **where}).status_code == 200
    assert client.get("/search/suggest/", {"q": query}).status_code == 200


def test_ten_thousand_letters_are_trimmed(client, section):
    """T71."""
    response = client.get("/search/", {"q": "вступить " * 1200})
    assert response.status_code == 200
    assert len(response.context["query"]) <= 200


@pytest.mark.parametrize("address", ["/search/", "/search/suggest/"])
def test_nul_byte_is_400(client, address):
    """T70."""
    assert client.get(f"{address}?q=%00").status_code == 400


@pytest.mark.parametrize("asked", ["2", "1" + "0" * 20, "-1", "кот"])
def test_results_of_one_source_come_by_pages(client, asked):
    for number in range(ON_A_PAGE + 1):
        make.SectionPageFactory(title=f"Общий раздел {number}")

    response = client.get("/search/", {"q": "общий", "in": "pages", "page": asked})
    shown = response.context["results"]

    assert shown.paginator.count == ON_A_PAGE + 1
    assert len(list(shown)) == (ON_A_PAGE if asked == "кот" else 1)


def test_group_shows_its_best_and_leads_to_the_rest(client):
    for number in range(IN_A_GROUP + 1):
        make.SectionPageFactory(title=f"Общий раздел {number}")

    response = client.get("/search/", {"q": "общий"})

    (group,) = response.context["groups"]
    assert (group.count, len(group.results)) == (IN_A_GROUP + 1, IN_A_GROUP)
    address = "?q=%D0%BE%D0%B1%D1%89%D0%B8%D0%B9&amp;in=pages"
    assert address in response.content.decode()


def test_page_links_keep_the_query(client):
    for number in range(16):
        make.SectionPageFactory(title=f"Общий & раздел {number}")
    text = client.get("/search/", {"q": "общий & раздел", "in": "pages"}).content.decode()
    assert "?q=%D0%BE%D0%B1%D1%89%D0%B8%D0%B9+%26+" in text


def test_title_counts_more_than_text(client):
    for number in range(3):
        make.SectionPageFactory(title=f"Другое {number}", lead="Кворум, кворум и снова кворум.")
    make.SectionPageFactory(title="Что такое кворум", slug="quorum", lead="Сколько надо голосов.")
    assert found(client, "кворум")[0] == "/quorum/"


def test_words_are_marked_and_everything_else_is_escaped(client):
    """T18."""
    make.SectionPageFactory(title="Приём <script>alert(1)</script>", lead="<b>о приёме</b>")

    text = client.get("/search/", {"q": "приёма"}).content.decode()

    assert "<mark>Приём</mark> &lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "&lt;b&gt;о <mark>приёме</mark>&lt;/b&gt;" in text


def test_query_comes_back_escaped(client):
    """T18."""
    text = client.get("/search/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in text


def test_nothing_found_says_what_to_do(client, section):
    text = client.get("/search/", {"q": "бегемот"}).content.decode()
    assert "Ничего не нашлось" in text
    assert "попробуйте другое слово" in text


@pytest.mark.parametrize("query", ["", "  ", "…!?", "и в"])
def test_nothing_asked_shows_no_results(client, section, query):
    context = client.get("/search/", {"q": query}).context
    assert "groups" not in context
    assert "results" not in context


@freeze_time("2026-11-18 12:00:00")
def test_thirty_first_search_in_a_minute_is_too_many(client, section):
    """T75."""
    answers = [client.get("/search/", {"q": "вступить"}).status_code for _ in range(31)]
    assert answers == [200] * 30 + [429]


@pytest.mark.parametrize("where", [{}, {"in": "pages"}])
def test_search_costs_the_same_for_many_results(client, section, where):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            client.get("/search/", {"q": "вступить", **where})
        return len(captured)

    cost()
    one = cost()
    for number in range(29):
        make.SectionPageFactory(title=f"Вступить {number}")
    assert cost() == one


def suggested(client, query) -> list[str]:
    response = client.get("/search/suggest/", {"q": query})
    return [result.title for result in response.context["found"]]


@pytest.mark.parametrize("query", ["вступ", "вступи", "вступить в ассоц", "ВСТУПИТЬ", "ассоциаци"])
def test_title_is_suggested_by_the_beginning_of_a_word(client, section, query):
    assert suggested(client, query) == ["Как вступить в Ассоциацию"]


@pytest.mark.parametrize("query", ["", "вс", "гимнази", "ступить", "ассоц вступить"])
def test_what_no_title_begins_with_is_not_suggested(client, section, query):
    assert suggested(client, query) == []


def test_suggestion_leads_to_the_page(client, section):
    text = client.get("/search/suggest/", {"q": "вступ"}).content.decode()
    assert 'data-url="/join/"' in text
