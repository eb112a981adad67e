"""Two hands at one moment at the same process (T35)."""

import pytest

from association.meetings.operations.deciding import adopt
from association.processes.models import ProcessAssignment
from tests.factories.mentoring import NOW
from tests.factories.processes import member, proposal, vote_on
from tests.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def test_two_meetings_at_once_assign_a_process_once():
    """Two proposals with the same line; the second finds it assigned."""
    school = member()
    votes = [vote_on(proposal((school, "audit"))) for _ in range(2)]
    answers = at_once(*(lambda vote=vote: adopt(vote, by=None, at=NOW) for vote in votes))
    assert sorted(type(answer).__name__ for answer in answers) == ["Decision", "DomainError"]
    assert ProcessAssignment.objects.count() == 1
