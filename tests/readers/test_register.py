"""The secretary's register: who has read an edition, who has not, and the letter that reminds (R87, T7, T29)."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from documents.readers import permissions
from documents.readers.choices import Manner
from documents.readers.operations import acquaint, remind_readers, write_reminders
from home.accounts.choices import Role
from home.notices.models import Letter
from home.rulebook import DomainError
from home.workdays.queries import today
from tests.factories.accounts import PersonFactory, UserFactory, log_in
from tests.factories.exports import told_of_exports
from tests.factories.regulations import EditionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

LIST = "/admin/readers/editions/"
JOURNAL = "/admin/readers/acquaintances/"


@pytest.fixture
def secretary(client):
    return log_in(client, UserFactory(role=Role.SECRETARY))


@pytest.fixture
def circle(bound, first):
    """Three people bound, of whom the first has read the edition."""
    bound += [PersonFactory(surname=surname) for surname in ("Первая", "Вторая", "Третья")]
    read(bound[0], first)
    return bound


def read(person, edition):
    return acquaint(person, edition, manner=Manner.FULL, by=None, at=timezone.now())


def act(name, edition):
    return reverse(f"readers_admin:{name}", args=[edition.pk])


@pytest.mark.parametrize(
    ("role", "reads", "reminds"),
    [
        (None, False, False),
        (Role.EDITOR, False, False),
        (Role.AUTHORITY_SUPPORT, True, False),
        (Role.SECRETARY, True, True),
        (Role.ADMINISTRATOR, True, True),
    ],
)
def test_who_reads_the_register_and_who_reminds(client, circle, first, role, reads, reminds):
    user = log_in(client, UserFactory(role=role))
    assert (permissions.may_read_register(user), permissions.may_remind(user)) == (reads, reminds)
    answers = [client.get(url) for url in (act("edition", first), act("export_edition", first))]
    assert [answer.status_code == 200 for answer in answers] == [reads, reads]
    client.post(act("remind", first))
    assert Letter.objects.filter(kind="readers.reminder").exists() is False
    assert ModelLogEntry.objects.filter(action="readers.remind").exists() == reminds


def test_list_shows_editions_in_force_and_past_with_counts(client, secretary, circle, first, days):
    EditionFactory(page=first.page, adopted_on=days(-1), effective_from=days(4))
    EditionFactory(page=first.page)
    page = client.get(LIST)
    [row] = page.context["object_list"]
    assert (row.pk, row.read_count, row.is_current) == (first.pk, 1, True)
    assert act("edition", first) in page.content.decode()


def test_page_of_an_edition_says_who_has_and_who_has_not(client, secretary, circle, first):
    shown = client.get(act("edition", first))
    assert [row.surname for row in shown.context["rows"]] == ["Вторая", "Третья"]
    assert (shown.context["unread_count"], shown.context["read_count"]) == (2, 1)
    shown = client.get(act("edition", first) + "?show=read&page=99999999999999999999")
    assert [row.person.surname for row in shown.context["rows"]] == ["Первая"]


def test_past_edition_asks_nobody_any_more(client, secretary, circle, first, second):
    shown = client.get(act("edition", first))
    assert (shown.context["is_current"], shown.context["may_remind"]) == (False, False)
    with pytest.raises(DomainError) as refusal:
        remind_readers(first, by=secretary, at=timezone.now())
    assert refusal.value.message == "Напоминают о редакции, которая действует."


@pytest.mark.parametrize("begins", [None, 3])
def test_draft_and_future_edition_are_not_in_the_register(client, secretary, page, days, begins):
    dates = {} if begins is None else {"adopted_on": days(-1), "effective_from": days(begins)}
    edition = EditionFactory(page=page, **dates)
    assert client.get(act("edition", edition)).status_code == 404


def test_export_names_both_and_runs_no_formula(client, secretary, bound, first):
    read(PersonFactory(surname="Ёлкина"), first)
    bound.append(PersonFactory(surname="Вторая", email="=cmd@example.org"))
    answer = client.get(act("export_edition", first))
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == "Кто;Электронная почта;Ознакомлен;Когда;Что прочитано"
    assert lines[1] == "Вторая Анна Игоревна;'=cmd@example.org;нет;;"
    assert lines[2].startswith("Ёлкина Анна Игоревна;")
    assert lines[2].endswith(";весь текст")
    assert ";да;" in lines[2]
    assert told_of_exports() == [(f"Ознакомление: {first}", "CSV", 2)]


def test_journal_lists_searches_and_exports(client, secretary, circle, first):
    found = client.get(JOURNAL + "?q=ПЕРВАЯ").content.decode()
    assert "Первая Анна Игоревна" in found
    assert "Первая" not in client.get(JOURNAL + "?q=Никто").content.decode().split("<table")[-1]
    lines = b"".join(client.get(JOURNAL + "?export=csv").streaming_content).decode()
    assert "Первая Анна Игоревна;Положение о кружке;" in lines


# Reminding


def test_reminder_goes_to_those_alone_who_have_not_read(
    client, secretary, circle, first, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(act("remind", first), follow=True)
    assert "Напоминаний поставлено в очередь: 2\xa0письма." in answer.content.decode()
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(p.email for p in circle[1:])
    assert mail.outbox[0].subject == "Ознакомьтесь с положением: Положение о кружке"
    assert f"http://testserver/cabinet/regulations/{first.page_id}/" in mail.outbox[0].body
    entry = ModelLogEntry.objects.get(action="readers.remind")
    assert (entry.user, entry.data) == (secretary, {"people": 2})


def test_second_reminder_of_a_day_is_refused(
    client, secretary, circle, first, django_capture_on_commit_callbacks
):
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(act("remind", first), follow=True)
    assert "Сегодня об этой редакции уже напоминали" in answer.content.decode()
    assert write_reminders.func(first.pk, today().isoformat()) == 0
    assert (len(mail.outbox), Letter.objects.count()) == (2, 2)


def test_nobody_left_and_nobody_is_reminded(secretary, bound, first):
    with pytest.raises(DomainError) as refusal:
        remind_readers(first, by=secretary, at=timezone.now())
    assert refusal.value.message == "С этой редакцией ознакомились все, кого она обязывает."
    assert ModelLogEntry.objects.filter(action="readers.remind").count() == 0


def test_reminding_by_a_link_is_no_act(client, secretary, circle, first):
    assert client.get(act("remind", first)).status_code == 405


@pytest.mark.parametrize("show", ["", "?show=read"])
def test_page_takes_as_many_queries_for_thirty_as_for_one(client, secretary, bound, first, show):
    def counted():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(act("edition", first) + show).status_code == 200
        return len(queries)

    def more(number):
        bound.extend(PersonFactory() for _ in range(number))
        for _ in range(number):
            read(PersonFactory(), first)

    more(1)
    counted()
    one = counted()
    more(29)
    assert counted() == one


@pytest.mark.parametrize("address", [LIST, JOURNAL])
def test_registers_take_as_many_queries_for_thirty_as_for_one(
    client, secretary, bound, first, days, address
):
    def counted():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    read(PersonFactory(), first)
    counted()
    one = counted()
    for _ in range(29):
        read(PersonFactory(), EditionFactory(adopted_on=days(-3)))
    assert counted() == one
