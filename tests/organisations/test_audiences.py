"""Circles of people whom the secretary may write to."""

import pytest
from django.utils import timezone

from association.organisations.choices import Standing
from home.notices.registry import all_audiences, find_audience
from tests.factories.accounts import PersonFactory
from tests.factories.organisations import OrganisationFactory, RepresentativeFactory

pytestmark = pytest.mark.django_db


def people(code: str) -> list:
    return list(find_audience(code).people())


@pytest.fixture
def member():
    return OrganisationFactory(standing=Standing.MEMBER)


@pytest.fixture
def speaker(member):
    person = PersonFactory()
    RepresentativeFactory(organisation=member, person=person)
    return person


def test_members_are_those_who_speak_for_them_today(member, speaker):
    RepresentativeFactory(organisation=member, until=timezone.localdate())
    candidate = RepresentativeFactory(organisation__standing=Standing.CANDIDATE)
    RepresentativeFactory()
    assert people("organisations.members") == [speaker]
    assert people("organisations.candidates") == [candidate.person]


def test_who_speaks_for_two_members_is_written_to_once(speaker):
    RepresentativeFactory(organisation__standing=Standing.MEMBER, person=speaker)
    assert people("organisations.members") == [speaker]


@pytest.mark.parametrize("field", ["territory", "branch"])
def test_members_are_filtered_by_place_and_branch(member, speaker, field):
    RepresentativeFactory(organisation__standing=Standing.MEMBER)
    row = getattr(member, field)
    code = f"organisations.members.{field}.{row.pk}"
    assert (people(code), find_audience(code).title) == (
        [speaker],
        f"Представители членов: {row.name}",
    )
    assert code in {audience.code for audience in all_audiences()}


def test_audience_of_no_territory_is_unknown():
    assert find_audience("organisations.members.territory.0") is None
