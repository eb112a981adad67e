"""Several hands at once (T34, T57)."""

import datetime
import functools

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from documents.readers.choices import Manner
from documents.readers.models import Acquaintance, Follower, FollowRequest
from documents.readers.operations import acquaint, announce_edition, confirm_following, leave
from home.notices.models import Letter
from tests.factories.accounts import PersonFactory
from tests.factories.readers import NOW, FollowerFactory, FollowRequestFactory
from tests.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def test_two_letters_confirmed_at_once_make_one_follower(page):
    for secret in ("s1", "s2"):
        FollowRequestFactory(page=page, email="reader@example.org", secret=secret)
    confirm = functools.partial(confirm_following, at=NOW)
    answers = at_once(lambda: confirm("s1"), lambda: confirm("s2"))
    assert sorted(type(answer).__name__ for answer in answers) == ["DomainError", "Follower"]
    assert (Follower.objects.count(), FollowRequest.objects.count()) == (1, 0)


def test_one_letter_confirmed_twice_at_once_is_logged_once(page):
    FollowRequestFactory(page=page, secret="s1")
    confirm = functools.partial(confirm_following, "s1", at=NOW)
    answers = at_once(confirm, confirm)
    assert sorted(type(answer).__name__ for answer in answers) == ["DomainError", "Follower"]
    assert ModelLogEntry.objects.filter(action="readers.confirm_following").count() == 1


def test_button_pressed_in_two_tabs_is_kept_once(first):
    person = PersonFactory()
    press = functools.partial(
        acquaint, person, first, manner=Manner.FULL, by=None, at=timezone.now()
    )
    answers = at_once(press, press)
    assert answers[0] == answers[1] == Acquaintance.objects.get()
    assert ModelLogEntry.objects.filter(action="readers.acquaint").count() == 1


def test_two_workers_write_one_letter(first):
    long_ago = timezone.now() - datetime.timedelta(days=200)
    FollowerFactory(page=first.page, asked_at=long_ago, confirmed_at=long_ago)
    write = functools.partial(announce_edition.func, first.pk, timezone.now().isoformat())
    assert sorted(at_once(write, write)) == [0, 1]
    assert Letter.objects.count() == 1


def test_who_leaves_while_letters_are_written_keeps_no_letter(first):
    long_ago = timezone.now() - datetime.timedelta(days=200)
    follower = FollowerFactory(page=first.page, asked_at=long_ago, confirmed_at=long_ago)
    at_once(
        lambda: announce_edition.func(first.pk, timezone.now().isoformat()),
        lambda: leave(follower, at=timezone.now()),
    )
    assert not Letter.objects.exclude(address="").exists()
    assert Follower.objects.count() == 0
