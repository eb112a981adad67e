"""Who holds an office, and what the database never lets be false (R5, R28, R30)."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from association.bodies.choices import BodyKind, OfficeKind
from association.bodies.models import Office
from association.bodies.queries import holder, is_officer
from home.notices.registry import find_audience
from tests.factories.accounts import PersonFactory, UserFactory
from tests.factories.bodies import CollegialBodyFactory, OfficeFactory
from tests.factories.organisations import SINCE

pytestmark = pytest.mark.django_db

YEAR = datetime.timedelta(days=365)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def presidium():
    return CollegialBodyFactory(kind=BodyKind.PRESIDIUM, title="Президиум")


def chair(body, since, until, **fields):
    return OfficeFactory(body=body, kind=OfficeKind.CHAIR, since=since, until=until, **fields)


def test_holder_follows_the_day(presidium):
    first = chair(presidium, SINCE, SINCE + YEAR)
    second = chair(presidium, SINCE + YEAR, None)
    days = [SINCE - DAY, SINCE, SINCE + YEAR - DAY, SINCE + YEAR, SINCE + 9 * YEAR]
    found = [holder(BodyKind.PRESIDIUM, OfficeKind.CHAIR, day) for day in days]
    assert found == [None, first, first, second, second]


def test_holder_is_asked_by_body_and_office(presidium):
    office = chair(presidium, SINCE, None)
    OfficeFactory(kind=OfficeKind.CHAIR)
    assert holder(BodyKind.PRESIDIUM, OfficeKind.CHAIR, SINCE) == office
    assert holder(BodyKind.PRESIDIUM, OfficeKind.SECRETARY, SINCE) is None
    assert holder(BodyKind.COMMISSION, OfficeKind.CHAIR, SINCE) is None


def test_holder_comes_with_person_and_body_in_one_query(presidium, django_assert_num_queries):
    chair(presidium, SINCE, None)
    with django_assert_num_queries(1):
        office = holder(BodyKind.PRESIDIUM, OfficeKind.CHAIR, SINCE)
        assert (office.body.title, bool(office.person.full_name)) == ("Президиум", True)


def test_officer_is_whoever_holds_any_office_today():
    today = timezone.localdate()
    present, past, none = UserFactory(), UserFactory(), UserFactory()
    OfficeFactory(person=present.person)
    OfficeFactory(person=past.person, until=today)
    users = [present, past, none, UserFactory(person=None), AnonymousUser()]
    assert [is_officer(user) for user in users] == [True, False, False, False, False]


@pytest.mark.parametrize(
    ("since", "until", "clashes"),
    [
        (SINCE + YEAR, None, False),
        (SINCE + YEAR - DAY, None, True),
        (SINCE - YEAR, SINCE, False),
        (SINCE - YEAR, SINCE + DAY, True),
        (SINCE - YEAR, None, True),
        (SINCE + DAY, SINCE + 2 * DAY, True),
    ],
)
def test_two_chairs_at_a_time_are_refused_in_words(presidium, since, until, clashes):
    sitting = chair(presidium, SINCE, SINCE + YEAR)
    wanted = Office(
        body=presidium,
        kind=OfficeKind.CHAIR,
        person=PersonFactory(),
        since=since,
        until=until,
        ground="решение",
    )
    if not clashes:
        wanted.full_clean()
        return
    with pytest.raises(ValidationError) as refusal:
        wanted.full_clean()
    assert refusal.value.message_dict == {
        "since": [f"В это время должность занимает {sitting.person}. Сначала закончите тот срок."]
    }


def test_members_are_many(presidium):
    first = OfficeFactory(body=presidium)
    second = Office(
        body=presidium,
        kind=OfficeKind.MEMBER,
        person=PersonFactory(),
        since=SINCE,
        ground="решение",
    )
    second.full_clean()
    second.save()
    assert set(presidium.offices.all()) == {first, second}


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"until": SINCE}, "office_ends_after_start"),
        ({"kind": OfficeKind.CHAIR}, "office_held_by_one"),
    ],
)
def test_database_keeps_terms_straight(presidium, fields, constraint):
    chair(presidium, SINCE, None)
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        OfficeFactory(body=presidium, **fields)
    # SQLite names the columns of a unique index, not the index.
    assert constraint in str(error.value) or "office.body_id, bodies_office.kind" in str(
        error.value
    )


def test_presidium_is_one_and_working_groups_are_many(presidium):
    CollegialBodyFactory.create_batch(2, kind=BodyKind.WORKING_GROUP)
    with pytest.raises(IntegrityError), transaction.atomic():
        CollegialBodyFactory(kind=BodyKind.PRESIDIUM)


def test_secretary_can_write_to_the_presidium(presidium):
    office = OfficeFactory(body=presidium)
    OfficeFactory(body=presidium, until=timezone.localdate())
    OfficeFactory()
    assert list(find_audience("bodies.presidium").people()) == [office.person]
