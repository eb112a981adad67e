"""Two presses at the same moment, each in a thread and a connection of its own (T34, T35)."""

import pytest
from django.utils import timezone

from association.organisations.models import JoinRequest, Organisation, Representative
from association.organisations.operations import (
    AlreadyRegistered,
    accept_join,
    ask_to_join,
    confirm_qms_certificate,
    record_qms_certificate,
    refuse_join,
    register_organisation,
    reject_qms_certificate,
)
from home.accounts.choices import Role
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


def test_certificate_confirmed_and_rejected_at_once_is_decided_once(now):
    """R43: it counts or it does not; the other secretary is told."""
    organisation, secretary = OrganisationFactory(), UserFactory(role=Role.SECRETARY)
    waiting = record_qms_certificate(
        organisation,
        number="СМК-1",
        issuer="Орган",
        issued_on=now.date(),
        valid_until=now.date().replace(year=now.year + 3),
        is_confirmed=False,
        by=UserFactory(),
        at=now,
    )
    results = at_once(
        lambda: confirm_qms_certificate(waiting, by=secretary, at=now),
        lambda: reject_qms_certificate(waiting, reason="нет", by=secretary, at=now),
    )
    refusals = [result for result in results if isinstance(result, DomainError)]
    waiting.refresh_from_db()
    assert (len(refusals), waiting.is_confirmed) == (1, waiting.ended_on is None)
