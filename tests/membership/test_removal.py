"""Removal: proposed by any member, decided by the Presidium, closed by whatever comes first (3.14, R40, C13)."""

import datetime

import pytest
from django.db import transaction

from association.bodies.choices import VoteResult
from association.meetings.operations.deciding import adopt, reject
from association.meetings.registry import matter_of
from association.membership import departures, operations
from association.membership.choices import DepartureState
from association.membership.models import Departure, MembershipSettings
from association.membership.rules import names
from association.organisations.choices import Standing
from association.organisations.models import StandingChange
from home.notices.models import Letter
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory
from tests.factories.leaving import (
    PAPER,
    filed_exit,
    filed_removal,
    member_of,
    removal_draft,
    vote_on_removal,
)
from tests.factories.membership import (
    NOW,
    organisation_of,
    presidium,
)
from tests.factories.uploads import checked

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LATER = NOW + datetime.timedelta(hours=1)


def letters(kind: str) -> set:
    return set(Letter.objects.filter(kind=f"membership.{kind}").values_list("person", flat=True))


def test_filed_removal_is_told_to_the_one_concerned(applicant, secretary):
    """3.14: any member begins it; nothing ends before the Presidium has decided."""
    departure = filed_removal(applicant)
    concerned = departure.organisation.representatives.get().person
    assert (departure.state, departure.organisation.standing) == ("filed", Standing.MEMBER)
    assert letters("removal_asked") == {concerned.pk}
    assert list(departures.removals_for(presidium())) == [departure]


def test_adopted_removal_ends_the_membership_in_its_transaction(applicant, secretary):
    """R40."""
    departure = filed_removal(applicant)
    concerned = departure.organisation.representatives.get().person
    decision = adopt(vote_on_removal(departure), by=secretary, at=LATER)
    departure.refresh_from_db()
    departure.organisation.refresh_from_db()
    assert (departure.state, departure.decision) == (DepartureState.DONE, decision)
    assert departure.organisation.standing == Standing.FORMER
    assert decision.effect.startswith(f"{departure.organisation.short_name}: членство прекращено")
    assert letters("left") == {concerned.pk}
    assert letters("removal_answered") == {applicant.person_id}
    assert StandingChange.objects.first().ground == (
        "вывод из состава Ассоциации: Президиум Ассоциации, решение №\xa02.1 от 18.11.2026"
    )


def test_lost_vote_keeps_the_member(applicant, secretary):
    departure = filed_removal(applicant)
    concerned = departure.organisation.representatives.get().person
    reject(vote_on_removal(departure, result=VoteResult.REJECTED), by=secretary, at=LATER)
    departure.refresh_from_db()
    departure.organisation.refresh_from_db()
    assert departure.state == DepartureState.REJECTED
    assert departure.organisation.standing == Standing.MEMBER
    assert letters("removal_answered") == {applicant.person_id, concerned.pk}
    assert not letters("left")


def test_removal_of_one_that_has_left_meanwhile_stops_the_adoption(applicant, secretary):
    """T35: exit wins; the proposal is closed and its author told; nothing of the closing stays."""
    departure = filed_removal(applicant)
    concerned = departure.organisation.representatives.get().person.user
    filed_exit(concerned, departure.organisation)
    departure.refresh_from_db()
    assert departure.state == DepartureState.WITHDRAWN
    assert letters("removal_answered") == {applicant.person_id}
    with pytest.raises(DomainError) as refusal, transaction.atomic():
        adopt(vote_on_removal(departure), by=secretary, at=LATER)
    assert refusal.value.rule is names.DEPARTURE_PROCEDURE


def test_own_application_is_awaited_where_the_setting_asks_it(applicant, secretary):
    """C13."""
    MembershipSettings.objects.update_or_create(defaults={"removal_needs_own_application": True})
    departure = filed_removal(applicant)
    assert list(matter_of("removal").subjects(presidium())) == []
    with pytest.raises(DomainError) as refusal, transaction.atomic():
        adopt(vote_on_removal(departure), by=secretary, at=LATER)
    assert refusal.value.rule is names.REMOVAL
    operations.attach_own_application(departure, checked("согласие.pdf"), by=secretary, at=NOW)
    assert list(matter_of("removal").subjects(presidium())) == [departure]
    titles = [title for title, _ in departures.dossier_of_removal(Departure.objects.get())]
    assert titles == ["Заявление с подписью руководителя", "Заявление самой организации"]


