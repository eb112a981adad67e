"""The cache of public pages: T60, T63, T64, and that publishing shows at once."""

import pytest
from django.test import Client
from django.urls import resolve
from wagtail.models import Page, PageViewRestriction
from wagtail.views import serve

from home.pages import cache as page_cache
from home.pages.cache import PublicPageCacheMiddleware
from home.pages.models import AssociationSettings
from tests.factories import pages as make
from tests.factories.accounts import UserFactory, log_in
from tests.factories.catalogue import ProgrammeIndexPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _cache_on(settings):
    settings.PUBLIC_CACHE_SECONDS = 600


@pytest.fixture
def section():
    return make.SectionPageFactory(slug="about", title="Об Ассоциации")


@pytest.fixture
def hits(django_assert_num_queries):
    """`with hits():` the page comes from the cache, without a query."""
    return lambda: django_assert_num_queries(0)


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def shown(client, address="/about/", **headers) -> str:
    return client.get(address, headers=headers).content.decode()


@pytest.mark.parametrize("address", ["/", "/about/", "/sitemap.xml", "/robots.txt"])
def test_second_reader_gets_the_same_bytes_and_headers_without_a_query(
    client, section, hits, address
):
    first = client.get(address)
    with hits():
        second = Client().get(address)

    assert second.content == first.content
    assert dict(second.items()) == dict(first.items())


def test_head_is_answered_from_the_stored_page(client, section, hits):
    client.get("/about/")
    with hits():
        response = client.head("/about/")
    assert (response.status_code, response.content) == (200, b"")


def test_reader_is_told_to_ask_again_each_time(client, section):
    response = client.get("/about/")
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"

    again = client.get("/about/", headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("address", ["/", "/about/", "/news/", "/programmes/", "/news/one/"])
def test_public_page_carries_no_cookie_token_or_message(client, section, address, settings):
    """T64."""
    settings.PUBLIC_CACHE_SECONDS = 0
    make.NewsPageFactory(parent=make.NewsIndexPageFactory(), slug="one")
    ProgrammeIndexPageFactory()

    response = client.get(address)

    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert "nonce" not in response["Content-Security-Policy"]


def test_person_with_a_session_goes_past_the_cache(client, section):
    """T63."""
    stored = shown(Client())
    log_in(client, UserFactory())

    response = client.get("/about/")

    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response
    assert shown(Client()) == stored


@pytest.mark.parametrize(
    "address", ["/about/?utm_source=x", "/about/?page=0", "/about/?page=100", "/about/?q=x"]
)
def test_query_outside_the_list_goes_past_the_cache(client, section, address):
    client.get(address)
    assert "ETag" not in client.get(address)


def test_message_waiting_for_a_reader_goes_past_the_cache(client, section):
    client.get("/about/")
    client.cookies["messages"] = "anything"
    assert "ETag" not in client.get("/about/")


def test_closed_page_is_not_stored(client, section):
    PageViewRestriction.objects.create(page=section, restriction_type="login")
    log_in(client, UserFactory())
    assert client.get("/about/").status_code == 200
    assert Client().get("/about/").status_code == 302


@pytest.mark.parametrize("address", ["/nowhere/", "/search/?q=", "/search/", "/accounts/login/"])
def test_answer_that_is_no_public_page_is_not_stored(client, address):
    assert "ETag" not in client.get(address)


def test_reader_of_the_large_print_gets_large_print(client, section):
    ordinary = shown(client)
    large = Client()
    large.cookies["vision"] = "hnnn"
    forged = Client()
    forged.cookies["vision"] = "<script>"

    assert shown(large) != ordinary
    assert shown(forged) == ordinary == shown(client)


def test_hosts_are_kept_apart_and_a_foreign_one_is_refused(client, section):
    """T8."""
    shown(client)
    assert "ETag" in client.get("/about/", headers={"host": "localhost"})
    assert client.get("/about/", headers={"host": "evil.example"}).status_code == 400


def publish(section):
    section.title = "Новое название"
    section.save_revision().publish()


def unpublish(section):
    section.unpublish()


def delete(section):
    Page.objects.get(pk=section.pk).delete()


def close(section):
    PageViewRestriction.objects.create(page=section, restriction_type="login")


def move(section):
    section.move(make.SectionPageFactory(slug="other"), pos="last-child")


@pytest.mark.parametrize("change", [publish, unpublish, delete, close, move])
def test_change_of_a_page_shows_at_once_on_it_and_in_the_menu(client, section, committed, change):
    old = shown(client)
    assert "Об Ассоциации" in shown(client, "/")

    with committed():
        change(section)

    assert shown(client) != old
    assert "Об Ассоциации" not in shown(client, "/")


def test_draft_changes_nothing_and_empties_nothing(client, section, committed, hits):
    shown(client)
    with committed():
        section.title = "Черновик"
        section.save_revision()
    with hits():
        assert "Черновик" not in shown(client)


def test_new_name_of_the_association_shows_at_once(client, section, committed):
    details = AssociationSettings.for_site(make.site())
    shown(client)
    with committed():
        details.name = details.short_name = "Союз школ"
        details.save()
    assert "Союз школ" in shown(client)


def test_change_that_is_rolled_back_empties_nothing(client, section, hits):
    shown(client)
    page_cache.empty_public_cache()
    with hits():
        shown(client)


def test_page_rendered_before_a_publishing_is_not_shown_after_it(client, section, committed, rf):
    """The old page is ready, the new one is published, only then would the old one be stored."""

    def overtaken(request):
        response = serve(request, "about/").render()
        with committed():
            publish(section)
        return response

    request = rf.get("/about/")
    request.resolver_match = resolve("/about/")

    old = PublicPageCacheMiddleware(overtaken)(request)

    assert "Об Ассоциации" in old.content.decode()
    assert "Новое название" in shown(client)


class Broken:
    """A cache server that is away."""

    def __getattr__(self, name):
        raise ConnectionError(name)


def test_site_works_without_a_cache(client, section, monkeypatch, committed):
    """T60."""
    monkeypatch.setattr(page_cache, "cache", Broken())
    assert "Об Ассоциации" in shown(client)
    with committed():
        publish(section)
    assert "Новое название" in shown(client)


def test_cache_can_be_switched_off(client, section, settings):
    settings.PUBLIC_CACHE_SECONDS = 0
    assert "ETag" not in client.get("/about/")
