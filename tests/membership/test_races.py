"""T34, T35, T38 with real threads: what two hands press at one moment happens once."""

import pytest

from association.meetings.models import AgendaItem
from association.meetings.operations import dossiers
from association.meetings.operations.agenda import add_subject
from association.membership import operations
from association.membership.choices import ExpertiseState, Outcome, State
from association.membership.models import MembershipApplication, Order
from association.membership.rules import names
from home.accounts.choices import Role
from home.notices.models import Letter
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory
from tests.factories.certificates import two_signatories
from tests.factories.expertise import candidates_application, expert_group, expertise_of
from tests.factories.meetings import MeetingFactory
from tests.factories.membership import (
    NOW,
    application_in,
    decision,
    filled_application,
    order,
    organisation_of,
    presidium,
    sent_application,
)
from tests.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


@pytest.fixture
def applicant(transactional_db):
    return UserFactory()


def test_double_press_sends_once(applicant):
    application = filled_application(applicant)

    def press():
        return operations.submit_application(
            application, seen=application.version, by=applicant, at=NOW
        )

    answers = at_once(press, press, press)
    assert [answer.state for answer in answers] == [State.SUBMITTED] * 3
    assert application.submissions.count() == 1
    assert Letter.objects.filter(kind="membership.submitted").count() == 1


def test_double_start_begins_once(applicant):
    organisation = organisation_of(applicant)

    def press():
        return operations.start_application(organisation, by=applicant, at=NOW)

    first, second = at_once(press, press)
    assert first == second
    assert MembershipApplication.objects.count() == 1


def test_numbers_given_at_once_have_no_gap_and_no_double(applicant):
    drafts = [filled_application(applicant) for _ in range(5)]

    def sending(draft):
        return lambda: operations.submit_application(
            draft, seen=draft.version, by=applicant, at=NOW
        )

    at_once(*map(sending, drafts))
    found = MembershipApplication.objects.order_by("number")
    assert [each.number for each in found] == [1, 2, 3, 4, 5]


def test_decision_and_withdrawal_at_once_have_one_winner(applicant):
    secretary = UserFactory(role=Role.SECRETARY)
    application = sent_application(applicant, signed=True)
    seen, body = application.version, decision()
    answers = at_once(
        lambda: operations.record_decision(application, **body, seen=seen, by=secretary, at=NOW),
        lambda: operations.withdraw_application(application, seen=seen, by=applicant, at=NOW),
    )
    refusals = [answer for answer in answers if isinstance(answer, DomainError)]
    assert [refusal.rule for refusal in refusals] == [names.SEEN_LATEST]
    application.refresh_from_db()
    assert application.version == seen + 1


def test_two_meetings_that_take_one_application_at_once_have_one_winner(applicant):
    """T35: from the dossier and from two agendas."""
    secretary, body = UserFactory(role=Role.SECRETARY), presidium()
    body.rules_code = "presidium"
    body.save()
    application = sent_application(applicant, signed=True)
    first, second = MeetingFactory(body=body), MeetingFactory(body=body)
    stamp = {"by": secretary, "at": NOW}
    answers = at_once(
        lambda: dossiers.put_on_agenda(
            "admission", application, first, seen=application.version, **stamp
        ),
        lambda: add_subject(second, "admission", application.pk, **stamp),
    )
    assert len([answer for answer in answers if isinstance(answer, DomainError)]) == 1
    assert AgendaItem.objects.count() == 1


def test_conclusion_and_withdrawal_at_once_agree(applicant):
    """The application first, then its expertise: whoever comes second finds it decided."""
    secretary, (group, (lead,)) = UserFactory(role=Role.SECRETARY), expert_group(1)
    application = candidates_application(applicant)
    expertise = expertise_of(application, group, [lead], by=secretary)
    application.refresh_from_db()
    at_once(
        lambda: operations.conclude_expertise(expertise, Outcome.POSITIVE, by=lead, at=NOW),
        lambda: operations.withdraw_application(
            application, seen=application.version, by=applicant, at=NOW
        ),
    )
    expertise.refresh_from_db()
    application.refresh_from_db()
    given = application.conclusions.count()
    assert (expertise.state == ExpertiseState.CONCLUDED) == (given == 1)
    assert expertise.closed_at == NOW
    assert (application.state == State.WITHDRAWN) == (given == 0)


def test_double_press_gives_one_conclusion_and_one_expertise(applicant):
    """T34."""
    secretary, (group, (lead,)) = UserFactory(role=Role.SECRETARY), expert_group(1)
    application = candidates_application(applicant)

    def assign():
        return expertise_of(application, group, [lead], by=secretary)

    given = [each for each in at_once(assign, assign) if not isinstance(each, DomainError)]
    assert application.expertises.count() == len(given) == 1

    def conclude():
        return operations.conclude_expertise(given[0], Outcome.POSITIVE, by=lead, at=NOW)

    at_once(conclude, conclude)
    assert application.conclusions.count() == 1
    assert Letter.objects.filter(kind="membership.concluded").count() == 1


def test_two_orders_recorded_at_once_keep_one_composition(applicant):
    """R27: both organisations of one order stand in it, each once."""
    two_signatories()
    secretary = UserFactory(role=Role.SECRETARY)
    admitted = [
        application_in(State.ADMITTED, user, secretary=secretary)
        for user in (applicant, UserFactory())
    ]

    def record(application):
        return lambda: operations.record_order(
            application, **order(), seen=application.version, by=secretary, at=NOW
        )

    answers = at_once(*map(record, admitted))
    assert not [answer for answer in answers if isinstance(answer, DomainError)]
    lines = Order.objects.get().composition.order_by("position")
    assert [line.position for line in lines] == [1, 2]
