"""Role × state: who may see, act and decide (T1, T5, T82)."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from association.organisations import permissions
from association.organisations.queries import organisations_of
from tests.factories.accounts import UserFactory
from tests.factories.organisations import JoinRequestFactory, RepresentativeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def actors(organisation, representative, stranger, secretary, support, editor):
    today = timezone.localdate()
    past, future, inactive = UserFactory(), UserFactory(), UserFactory(is_active=False)
    RepresentativeFactory(organisation=organisation, person=past.person, until=today)
    RepresentativeFactory(
        organisation=organisation,
        person=future.person,
        since=today + datetime.timedelta(days=1),
    )
    RepresentativeFactory(organisation=organisation, person=inactive.person)
    elsewhere = UserFactory()
    RepresentativeFactory(person=elsewhere.person)
    return {
        "representative": representative,
        "past": past,
        "future": future,
        "inactive": inactive,
        "elsewhere": elsewhere,
        "stranger": stranger,
        "no person": UserFactory(person=None),
        "anonymous": AnonymousUser(),
        "secretary": secretary,
        "support": support,
        "editor": editor,
    }


def allowed(actors, may) -> set[str]:
    return {name for name, user in actors.items() if may(user)}


def test_only_representatives_in_force_act(actors, organisation):
    assert allowed(actors, lambda user: permissions.may_act_for(user, organisation)) == {
        "representative"
    }


def test_staff_see_but_do_not_act(actors, organisation):
    assert allowed(actors, lambda user: permissions.may_see_organisation(user, organisation)) == {
        "representative",
        "secretary",
        "support",
    }


def test_details_are_changed_by_representatives(actors, organisation):
    assert allowed(actors, lambda user: permissions.may_change_details(user, organisation)) == {
        "representative"
    }


def test_access_is_decided_by_representatives_and_the_secretary(actors, organisation):
    request = JoinRequestFactory(organisation=organisation, person=actors["stranger"].person)
    assert allowed(actors, lambda user: permissions.may_decide_join(user, request)) == {
        "representative",
        "secretary",
    }


def test_nobody_decides_about_oneself(secretary, organisation):
    request = JoinRequestFactory(organisation=organisation, person=secretary.person)
    assert permissions.may_decide_join(secretary, request) is False


def test_representation_is_ended_by_representatives_and_the_secretary(actors, organisation):
    found = organisation.representatives.get(person=actors["representative"].person)
    assert allowed(actors, lambda user: permissions.may_end_representation(user, found)) == {
        "representative",
        "secretary",
    }


def test_organisations_of_follow_the_same_day(actors, organisation):
    assert allowed(actors, lambda user: organisation in organisations_of(user)) == {
        "representative",
        "inactive",
    }
