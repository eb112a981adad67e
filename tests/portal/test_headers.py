"""Headers of every answer, errors among them (T17, T63, T64)."""

import pytest
from django.test import Client

from tests.portal.addresses import ROOMS, addresses

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ERRORS = ["/no-such-page/", "/search/?q=%00", "/media/images/..%2f..%2fx"]
PUBLIC = [
    "/",
    "/search/?q=школа",
    "/verify/",
    "/verify/?number=1",
    "/vision/",
    "/robots.txt",
    "/sitemap.xml",
]


@pytest.mark.parametrize("path", [*PUBLIC, *ERRORS])
def test_every_answer_carries_the_policy(client, path):
    response = client.get(path)
    directives = dict(
        part.partition(" ")[::2] for part in response["Content-Security-Policy"].split("; ")
    )
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == directives["style-src"] == "'self'"
    assert directives["frame-ancestors"] == "'self'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


def test_foreign_host_is_refused_with_the_policy(settings):
    settings.PUBLIC_CACHE_SECONDS = 600
    response = Client(headers={"host": "evil.example"}).get("/")
    assert response.status_code == 400
    assert "Content-Security-Policy" in response.headers
    assert "evil.example" not in response.content.decode()


@pytest.mark.usefixtures("world")
def test_no_cache_keeps_what_is_behind_the_log_in(client):
    """The cabinet, the accounts and the admins leave nothing in a cache, not even for the anonymous (T63); pages of
    those who are in: tests/portal/test_doors.py."""
    for one in addresses("accounts/", "cabinet/", *ROOMS):
        if set(one.arguments) <= set(one.known):
            kept = client.get(one.path()).get("Cache-Control", "")
            assert (one.name, "no-store" in kept and "private" in kept) == (one.name, True)


@pytest.mark.parametrize("path", ["/verify/?number=1", "/verify/AAAA/", "/api/certificates/AAAA/"])
def test_verification_is_never_stored(client, path):
    assert "no-store" in client.get(path)["Cache-Control"]


@pytest.mark.parametrize("path", PUBLIC)
def test_public_page_sets_no_cookie_but_where_a_form_is(client, path):
    cookies = set(client.get(path).cookies)
    assert cookies == ({"csrftoken"} if path == "/vision/" else set())
