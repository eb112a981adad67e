"""A letter about a new edition: to every follower, once, and not a word of what is not public yet (T6, T54, T57)."""

import datetime

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from documents.readers.operations import announce_edition as task
from documents.readers.operations import announcing, leave
from documents.regulations.models import Edition
from documents.regulations.operations import adopt_edition
from home.notices.choices import LetterStatus
from home.notices.models import Letter
from home.rulebook import DomainError
from home.workdays.queries import today
from tests.factories.readers import AFTER, FollowerFactory
from tests.factories.regulations import EditionFactory
from tests.readers.pages import close_page

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def long_ago():
    return timezone.now() - datetime.timedelta(days=200)


def follow(page, **fields):
    return FollowerFactory(page=page, asked_at=long_ago(), confirmed_at=long_ago(), **fields)


@pytest.fixture
def adopt(page, django_capture_on_commit_callbacks):
    """Adopts AFTER as an edition that acts in `begins` days; what left by mail."""

    def act(begins=0):
        draft = EditionFactory(page=page, text=AFTER)
        with django_capture_on_commit_callbacks(execute=True):
            return adopt_edition(
                draft,
                adopted_on=today(),
                effective_from=today() + datetime.timedelta(days=begins),
                act_kind="order",
                act_number="7",
                adopted_by="Совета",
                by=None,
                at=timezone.now(),
            )

    return act


def again(edition):
    return task.func(edition.pk, timezone.now().isoformat())


def test_followers_are_told_what_changed_and_where(page, first, adopt):
    follower = follow(page)
    follow(EditionFactory().page)
    edition = adopt()
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == ([follower.email], "Новая редакция: Положение о кружке")
    day = edition.effective_from.isoformat()
    before = first.effective_from.isoformat()
    here = "http://testserver/regulations/kruzhok/"
    assert "Что изменилось. Изменено: п.\xa01.2. Добавлено: п.\xa02.3.\n" in letter.body
    assert f"\n{here}compare/?from={before}&to={day}\n" in letter.body
    assert f"\n{here}{day}/\n" in letter.body
    assert f"({edition.act_in_sentence})" in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_future_edition_is_announced_and_its_text_is_not_linked(page, first, adopt):
    follow(page)
    edition = adopt(begins=30)
    [letter] = mail.outbox
    assert "откроются в этот день:\nhttp://testserver/regulations/kruzhok/\n" in letter.body
    for secret in (edition.effective_from.isoformat(), "compare", "пятницам", "Добавлено"):
        assert secret not in letter.body


def test_first_edition_has_nothing_to_compare_with(page, adopt):
    follow(page)
    adopt()
    assert "Что изменилось" not in mail.outbox[0].body


def test_task_that_runs_twice_writes_once(page, first, adopt):
    for _ in range(3):
        follow(page)
    edition = adopt()
    assert (len(mail.outbox), again(edition), Letter.objects.count()) == (3, 0, 3)


def test_who_came_after_the_adoption_is_not_told(page, first, adopt):
    edition = adopt()
    FollowerFactory(page=page, asked_at=long_ago(), confirmed_at=timezone.now())
    adopted_at = (timezone.now() - datetime.timedelta(hours=1)).isoformat()
    assert task.func(edition.pk, adopted_at) == 0


def test_who_left_gets_nothing(page, first, adopt):
    gone, stays = follow(page), follow(page)
    leave(gone, at=timezone.now())
    adopt()
    assert [letter.to for letter in mail.outbox] == [[stays.email]]


def test_who_leaves_before_the_sending_takes_the_letter_along(page, first, adopt):
    follower = follow(page)
    edition = adopt()
    Letter.objects.update(status=LetterStatus.QUEUED, sent_at=None)
    leave(follower, at=timezone.now())
    assert (again(edition), Letter.objects.count()) == (0, 0)


def test_nobody_follows_and_nothing_is_queued(page, first, adopt):
    adopt()
    assert (mail.outbox, Letter.objects.count()) == ([], 0)


def test_page_that_is_not_public_announces_nothing(page, first, adopt):
    follow(page)
    close_page(page)
    adopt()
    assert (mail.outbox, Letter.objects.count()) == ([], 0)


def test_refused_adoption_tells_nobody(page, second, adopt):
    follow(page)
    with pytest.raises(DomainError):
        adopt(begins=-2)
    assert (Letter.objects.count(), Edition.objects.adopted().count()) == (0, 2)


def test_batches_take_as_many_queries_for_thirty_as_for_one(page, first, adopt):
    edition = adopt()

    def counted():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            again(edition)
        return len(queries)

    follow(page)
    counted()
    follow(page)
    one = counted()
    for _ in range(30):
        follow(page)
    assert counted() == one


def test_more_than_a_batch_is_written_whole(page, first, adopt, monkeypatch):
    monkeypatch.setattr(announcing, "BATCH", 2)
    followers = [follow(page) for _ in range(5)]
    adopt()
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(f.email for f in followers)
