"""T76: whatever table leaves the site is written down, and the administrator reads who took it."""

import pytest
from django.test import Client

from home.accounts.choices import Role
from home.registers.models import Export
from tests.factories.accounts import PersonFactory, UserFactory, log_in

pytestmark = pytest.mark.django_db

PEOPLE = "/admin/accounts/person/"
REGISTER = "/admin/registers/export/"


def logged_in(role: Role) -> Client:
    client = Client()
    client.user = UserFactory(role=role)
    log_in(client, client.user)
    return client


@pytest.fixture
def secretary():
    return logged_in(Role.SECRETARY)


def told() -> list[tuple]:
    return [
        (each.user, each.label, each.file, each.rows, each.asked) for each in Export.objects.all()
    ]


def test_export_of_a_register_is_written_down_with_its_rows_and_search(secretary):
    PersonFactory(surname="Ковалёва")
    secretary.get(PEOPLE, {"q": "ковал", "export": "csv"})
    assert told() == [(secretary.user, "Люди", "CSV", 1, "поиск: ковал")]


def test_list_that_is_only_looked_at_and_a_refused_export_write_nothing(secretary):
    assert secretary.get(PEOPLE).status_code == 200
    assert logged_in(Role.EDITOR).get(PEOPLE, {"export": "csv"}).status_code == 302
    assert told() == []


def test_chosen_filters_are_told_in_the_words_of_the_page(secretary):
    secretary.get("/admin/accounts/consent/", {"state": "given", "export": "csv"})
    assert told() == [(secretary.user, "Согласия", "CSV", 0, "Состояние: действует")]


def test_administrator_alone_reads_who_took_what(secretary):
    secretary.get(PEOPLE, {"export": "csv"})
    page = logged_in(Role.ADMINISTRATOR).get(REGISTER).content.decode()
    assert (str(secretary.user) in page, "Люди" in page) == (True, True)
    for role in (Role.SECRETARY, Role.EDITOR, Role.AUTHORITY_SUPPORT):
        assert logged_in(role).get(REGISTER).status_code in (302, 403, 404), role


def test_history_of_the_site_is_written_down_too_and_does_not_tell_of_exports():
    administrator = logged_in(Role.ADMINISTRATOR)
    administrator.get(PEOPLE, {"export": "csv"})
    administrator.get("/admin/reports/site-history/", {"export": "csv"})
    assert [each[1] for each in told()] == ["История сайта", "Люди"]
    history = administrator.get("/admin/reports/site-history/")
    assert "Люди" not in history.content.decode()
