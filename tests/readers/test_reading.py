"""«Ознакомлен»: the act, the task on the desk, the page of the differences, one's own list (R87, T1, T34, T36)."""

import datetime
import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from documents.readers.choices import Manner
from documents.readers.models import Acquaintance, ReadersSettings
from documents.readers.operations import acquaint
from documents.readers.queries import duties_of, last_read_before
from home.desk.queries import desk_of
from home.rulebook import DomainError
from home.workdays.models import ConfirmedYear
from home.workdays.queries import today
from tests.factories.accounts import PersonFactory, UserFactory
from tests.factories.readers import AFTER
from tests.factories.regulations import EditionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def user(client):
    user = UserFactory()
    client.force_login(user)
    return user


@pytest.fixture
def reader(user, bound):
    """Whom the page binds, and who is logged in."""
    bound.append(user.person)
    return user


def read(user, edition, manner=Manner.FULL):
    return acquaint(user.person, edition, manner=manner, by=user, at=timezone.now())


def address(page):
    return reverse("readers:read", args=[page.pk])


# The act


def test_acquaintance_says_who_what_when_and_is_logged(user, first, now):
    kept = acquaint(user.person, first, manner=Manner.FULL, by=user, at=now)
    assert (kept.person, kept.edition, kept.at, kept.manner, kept.since) == (
        user.person,
        first,
        now,
        Manner.FULL,
        None,
    )
    entry = ModelLogEntry.objects.get(action="readers.acquaint")
    assert (entry.user, entry.timestamp, entry.data) == (user, now, {"manner": "full"})


def test_said_twice_is_kept_once_as_it_was_said_first(user, second):
    now = timezone.now()
    kept = acquaint(user.person, second, manner=Manner.FULL, by=user, at=now)
    later = now + datetime.timedelta(days=1)
    assert acquaint(user.person, second, manner=Manner.FULL, by=user, at=later) == kept
    assert Acquaintance.objects.get().at == now
    assert ModelLogEntry.objects.filter(action="readers.acquaint").count() == 1


def test_differences_are_counted_from_the_last_edition_read(user, first, second):
    read(user, first)
    kept = read(user, second, Manner.DIFFERENCES)
    assert (kept.manner, kept.since) == (Manner.DIFFERENCES, first)


def test_differences_are_nothing_to_who_has_read_no_edition(user, second):
    with pytest.raises(DomainError) as refusal:
        read(user, second, Manner.DIFFERENCES)
    assert refusal.value.rule.code == "readers.reacquaintance"
    assert Acquaintance.objects.count() == 0


def test_draft_and_future_edition_are_refused_without_a_trace(user, page, days):
    draft = EditionFactory(page=page)
    future = EditionFactory(page=page, adopted_on=days(-1), effective_from=days(1))
    before = ModelLogEntry.objects.count()
    for edition in (draft, future):
        with pytest.raises(DomainError) as refusal:
            read(user, edition)
        assert refusal.value.rule.code == "readers.acquaintance"
    assert (Acquaintance.objects.count(), ModelLogEntry.objects.count()) == (0, before)


def test_past_edition_may_be_kept(user, first, second):
    assert read(user, first).edition == first
    assert last_read_before(user.person, second) == first


@pytest.mark.parametrize(
    ("manner", "since"), [(Manner.FULL, "first"), (Manner.DIFFERENCES, None), ("", None)]
)
def test_database_keeps_manner_and_beginning_together(user, first, second, manner, since):
    with pytest.raises(IntegrityError), transaction.atomic():
        Acquaintance.objects.create(
            person=user.person,
            edition=second,
            at=timezone.now(),
            manner=manner,
            since=first if since else None,
        )


# The desk


def tasks_of(user):
    tasks = [each.task for each in desk_of(user, today()).tasks]
    return [task for task in tasks if task.url.startswith("/cabinet/regulations/")]


def test_new_reader_is_asked_for_the_whole_text(reader, page, first):
    [task] = tasks_of(reader)
    assert (task.title, task.url, task.rule.code, task.due) == (
        "Ознакомьтесь с положением",
        address(page),
        "readers.acquaintance",
        None,
    )


def test_amendment_asks_for_the_changes_alone(reader, page, first, second):
    read(reader, first)
    [task] = tasks_of(reader)
    assert (task.title, task.rule.code, task.due) == (
        "Ознакомьтесь с изменениями",
        "readers.reacquaintance",
        None,
    )
    assert str(task.rule.citations[0]) == "прил.\xa0А Положения"


def test_task_goes_when_the_edition_is_read(reader, first, second):
    read(reader, second)
    assert tasks_of(reader) == []


def test_future_edition_asks_nothing(reader, page, first, days):
    read(reader, first)
    EditionFactory(page=page, text=AFTER, adopted_on=days(-1), effective_from=days(3))
    assert tasks_of(reader) == []


def test_whom_it_does_not_bind_is_asked_nothing(user, bound, first):
    assert tasks_of(user) == []
    assert tasks_of(UserFactory(person=None)) == []


