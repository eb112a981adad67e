from xml.etree import ElementTree

import pytest

from tests.factories import pages as make

pytestmark = pytest.mark.django_db
LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def locations(response):
    return [node.text for node in ElementTree.fromstring(response.content).iter(LOCATION)]


def test_sitemap_names_public_pages_under_the_own_host(client, settings):
    """T8: the host comes from the settings, neither from Wagtail's «localhost» nor from the request."""
    settings.WAGTAILADMIN_BASE_URL = "https://association.example"
    make.SectionPageFactory(slug="about")

    response = client.get("/sitemap.xml", headers={"host": "127.0.0.1"})

    assert locations(response) == [
        "https://association.example/",
        "https://association.example/about/",
    ]


def test_robots_are_kept_from_what_is_personal(client, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://association.example"

    lines = client.get("/robots.txt").content.decode().splitlines()

    assert lines[0] == "User-agent: *"
    assert lines[-1] == "Sitemap: https://association.example/sitemap.xml"
    assert {"Disallow: /cabinet/", "Disallow: /admin/", "Disallow: /search/"} <= set(lines)


def test_sitemap_costs_the_same_for_many_pages(client, django_assert_max_num_queries):
    for _ in range(30):
        make.SectionPageFactory()
    with django_assert_max_num_queries(4):
        assert len(locations(client.get("/sitemap.xml"))) == 31


@pytest.mark.parametrize("part", ["0", "2", "abc", "1" + "0" * 20])
def test_unknown_part_of_the_sitemap_is_404(client, part):
    assert client.get("/sitemap.xml", {"p": part}).status_code == 404
