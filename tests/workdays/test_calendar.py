"""The calendar as the office keeps it (R222, T52)."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from home.accounts.choices import Role
from home.rulebook import DomainError
from home.workdays.models import ConfirmedYear, DayOverride
from home.workdays.operations import confirm_year
from home.workdays.queries import confirmed_years, today, working_calendar, year_to_confirm
from tests.factories.accounts import UserFactory, log_in

pytestmark = pytest.mark.django_db


def test_migration_confirms_the_years_of_known_decrees():
    assert confirmed_years() == frozenset(range(2013, 2028))


@pytest.mark.parametrize(
    ("moment", "date"),
    [
        ("2026-12-31T20:59:59+00:00", datetime.date(2026, 12, 31)),
        ("2026-12-31T21:00:00+00:00", datetime.date(2027, 1, 1)),
    ],
)
def test_today_is_moscow_date_even_for_a_reader_in_kamchatka(moment, date):
    with timezone.override(ZoneInfo("Asia/Kamchatka")):
        assert today(datetime.datetime.fromisoformat(moment)) == date


def test_calendar_reads_the_overrides_of_the_office():
    DayOverride.objects.create(date=datetime.date(2026, 11, 20), is_working=False, note="потоп")
    day = working_calendar().day(datetime.date(2026, 11, 20))
    assert (day.is_working, day.reason) == (False, "потоп")


def test_calendar_takes_two_queries(django_assert_num_queries):
    for number in range(1, 29):
        DayOverride.objects.create(date=datetime.date(2026, 2, number), note="проба")
    with django_assert_num_queries(2):
        working_calendar()


def test_confirmed_year_lets_terms_run_through_it(now):
    user = UserFactory()
    confirm_year(2028, "постановление о переносе", by=user, at=now)
    assert working_calendar().day(datetime.date(2028, 1, 10)).is_working
    entry = ModelLogEntry.objects.get(action="workdays.confirm_year")
    assert (entry.label, entry.user, entry.data) == (
        "2028",
        user,
        {"ground": "постановление о переносе"},
    )


def test_year_is_confirmed_once(now):
    with pytest.raises(DomainError, match="2027\xa0год уже подтверждён"):
        confirm_year(2027, "ещё раз", by=None, at=now)
    assert not ModelLogEntry.objects.filter(action="workdays.confirm_year").exists()


def test_missing_year_is_asked_for():
    ConfirmedYear.objects.filter(year=2027).delete()
    assert year_to_confirm(datetime.date(2026, 11, 18)) == (2027, datetime.date(2027, 1, 1))


def test_administrator_confirms_a_year_in_the_admin(client):
    log_in(client, UserFactory(is_superuser=True))
    url = reverse("workdays_confirmedyear_modeladmin_create")
    answer = client.post(url, {"year": "2028", "ground": "постановление о переносе"})
    assert answer.status_code == 302
    assert ConfirmedYear.objects.get(year=2028).ground == "постановление о переносе"


@pytest.mark.parametrize(
    ("role", "status"), [(Role.SECRETARY, 200), (Role.ADMINISTRATOR, 200), (Role.EDITOR, 302)]
)
@pytest.mark.parametrize("register", ["dayoverride", "confirmedyear"])
def test_calendar_is_kept_by_secretary_and_administrator(client, register, role, status):
    log_in(client, UserFactory(role=role))
    pages = [reverse(f"workdays_{register}_modeladmin_{page}") for page in ("index", "create")]
    assert [client.get(page).status_code for page in pages] == [status, status]


def test_confirmed_year_is_neither_edited_nor_deleted(client):
    log_in(client, UserFactory(is_superuser=True))
    year = ConfirmedYear.objects.get(year=2027)
    url = reverse("workdays_confirmedyear_modeladmin_delete", args=[year.pk])
    client.post(url)
    assert ConfirmedYear.objects.filter(year=2027).exists()


@pytest.mark.parametrize(
    ("year", "sentence"),
    [("2027", "Этот год уже подтверждён."), ("10000", "меньше либо равно 2200")],
)
def test_admin_refuses_a_year_in_words(client, year, sentence):
    log_in(client, UserFactory(is_superuser=True))
    url = reverse("workdays_confirmedyear_modeladmin_create")
    answer = client.post(url, {"year": year, "ground": "проба"})
    assert sentence in answer.content.decode()
