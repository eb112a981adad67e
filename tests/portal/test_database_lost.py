"""The database goes away and comes back: 503 in plain words, no trace of what failed (T58)."""

import pytest
from django.db import InterfaceError, OperationalError, connection

from tests.factories.accounts import UserFactory, log_in

pytestmark = [pytest.mark.django_db, pytest.mark.database]

PAGES = [
    "/",
    "/search/?q=школа",
    "/cabinet/",
    "/admin/",
    "/verify/AAAA-BBBB/",
    "/api/certificates/a/",
]


@pytest.fixture(params=[OperationalError, InterfaceError])
def lost(request):
    """Every query fails, as on a connection that the server has cut."""

    def fail(*args):
        raise request.param("FATAL: user collegium at 192.0.2.7")

    return connection.execute_wrapper(fail)


@pytest.fixture
def reader(client):
    """Logged in, so that the very session cannot be read."""
    client.raise_request_exception = False
    log_in(client, UserFactory())
    return client


@pytest.mark.parametrize("path", PAGES)
def test_page_without_a_database_is_503(reader, lost, path):
    with lost:
        response = reader.get(path)
    assert response.status_code == 503
    assert (response["Retry-After"], response["Cache-Control"]) == ("30", "no-store")
    assert "default-src 'none'" in response["Content-Security-Policy"]
    page = response.content.decode()
    assert "Сайт временно не&nbsp;отвечает" in page
    assert "192.0.2.7" not in page


def test_form_without_a_database_is_503_and_works_afterwards(client, lost):
    client.raise_request_exception = False
    form = {"login": "person@example.org", "password": "длинный-пароль-2"}
    with lost:
        assert client.post("/accounts/login/", form).status_code == 503
    assert client.post("/accounts/login/", form).status_code == 200


def test_healthz_names_the_lost_database(client, lost):
    with lost:
        response = client.get("/healthz")
    assert (response.status_code, response.json()["database"]) == (503, False)


def test_fault_of_our_own_is_500_without_details(client, rf):
    from portal.views import server_error

    try:
        raise ValueError("secret of the trace")
    except ValueError:
        response = server_error(rf.get("/"))
    assert (response.status_code, response["Cache-Control"]) == (500, "no-store")
    assert "secret" not in response.content.decode()
    assert "На&nbsp;сайте произошла ошибка" in response.content.decode()
