import datetime

import pytest

from home.pages.models import NEWS_PER_PAGE
from tests.factories.pages import NewsIndexPageFactory, NewsPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    return NewsIndexPageFactory()


def titles(response):
    return [page.title for page in response.context["news"]]


def test_news_of_all_years_stand_newest_first(client, index):
    NewsPageFactory(parent=index, title="Старая", date=datetime.date(2025, 3, 1))
    NewsPageFactory(parent=index, title="Новая", date=datetime.date(2026, 3, 1))

    response = client.get("/news/")

    assert titles(response) == ["Новая", "Старая"]
    assert response.context["years"] == [(2026, "/news/2026/"), (2025, "/news/2025/")]


def test_news_of_one_year_have_their_own_address(client, index):
    NewsPageFactory(parent=index, title="Старая", date=datetime.date(2025, 3, 1))
    NewsPageFactory(parent=index, title="Новая", date=datetime.date(2026, 3, 1))

    response = client.get("/news/2025/")

    assert titles(response) == ["Старая"]
    assert "2025&nbsp;года" in response.content.decode()


@pytest.mark.parametrize("address", ["/news/2024/", "/news/0/", "/news/99999999999999999999/"])
def test_year_without_news_is_404(client, index, address):
    NewsPageFactory(parent=index, date=datetime.date(2025, 3, 1))
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("asked", "shown"), [("", 1), ("2", 2), ("3", 2), ("1" + "0" * 20, 2), ("-1", 2), ("кот", 1)]
)
def test_page_number_is_trimmed_to_what_there_is(client, index, asked, shown):
    """T71."""
    for _ in range(NEWS_PER_PAGE + 1):
        NewsPageFactory(parent=index)

    response = client.get("/news/", {"page": asked} if asked else {})

    assert response.context["news"].number == shown


def test_empty_list_says_so(client, index):
    assert "Новостей пока нет" in client.get("/news/").content.decode()
