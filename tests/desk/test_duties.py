"""The list of duties, and the calendar that reads its dates without a session (R33, R59, R72, R75, T5)."""

import datetime

import pytest

from association.bodies.choices import BodyKind, OfficeKind
from association.bodies.rules.duties import (
    CHAIR_DUTIES,
    CHAIR_PREPARES,
    DEPUTY_DUTIES,
    KEEPS_SECRETS,
    MEMBER_DUTIES,
    SECRETARY_DUTIES,
    owed_by,
)
from home.desk import registry
from home.desk.models import CalendarLink
from home.desk.operations import remove_calendar_link, replace_calendar_link
from home.desk.queries import duties_of
from home.desk.registry import Duty, Task, register_duties, register_tasks
from home.rulebook import rule
from tests.factories.accounts import UserFactory, log_in
from tests.factories.bodies import NOW, TODAY, CollegialBodyFactory, OfficeFactory, officer

PROBA = rule("desk.duties.proba", title="Проба", cites="3.16")


@pytest.fixture
def own_sources(monkeypatch):
    monkeypatch.setattr(registry, "_sources", {})
    monkeypatch.setattr(registry, "_duties", {})


@pytest.mark.parametrize(
    ("kind", "rules"),
    [
        (OfficeKind.CHAIR, {CHAIR_PREPARES, CHAIR_DUTIES, KEEPS_SECRETS}),
        (OfficeKind.DEPUTY_CHAIR, {DEPUTY_DUTIES}),
        (OfficeKind.SECRETARY, {SECRETARY_DUTIES}),
        (OfficeKind.MEMBER, {MEMBER_DUTIES}),
        (OfficeKind.LEADER, set()),
    ],
)
def test_offices_of_the_presidium_owe_what_the_regulation_says(kind, rules):
    """R33, R56, R59, R72, R73, R75."""
    assert {each.rule for each in owed_by("association", kind)} == rules


@pytest.mark.parametrize(
    ("kind", "clauses"),
    [
        (OfficeKind.LEADER, [f"п.\xa02.3 «{item}» Положения" for item in "абвгде"]),
        (OfficeKind.CHAIR, [f"п.\xa02.3 «{item}» Положения" for item in "абвгде"]),
        (OfficeKind.SECRETARY, [f"п.\xa02.5 «{item}» Положения" for item in "абвгде"]),
        (OfficeKind.MEMBER, [f"п.\xa02.6 «{item}» Положения" for item in "абвгд"]),
    ],
)
def test_group_owes_item_by_item(kind, clauses):
    """R106–R116."""
    assert [each.rule.clause for each in owed_by("working-group", kind)] == clauses


def test_where_the_regulation_says_nothing_nothing_is_owed():
    assert owed_by("working-group-school", OfficeKind.MEMBER) == []


@pytest.mark.django_db
def test_list_puts_dates_first_and_groups_the_rest_by_place(own_sources):
    dated = Task("Проведите", "/a/", PROBA, due=TODAY)
    register_tasks(lambda user, today: [dated, Task("Без дня", "/b/", PROBA)])
    one, two = Duty("Вести", PROBA, "Секретарь"), Duty("Решать", PROBA, "Член")
    register_duties(lambda user, today: [one, two, one], "должности")
    register_duties(lambda user, today: 1 / 0, "отчёты")
    found = duties_of(UserFactory(), TODAY)
    assert [each.task for each in found.dated] == [dated]
    assert found.standing == [("Секретарь", [one, one]), ("Член", [two])]
    assert found.unavailable == ["отчёты"]


@pytest.mark.django_db
def test_page_shows_duties_of_the_office_with_clauses(client):
    body = CollegialBodyFactory(kind=BodyKind.PRESIDIUM, title="Президиум")
    log_in(client, officer(body, OfficeKind.CHAIR))
    page = client.get("/cabinet/duties/").text
    assert [
        words in page
        for words in (
            "Председатель, Президиум",
            "Готовить годовой отчёт",
            "п.\xa05.3 Положения",
            "Получить адрес календаря",
        )
    ] == [True] * 4


@pytest.fixture
def link(db):
    return replace_calendar_link(UserFactory(), at=NOW)


def test_feed_has_titles_and_days_alone(client, link, own_sources):
    """Nothing confidential: what the task is about stays in the cabinet."""
    due = datetime.date(2026, 12, 5)
    register_tasks(
        lambda user, today: [
            Task("Подпишите протокол", "/secret/7/", PROBA, due=due, about="Дело Ивановой"),
            Task("Без дня", "/b/", PROBA),
        ]
    )
    response = client.get(f"/calendar/{link.token}.ics")
    text = response.content.decode()
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert [
        line in text.split("\r\n")
        for line in ("SUMMARY:Срок: Подпишите протокол", "DTSTART;VALUE=DATE:20261205")
    ] == [True, True]
    assert [words in text for words in ("Ивановой", "secret", "Без дня")] == [False] * 3
    again = client.get(f"/calendar/{link.token}.ics").content.decode()
    uids = [line for line in text.split("\r\n") if line.startswith("UID")]
    assert uids == [line for line in again.split("\r\n") if line.startswith("UID")]


def test_replaced_and_removed_addresses_are_void_at_once(client, link):
    """T5."""
    former = link.token
    log_in(client, link.user)
    client.post("/cabinet/duties/calendar/")
    client.logout()
    present = CalendarLink.objects.get().token
    assert [client.get(f"/calendar/{token}.ics").status_code for token in (former, present)] == [
        404,
        200,
    ]
    remove_calendar_link(link.user, at=NOW)
    assert client.get(f"/calendar/{present}.ics").status_code == 404


def test_deactivated_account_has_no_calendar(client, link):
    """T5."""
    link.user.is_active = False
    link.user.save()
    assert client.get(f"/calendar/{link.token}.ics").status_code == 404


def test_calendar_follows_the_rights_of_the_day(client, link):
    """T5: an office that has ended leaves the calendar."""
    body = CollegialBodyFactory()
    office = OfficeFactory(
        body=body,
        kind=OfficeKind.LEADER,
        person=link.user.person,
        term_ends=TODAY + datetime.timedelta(5),
    )
    address = f"/calendar/{link.token}.ics"
    assert "руководитель" in client.get(address).content.decode()
    office.until = TODAY
    office.save()
    assert "руководитель" not in client.get(address).content.decode()


@pytest.mark.parametrize("token", ["x", "\x00", "а" * 300])
def test_guessed_address_is_not_found(client, db, token):
    assert client.get(f"/calendar/{token}.ics").status_code in (400, 404)
