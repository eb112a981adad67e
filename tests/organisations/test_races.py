"""Two presses at the same moment, each in a thread and a connection of its own (T34, T35)."""

import pytest
from django.utils import timezone

from association.organisations.models import JoinRequest, Organisation, Representative
from association.organisations.operations import (
    AlreadyRegistered,
    accept_join,
    ask_to_join,
    refuse_join,
    register_organisation,
)
from home.accounts.models import Person
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory
from tests.factories.organisations import (
    BranchFactory,
    JoinRequestFactory,
    OrganisationFactory,
    RepresentativeFactory,
    TerritoryFactory,
    make_inn,
    make_ogrn,
)
from tests.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def registering(user, now):
    territory, branch = TerritoryFactory(), BranchFactory()

    def act():
        data = {
            "inn": make_inn(7),
            "kpp": "220101001",
            "ogrn": make_ogrn(7),
            "full_name": "Полное",
            "short_name": "Краткое",
            "legal_address": "Адрес",
            "postal_address": "",
            "territory": territory,
            "branch": branch,
            "phone": "123456",
            "email": "a@example.org",
            "website": "",
            "head": Person(surname="Ручьёва", name="Анна"),
            "head_position": "директор",
        }
        return register_organisation(data, by=user, at=now)

    return act


def test_two_people_register_one_pair_and_one_is_told(now):
    acts = [registering(UserFactory(), now) for _ in range(2)]
    results = at_once(*acts)
    assert {type(result) for result in results} == {Organisation, AlreadyRegistered}
    assert (Organisation.objects.count(), Representative.objects.count()) == (1, 1)


def test_one_person_pressing_twice_gets_one_organisation():
    act = registering(UserFactory(), timezone.now())
    first, second = at_once(act, act)
    assert first == second == Organisation.objects.get()
    assert Representative.objects.count() == 1


def test_one_person_asking_twice_asks_once(now):
    organisation, user = OrganisationFactory(), UserFactory()

    def act():
        return ask_to_join(organisation.inn, organisation.kpp, None, by=user, at=now)

    first, second = at_once(act, act)
    assert first == second == JoinRequest.objects.get()


def test_of_two_decisions_one_wins_and_the_other_is_told(now):
    user = UserFactory()
    asked = JoinRequestFactory()
    RepresentativeFactory(organisation=asked.organisation, person=user.person)
    results = at_once(
        lambda: accept_join(JoinRequest.objects.get(pk=asked.pk), by=user, at=now),
        lambda: refuse_join(JoinRequest.objects.get(pk=asked.pk), "нет", by=user, at=now),
    )
    refusals = [result for result in results if isinstance(result, DomainError)]
    assert len(refusals) == 1
    assert refusals[0].message.startswith("По этой просьбе уже решено")
