"""«Мой стол»: what waits for me, by which clause, until when."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from home.accounts.choices import Role
from home.accounts.models import Consent, ConsentText
from home.accounts.rules import withdrawal_due
from home.desk import registry
from home.desk.queries import desk_of
from home.desk.registrations import calendar_tasks, undelivered_letters, withdrawn_consents
from home.desk.registry import Task, register_cabinet_item, register_tasks
from home.desk.rules import urgency
from home.notices.choices import LetterStatus
from home.rulebook import rule
from home.workdays.models import ConfirmedYear
from tests.factories.accounts import PersonFactory, UserFactory, log_in
from tests.factories.notices import LetterFactory

PROBA = rule("desk.proba", title="Проба", cites="3.16")
TODAY = datetime.date(2026, 11, 18)


@pytest.fixture
def own_sources(monkeypatch):
    monkeypatch.setattr(registry, "_sources", {})


@pytest.mark.parametrize(
    ("days", "state"),
    [(-1, "overdue"), (0, "soon"), (3, "soon"), (4, "later")],
)
def test_urgency_counts_from_the_last_day(days, state):
    assert urgency(TODAY + datetime.timedelta(days), TODAY) == state


def test_urgency_without_a_day_is_open():
    assert urgency(None, TODAY) == "open"


def test_desk_sorts_by_the_last_day(own_sources):
    later = Task("Позже", "/a/", PROBA, due=TODAY + datetime.timedelta(9))
    overdue = Task("Просрочено", "/b/", PROBA, due=TODAY - datetime.timedelta(1))
    undated = Task("Без срока", "/c/", PROBA)
    register_tasks(lambda user, today: [undated, later])
    register_tasks(lambda user, today: iter([overdue]))
    found = desk_of(None, TODAY)
    assert [(entry.task, entry.state) for entry in found.tasks] == [
        (overdue, "overdue"),
        (later, "later"),
        (undated, "open"),
    ]


def test_failing_source_takes_down_only_its_part(own_sources, caplog):
    def broken(user, today):
        yield Task("Успела", "/a/", PROBA)
        raise ZeroDivisionError

    register_tasks(broken, "заявления")
    register_tasks(lambda user, today: [Task("Дело", "/b/", PROBA)])
    found = desk_of(None, TODAY)
    assert [entry.task.title for entry in found.tasks] == ["Дело"]
    assert found.unavailable == ["заявления"]
    assert [record.message for record in caplog.records] == ["desk: the source «заявления» failed"]


@pytest.mark.django_db
def test_desk_shows_task_with_clause_and_day(client, own_sources):
    task = Task("Подпишите заявление", "/a/", PROBA, due=datetime.date(2020, 1, 9), about="№ 12")
    register_tasks(lambda user, today: [task])
    client.force_login(UserFactory())
    page = client.get(reverse("desk:desk")).content.decode()
    assert [
        words in page
        for words in (
            "Подпишите заявление",
            "п.\xa03.16 Положения",
            'datetime="2020-01-09"',
            "срок прошёл",
        )
    ] == [True] * 4


@pytest.mark.django_db
def test_desk_names_the_part_that_is_unavailable(client, own_sources):
    register_tasks(lambda user, today: 1 / 0, "заявления о приёме")
    client.force_login(UserFactory())
    page = client.get(reverse("desk:desk")).content.decode()
    assert "Раздел «заявления о приёме» временно недоступен." in page
    assert "ничего не требуется" not in page


@pytest.mark.django_db
def test_empty_desk_says_what_to_do(client, own_sources):
    client.force_login(UserFactory())
    page = client.get(reverse("desk:desk")).content.decode()
    assert "Сейчас от вас ничего не требуется" in page


@pytest.mark.django_db
def test_stranger_is_asked_to_log_in(client):
    assert client.get("/cabinet/")["Location"] == "/accounts/login/?next=/cabinet/"


@pytest.mark.django_db
def test_navigation_shows_registered_pages_and_the_current_one(client, monkeypatch):
    monkeypatch.setattr(registry, "_items", {})
    register_cabinet_item("Мой стол", "desk:desk", 0)
    register_cabinet_item("Письма", "notices:inbox", 80)
    register_cabinet_item("Скрыто", "notices:preferences", 10, visible=lambda user: False)
    user = UserFactory()
    client.force_login(user)
    letter = LetterFactory(person=user.person)
    page = client.get(letter.get_absolute_url()).content.decode()
    assert [
        link in page
        for link in (
            '<a href="/cabinet/">Мой стол</a>',
            '<a href="/cabinet/letters/" aria-current="page">Письма</a>',
            "Скрыто",
        )
    ] == [True, True, False]


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "is_shown"), [(None, False), *((role, True) for role in Role)])
def test_way_into_the_admin_is_shown_to_those_who_may_enter(client, role, is_shown):
    log_in(client, UserFactory(role=role))
    page = client.get(reverse("desk:desk")).text
    assert ('<a href="/admin/">Управление сайтом</a>' in page) is is_shown


@pytest.mark.django_db
def test_administrator_is_asked_for_a_missing_year():
    ConfirmedYear.objects.filter(year=2027).delete()
    [task] = calendar_tasks(UserFactory(role=Role.ADMINISTRATOR), TODAY)
    assert (task.title, task.due, task.rule.code) == (
        "Подтвердите производственный календарь на\xa02027\xa0год",
        datetime.date(2027, 1, 1),
        "workdays.known_year",
    )


@pytest.mark.django_db
@pytest.mark.parametrize("role", [None, Role.SECRETARY, Role.EDITOR])
def test_nobody_else_is_asked_for_a_missing_year(role):
    ConfirmedYear.objects.all().delete()
    assert list(calendar_tasks(UserFactory(role=role), TODAY)) == []


@pytest.mark.django_db
def test_secretary_is_told_of_letters_that_were_lost():
    LetterFactory(status=LetterStatus.FAILED)
    secretary = UserFactory(role=Role.SECRETARY)
    [task] = undelivered_letters(secretary, TODAY)
    assert task.about == "Таких писем: 1."
    assert list(undelivered_letters(UserFactory(), TODAY)) == []


@pytest.mark.django_db
def test_administrator_ends_the_processing_in_time(now):
    text = ConsentText.objects.first()
    consent = Consent.objects.create(
        person=PersonFactory(), text=text, given_at=now, withdrawn_at=now, text_sha256=text.sha256
    )
    [task] = withdrawn_consents(UserFactory(role=Role.ADMINISTRATOR), TODAY)
    assert (task.due, task.rule.code) == (
        withdrawal_due(now.date()),
        "accounts.consent_withdrawal",
    )
    assert str(consent.person) in task.about
    assert list(withdrawn_consents(UserFactory(role=Role.SECRETARY), TODAY)) == []


@pytest.mark.django_db
def test_staff_see_the_same_tasks_in_the_admin(client, own_sources):
    register_tasks(lambda user, today: [Task("Проверьте заявление", "/a/", PROBA)])
    log_in(client, UserFactory(role=Role.SECRETARY))
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert ("Проверьте заявление" in page, "п.\xa03.16 Положения" in page) == (True, True)


@pytest.mark.django_db
def test_desk_takes_the_same_queries_for_one_task_and_thirty(
    client, own_sources, django_assert_num_queries
):

    tasks = [Task("Дело", "/a/", PROBA)]
    register_tasks(lambda user, today: tasks)
    client.force_login(UserFactory())
    client.get(reverse("desk:desk"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("desk:desk"))
    tasks *= 30
    with django_assert_num_queries(len(one)):
        client.get(reverse("desk:desk"))
