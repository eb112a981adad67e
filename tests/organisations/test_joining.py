"""Asking for access, deciding, ending (T1, T5, T34, T35, T82)."""

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import ModelLogEntry

from association.organisations.choices import JoinState, RepresentativeRole
from association.organisations.models import JoinRequest, Representative
from association.organisations.operations import (
    accept_join,
    ask_to_join,
    end_representation,
    refuse_join,
)
from association.organisations.permissions import may_act_for
from association.organisations.rules import AUTHORISED_REPRESENTATIVE
from documents.uploads.operations import store_upload
from home.notices.models import Letter
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory
from tests.factories.organisations import JoinRequestFactory, make_inn
from tests.factories.uploads import checked

pytestmark = pytest.mark.django_db


def letters() -> list[tuple]:
    return [
        (letter.kind, letter.person, letter.subject) for letter in Letter.objects.order_by("pk")
    ]


def actions(organisation) -> list[tuple]:
    found = ModelLogEntry.objects.for_instance(organisation).order_by("pk")
    return [(entry.action, entry.user) for entry in found]


@pytest.fixture
def authority(now):
    return store_upload(checked(), by=None, at=now)


@pytest.fixture
def request_(organisation, stranger, authority):
    return JoinRequestFactory(
        organisation=organisation, person=stranger.person, authority=authority
    )


def ask(organisation, user, now, authority=None):
    return ask_to_join(organisation.inn, organisation.kpp, authority, by=user, at=now)


def test_asking_tells_the_representatives(
    organisation, representative, stranger, now, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        request = ask(organisation, stranger, now)
    assert (request.person, request.state, request.asked_at) == (
        stranger.person,
        JoinState.WAITING,
        now,
    )
    assert actions(organisation) == [("organisations.ask_to_join", stranger)]
    assert letters() == [
        (
            "organisations.join_asked",
            representative.person,
            f"{stranger.person.full_name} просит доступ к организации Гимназия «Ёлочка»",
        )
    ]
    assert [message.to for message in mail.outbox] == [[representative.email]]


def test_asked_twice_is_asked_once(organisation, representative, stranger, now):
    """T34"""
    assert ask(organisation, stranger, now) == ask(organisation, stranger, now)
    assert (JoinRequest.objects.count(), len(letters()), len(actions(organisation))) == (1, 1, 1)


def test_asking_again_after_a_refusal_is_a_new_request(organisation, representative, stranger, now):
    refuse_join(ask(organisation, stranger, now), "не знаем вас", by=representative, at=now)
    ask(organisation, stranger, now)
    assert JoinRequest.objects.count() == 2


def test_unknown_pair_is_refused(stranger, now):
    with pytest.raises(DomainError, match="в реестре нет"):
        ask_to_join(make_inn(5), "220101001", None, by=stranger, at=now)


def test_representative_need_not_ask(organisation, representative, now):
    with pytest.raises(DomainError, match="уже представляете"):
        ask(organisation, representative, now)
    assert (JoinRequest.objects.count(), letters()) == (0, [])


def test_representative_lets_in_without_a_document(organisation, representative, stranger, now):
    request = ask(organisation, stranger, now)
    accepted = accept_join(request, by=representative, at=now, role=RepresentativeRole.QUALITY)
    assert (accepted.person, accepted.role, accepted.since) == (
        stranger.person,
        RepresentativeRole.QUALITY,
        now.date(),
    )
    assert actions(organisation)[-1] == ("organisations.accept_join", representative)
    assert letters()[-1] == (
        "organisations.join_answered",
        stranger.person,
        "Вам открыт доступ к организации Гимназия «Ёлочка»",
    )


def test_secretary_lets_in_against_a_document(request_, secretary, now):
    accepted = accept_join(request_, by=secretary, at=now)
    assert accepted.authority == request_.authority


def test_secretary_does_not_let_in_without_a_document(
    organisation, representative, stranger, secretary, now
):
    request = ask(organisation, stranger, now)
    with pytest.raises(DomainError) as refusal:
        accept_join(request, by=secretary, at=now)
    assert refusal.value.rule == AUTHORISED_REPRESENTATIVE
    request.refresh_from_db()
    assert (request.state, Representative.objects.filter(person=stranger.person).count()) == (
        JoinState.WAITING,
        0,
    )
    assert len(actions(organisation)) == 1


def test_refusal_tells_the_reason_and_nothing_of_the_organisation(
    organisation, representative, request_, now
):
    """T1: the letter names only the number that the asker typed."""
    refuse_join(request_, "  вы у нас не работаете ", by=representative, at=now)
    letter = Letter.objects.get()
    assert letter.subject == "Вам отказано в доступе к организации"
    assert "вы у нас не работаете" in letter.text
    assert (organisation.inn in letter.text, "Ёлочка" in letter.text) == (True, False)


def test_refusal_needs_a_reason(representative, request_, now):
    with pytest.raises(DomainError, match="причину отказа"):
        refuse_join(request_, "  ", by=representative, at=now)
    request_.refresh_from_db()
    assert request_.state == JoinState.WAITING


@pytest.mark.parametrize("second", [accept_join, refuse_join])
def test_second_decision_is_told_of_the_first(
    organisation, representative, secretary, request_, now, second
):
    """T35: both have the page open; one wins."""
    stale = JoinRequest.objects.get(pk=request_.pk)
    accept_join(request_, by=representative, at=now)
    arguments = (stale,) if second is accept_join else (stale, "нет")
    with pytest.raises(DomainError, match="уже решено: доступ открыт"):
        second(*arguments, by=secretary, at=now)
    assert actions(organisation) == [("organisations.accept_join", representative)]


def test_ended_representation_closes_access_at_once_and_keeps_the_name(
    organisation, representative, secretary
):
    """T5, T82"""
    at = timezone.now()
    found = organisation.representatives.get()
    end_representation(found, by=secretary, at=at)
    found.refresh_from_db()
    assert (found.until, may_act_for(representative, organisation)) == (
        timezone.localdate(at),
        False,
    )
    assert [row.person for row in organisation.representatives.all()] == [representative.person]
    assert actions(organisation) == [("organisations.end_representation", secretary)]
    assert letters() == [
        (
            "organisations.representation_ended",
            representative.person,
            "Вы больше не представляете организацию Гимназия «Ёлочка»",
        )
    ]


def test_ended_twice_is_refused(organisation, representative, secretary):
    at = timezone.now()
    found = organisation.representatives.get()
    end_representation(found, by=secretary, at=at)
    with pytest.raises(DomainError, match="уже прекращены"):
        end_representation(found, by=secretary, at=at)
    assert len(letters()) == 1


def test_returning_the_same_day_is_a_new_term(organisation, representative, stranger):
    at = timezone.now()
    for _ in range(2):
        accept_join(ask(organisation, stranger, at), by=representative, at=at)
        end_representation(
            Representative.objects.get(person=stranger.person, until=None),
            by=representative,
            at=at,
        )
    assert Representative.objects.filter(person=stranger.person).count() == 2


def test_person_may_speak_for_two_organisations(organisation, representative, now):
    """T82: ending one leaves the other."""
    from tests.factories.organisations import RepresentativeFactory

    other = RepresentativeFactory(person=representative.person)
    end_representation(organisation.representatives.get(), by=representative, at=timezone.now())
    assert may_act_for(representative, other.organisation) is True


def test_account_without_a_name_cannot_ask(organisation, now):
    with pytest.raises(DomainError, match="фамилию и имя"):
        ask(organisation, UserFactory(person=None), now)
