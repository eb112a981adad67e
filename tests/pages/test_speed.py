"""Queries of a public page: at most ten, four levels deep, and the same for ten times the content (SPEED.md)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import pages as make
from tests.factories.catalogue import ProgrammeIndexPageFactory, ProgrammePageFactory

pytestmark = pytest.mark.django_db


def queries_of(client, address) -> int:
    """Of a warm process: content types, renditions, the menu and the paths of the site are there."""
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def three_sections():
    one = make.SectionPageFactory(slug="one")
    two = make.SectionPageFactory(parent=one, slug="two")
    return make.SectionPageFactory(parent=two, slug="three")


@pytest.mark.parametrize("times", [1, 10])
def test_section_with_every_block(client, times):
    deep = three_sections()
    deep.body = make.rich_body(times, deep, make.make_document())
    deep.save_revision().publish()
    for _ in range(3 * times):
        make.SectionPageFactory(parent=deep)

    # The site, the home page, the way, the page, what is below it; then images, pages and files of
    # blocks, pages and files of links.
    assert queries_of(client, "/one/two/three/") == 10


@pytest.mark.parametrize("times", [1, 10])
def test_home_page(client, times):
    home, index = make.home_page(), make.NewsIndexPageFactory()
    for _ in range(4 * times):
        make.NewsPageFactory(parent=index)
    sections = [make.SectionPageFactory() for _ in range(9 if times > 1 else 1)]
    home.join_page = sections[0]
    home.sections = [("section", {"page": page, "note": ""}) for page in sections]
    home.save_revision().publish()

    assert queries_of(client, "/") == 6


@pytest.mark.parametrize("times", [1, 10])
def test_list_of_news(client, times):
    index = make.NewsIndexPageFactory(parent=three_sections())
    for _ in range(3 * times):
        make.NewsPageFactory(parent=index)

    assert queries_of(client, "/one/two/three/news/") == 6


@pytest.mark.parametrize("times", [1, 10])
def test_list_of_programmes(client, times):
    index = ProgrammeIndexPageFactory()
    for _ in range(3 * times):
        ProgrammePageFactory(parent=index)

    assert queries_of(client, "/programmes/") == 6