@pytest.mark.parametrize("standing", [Standing.NONE, Standing.CANDIDATE, Standing.FORMER])
def test_only_members_propose_and_are_removed(applicant, standing):
    """3.14, C12."""
    outsider, member = organisation_of(applicant, standing=standing), member_of(UserFactory())
    for organisation, initiator in ((member, outsider), (outsider, member), (member, member)):
        with pytest.raises(DomainError):
            operations.propose_removal(organisation, initiator, "Так.", by=applicant, at=NOW)
    assert not Departure.objects.exists()


def test_removal_is_proposed_once_at_a_time(applicant):
    """A draft of one member stops no other (3.14); what lies before the Presidium does."""
    waiting = removal_draft(applicant)
    assert waiting == operations.propose_removal(
        waiting.organisation, waiting.initiator, "Ещё раз.", by=applicant, at=NOW
    )
    filed_removal(UserFactory(), waiting.organisation)
    with pytest.raises(DomainError) as refusal:
        removal_draft(UserFactory(), waiting.organisation)
    assert refusal.value.rule is names.DEPARTURE_PROCEDURE
    with pytest.raises(DomainError) as refusal:
        operations.file_removal(waiting, checked(), seen=waiting.version, by=applicant, at=NOW)
    assert refusal.value.rule is names.DEPARTURE_PROCEDURE
    waiting.refresh_from_db()
    assert waiting.state == DepartureState.DRAFT


def test_paper_of_a_removal_that_was_typed_here_files_that_draft(applicant, secretary):
    """The page says so itself: print it, and bring the signed original to the secretary."""
    draft = removal_draft(applicant)
    filed = operations.record_removal_on_paper(
        draft.organisation, draft.initiator, "Как подписано.", PAPER, by=secretary, at=NOW
    )
    assert (filed, filed.state, filed.ground) == (draft, DepartureState.FILED, "Как подписано.")
    assert Departure.objects.count() == 1


def test_lost_vote_leaves_alone_a_proposal_that_waits_no_more(applicant, secretary):
    """T35: it was taken back while they voted; the vote can be closed all the same."""
    departure = filed_removal(applicant)
    operations.withdraw_departure(departure, seen=departure.version, by=applicant, at=NOW)
    told = reject(vote_on_removal(departure, result=VoteResult.REJECTED), by=secretary, at=LATER)
    departure.refresh_from_db()
    assert "решения уже не\xa0ждало" in told
    assert departure.state == DepartureState.WITHDRAWN


@pytest.mark.parametrize("way", [adopt, reject])
def test_vote_on_keeping_the_member_does_neither(applicant, secretary, way):
    """«За» would remove whom the Presidium has just kept: the vote stays open and is annulled."""
    departure = filed_removal(applicant)
    result = VoteResult.ADOPTED if way is adopt else VoteResult.REJECTED
    vote = vote_on_removal(departure, question="Не выводить из состава.", result=result)
    with pytest.raises(DomainError, match="поставлен отказ"), transaction.atomic():
        way(vote, by=secretary, at=LATER)
    departure.refresh_from_db()
    assert (departure.state, departure.organisation.standing) == ("filed", Standing.MEMBER)


def test_paper_removal_waits_for_the_presidium_like_any_other(applicant, secretary):
    initiator, organisation = member_of(applicant), member_of(UserFactory())
    departure = operations.record_removal_on_paper(
        organisation, initiator, "Не участвует.", PAPER, by=secretary, at=NOW
    )
    assert (departure.state, departure.initiator) == (DepartureState.FILED, initiator)
    assert list(departures.removals_for(presidium())) == [departure]


def test_withdrawn_proposal_is_told_to_both_sides(applicant):
    departure = filed_removal(applicant)
    concerned = departure.organisation.representatives.get().person
    operations.withdraw_departure(departure, seen=departure.version, by=applicant, at=NOW)
    assert letters("removal_answered") == {applicant.person_id, concerned.pk}
