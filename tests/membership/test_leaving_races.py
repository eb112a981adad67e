"""T34, T35, T38 with real threads: a membership ends once, whoever presses first; numbers have no gap."""

import pytest

from association.meetings.operations.deciding import adopt
from association.membership import operations
from association.membership.choices import DepartureState
from association.membership.models import Departure
from association.organisations.choices import Standing
from association.organisations.models import StandingChange
from home.accounts.choices import Role
from home.notices.models import Letter
from tests.factories.accounts import UserFactory
from tests.factories.leaving import exit_draft, filed_removal, member_of, vote_on_removal
from tests.factories.membership import NOW, presidium
from tests.factories.uploads import checked
from tests.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def test_exit_and_removal_at_one_moment_end_the_membership_once():
    secretary, proposer, leaving = UserFactory(role=Role.SECRETARY), UserFactory(), UserFactory()
    presidium()
    removal = filed_removal(proposer, member_of(leaving))
    draft, vote = exit_draft(leaving, removal.organisation), vote_on_removal(removal)

    def press():
        return operations.file_exit(draft, checked(), seen=draft.version, by=leaving, at=NOW)

    answers = at_once(press, press, lambda: adopt(vote, by=secretary, at=NOW))
    states = sorted(Departure.objects.values_list("state", flat=True))
    ended = StandingChange.objects.filter(standing_to=Standing.FORMER)
    assert len(answers) == 3
    assert (ended.count(), states) == (1, [DepartureState.DONE, DepartureState.WITHDRAWN])
    assert Letter.objects.filter(kind="membership.left").count() == 1


def test_numbers_of_those_who_leave_at_one_moment_have_no_gap():
    """T38."""
    by = UserFactory()
    drafts = [exit_draft(by, member_of(UserFactory())) for _ in range(3)]

    def leave(draft):
        return lambda: operations.file_exit(draft, checked(), seen=draft.version, by=by, at=NOW)

    at_once(*map(leave, drafts))
    assert sorted(Departure.objects.values_list("number", flat=True)) == [1, 2, 3]
