import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from freezegun import freeze_time
from wagtail.search.backends import get_search_backend

from home.search import registry
from home.search.queries import Chain, find
from home.search.registry import Result, register_source
from home.search.views import RESULTS_PER_PAGE
from tests.factories import pages as make

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def index(*pages):
    """What the task queue does after a commit."""
    for page in pages:
        get_search_backend().add(page)


@pytest.fixture
def section():
    page = make.SectionPageFactory(
        title="Как вступить в Ассоциацию", slug="join", lead="Порядок приёма организаций."
    )
    page.body = [make.text("<p>Заявление подписывает руководитель <b>ГИМНАЗИИ</b>.</p>")]
    page.save_revision().publish()
    index(page)
    return page


def found(client, query, **rest) -> list[str]:
    response = client.get("/search/", {"q": query, **rest})
    assert response.status_code == 200
    return [result.url for result in response.context["results"]]


@pytest.mark.parametrize(
    "query",
    [
        "вступить",
        "ВСТУПИТЬ",
        "Вступить в ассоциацию",
        "гимназии",
        "приёма организаций",
        "«вступить»!",
    ],
)
def test_page_is_found_by_its_title_and_text_in_any_case(client, section, query):
    assert found(client, query) == ["/join/"]


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "'",
        'вступить"',
        "вступить*",
        "NEAR(a b)",
        "a AND OR NOT",
        "(((",
        "title:x",
        "-",
        "\\",
        "%_",
        "^",
        "🙂",
        "'; DROP TABLE--",
    ],
)
def test_sign_or_operator_breaks_nothing(client, section, query):
    assert client.get("/search/", {"q": query}).status_code == 200


def test_ten_thousand_letters_are_trimmed(client, section):
    """T71."""
    response = client.get("/search/", {"q": "вступить " * 1200})
    assert response.status_code == 200
    assert len(response.context["query"]) <= 200


def test_nul_byte_is_400(client):
    """T70."""
    assert client.get("/search/?q=%00").status_code == 400


@pytest.mark.parametrize("asked", ["2", "1" + "0" * 20, "-1", "кот"])
def test_results_come_by_pages(client, asked):
    pages = [
        make.SectionPageFactory(title=f"Общий раздел {n}") for n in range(RESULTS_PER_PAGE + 1)
    ]
    index(*pages)

    shown = client.get("/search/", {"q": "общий", "page": asked}).context["results"]

    assert shown.paginator.count == RESULTS_PER_PAGE + 1
    assert len(list(shown)) == (RESULTS_PER_PAGE if asked == "кот" else 1)


def test_page_links_keep_the_query(client):
    index(*[make.SectionPageFactory(title=f"Общий & раздел {n}") for n in range(16)])
    text = client.get("/search/", {"q": "общий & раздел"}).content.decode()
    assert "?q=%D0%BE%D0%B1%D1%89%D0%B8%D0%B9+%26+" in text


def test_words_are_marked_and_everything_else_is_escaped(client):
    """T18."""
    page = make.SectionPageFactory(title="Приём <script>alert(1)</script>", lead="<b>приём</b>")
    index(page)

    text = client.get("/search/", {"q": "приём"}).content.decode()

    assert "<mark>Приём</mark> &lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "&lt;b&gt;<mark>приём</mark>&lt;/b&gt;" in text


def test_query_comes_back_escaped(client):
    """T18."""
    text = client.get("/search/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in text


def test_nothing_found_says_what_to_do(client, section):
    text = client.get("/search/", {"q": "бегемот"}).content.decode()
    assert "Ничего не нашлось" in text
    assert "попробуйте другое слово" in text


@pytest.mark.parametrize("query", ["", "  ", "…!?"])
def test_nothing_asked_shows_no_results(client, section, query):
    assert "results" not in client.get("/search/", {"q": query}).context


@freeze_time("2026-11-18 12:00:00")
def test_thirty_first_search_in_a_minute_is_too_many(client, section):
    """T75."""
    answers = [client.get("/search/", {"q": "вступить"}).status_code for _ in range(31)]
    assert answers == [200] * 30 + [429]


def test_search_costs_the_same_for_many_results(client, section):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            client.get("/search/", {"q": "вступить"})
        return len(captured)

    client.get("/search/", {"q": "вступить"})
    one = cost()
    index(*[make.SectionPageFactory(title=f"Вступить {n}") for n in range(RESULTS_PER_PAGE - 1)])
    assert cost() == one


@pytest.fixture
def registered(monkeypatch):
    monkeypatch.setattr(registry, "_sources", {})
    return register_source


def results(name, number):
    return [Result(title=f"{name} {n}", url=f"/{name}/{n}/") for n in range(number)]


def test_sources_are_read_one_after_another(registered):
    registered("a", "Первый", lambda query, user: results("a", 2))
    registered("b", "Второй", lambda query, user: results("b", 3))

    chain = find("слово", None)

    assert len(chain) == 5
    assert [result.url for result in chain[1:4]] == ["/a/1/", "/b/0/", "/b/1/"]
    assert [result.url for result in find("слово", None, only="b")[0:9]] == [
        "/b/0/",
        "/b/1/",
        "/b/2/",
    ]
    assert len(find("слово", None, only="нет такого")) == 0


def test_code_of_a_source_is_taken_once(registered):
    registered("a", "Первый", results)
    registered("a", "Первый", results)
    with pytest.raises(ValueError, match="are called a"):
        registered("a", "Другой", results)


@pytest.mark.parametrize("start", range(7))
def test_chain_reads_like_one_list(start):
    parts = [[1, 2], [], [3], [4, 5, 6]]
    assert Chain(parts)[start : start + 3] == [1, 2, 3, 4, 5, 6][start : start + 3]
