"""T34, T35, T38 with real threads: what two hands press at one moment happens once."""

import pytest

from association.membership import operations
from association.membership.choices import State
from association.membership.models import MembershipApplication
from association.membership.rules import names
from home.accounts.choices import Role
from home.notices.models import Letter
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory
from tests.factories.membership import (
    NOW,
    decision,
    filled_application,
    organisation_of,
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