def test_term_is_the_one_that_the_association_has_set(reader, first, second, days):
    """Counted from the day it came into force; the calendar of the year has to be confirmed."""
    for year in {second.effective_from.year, days(60).year}:
        ConfirmedYear.objects.get_or_create(year=year)
    read(reader, first)
    ReadersSettings.objects.create(days=5)
    [duty] = duties_of(reader.person, today())
    assert duty.due > second.effective_from + datetime.timedelta(days=4)
    assert tasks_of(reader)[0].due == duty.due


def test_desk_asks_as_many_questions_for_thirty_regulations_as_for_one(
    reader, page, first, days, monkeypatch
):
    from documents.readers import registry
    from documents.readers.registry import register_readers
    from documents.regulations.models import RegulationPage
    from home.accounts.models import Person

    monkeypatch.setattr(registry, "_readers", [])
    register_readers(lambda _: Person.objects.all(), lambda _: RegulationPage.objects.all())

    def counted(expected):
        with CaptureQueriesContext(connection) as queries:
            assert len(duties_of(reader.person, today())) == expected
        return len(queries)

    one = counted(1)
    for _ in range(29):
        EditionFactory(adopted_on=days(-3))
    assert counted(30) == one


# The page


def test_new_reader_reads_all_of_it_and_says_so(client, reader, page, first):
    shown = client.get(address(page))
    assert "Заседание ведёт староста" in shown.content.decode()
    answer = client.post(address(page), {"edition": first.pk, "manner": "full"}, follow=True)
    assert answer.redirect_chain == [(reverse("readers:mine"), 302)]
    assert "Ознакомление отмечено." in answer.content.decode()
    assert Acquaintance.objects.get().edition == first


def test_page_of_an_amendment_shows_the_differences_alone(client, reader, page, first, second):
    read(reader, first)
    text = client.get(address(page)).content.decode()
    assert re.search(r"<del\b.{1,80}средам", text)
    assert re.search(r"<ins\b.{1,80}пятницам", text)
    assert "Чай заваривает дежурный" in text
    assert "Заседание ведёт староста" not in text
    client.post(address(page), {"edition": second.pk, "manner": "differences"})
    assert Acquaintance.objects.get(edition=second).since == first


def test_page_that_was_read_says_when(client, reader, page, first):
    read(reader, first)
    text = client.get(address(page)).content.decode()
    assert "Вы ознакомились с&nbsp;этой редакцией" in text
    assert '<button class="button">Ознакомлен' not in text
    client.post(address(page), {"edition": first.pk, "manner": "full"})
    assert Acquaintance.objects.count() == 1


@pytest.mark.parametrize(
    "posted",
    [{}, {"edition": "первая", "manner": "full"}, {"edition": "1" * 40, "manner": "full"}],
)
def test_what_was_on_the_page_is_what_is_kept(client, reader, page, first, second, posted):
    """The page was open while a new edition came into force, or somebody plays with the form (T37)."""
    stale = {"edition": first.pk, "manner": "full"}
    for data in (posted, stale):
        answer = client.post(address(page), data)
        assert "вступила в силу другая редакция" in answer.content.decode()
    assert Acquaintance.objects.count() == 0


def test_claim_to_have_read_the_differences_is_refused_in_words(client, reader, page, first):
    answer = client.post(address(page), {"edition": first.pk, "manner": "differences"})
    assert "прочитайте весь текст" in answer.content.decode()
    assert Acquaintance.objects.count() == 0


def test_page_is_not_found_by_whom_it_does_not_bind(client, user, bound, page, first):
    for ask in (client.get, client.post):
        assert ask(address(page)).status_code == 404
    client.force_login(UserFactory(person=None))
    assert client.get(address(page)).status_code == 404


def test_page_without_an_edition_in_force_is_not_found(client, reader, page, days):
    EditionFactory(page=page, adopted_on=days(-1), effective_from=days(1))
    assert client.get(address(page)).status_code == 404


def test_reader_who_was_bound_yesterday_is_not_today(client, reader, bound, page, first):
    bound.clear()
    assert client.get(address(page)).status_code == 404


# One's own list


def test_own_list_shows_own_acquaintances_and_what_waits(client, reader, page, first, second):
    read(reader, first)
    acquaint(PersonFactory(), first, manner=Manner.FULL, by=None, at=timezone.now())
    shown = client.get(reverse("readers:mine"))
    assert [each.person for each in shown.context["acquaintances"]] == [reader.person]
    assert [duty.edition for duty in shown.context["duties"]] == [second]
    assert first.get_absolute_url() in shown.content.decode()


def test_own_list_is_there_for_an_account_without_a_person(client):
    client.force_login(UserFactory(person=None))
    assert "Записей пока нет" in client.get(reverse("readers:mine")).content.decode()


def test_own_list_takes_as_many_queries_for_thirty_as_for_one(client, reader, first, days):
    def counted():
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("readers:mine"))
        return len(queries)

    read(reader, first)
    counted()
    one = counted()
    for _ in range(29):
        read(reader, EditionFactory(adopted_on=days(-3)))
    assert counted() == one
