"""T35 with real threads: two chairs at one board, a decision adopted twice."""

import pytest

from association.mentoring.choices import Hold
from association.mentoring.models import Pair
from association.mentoring.operations import forming
from association.mentoring.rules import names
from home.rulebook import DomainError
from tests.factories.forming import adopted, agreed, chair, draft, two
from tests.factories.mentoring import NOW
from tests.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def refusals(answers):
    return [each.rule for each in answers if isinstance(each, DomainError)]


def test_two_chairs_at_one_board_one_is_told():
    by = chair()
    made = draft(by, two())
    line, stamp = made.lines.get(), {"seen": made.version, "by": by, "at": NOW}
    answers = at_once(
        lambda: forming.hold_line(line, Hold.FREE, **stamp),
        lambda: forming.hold_line(line, Hold.DROPPED, **stamp),
    )
    assert refusals(answers) == [names.LIST_SEEN]
    made.refresh_from_db()
    assert made.version == stamp["seen"] + 1


def test_two_chairs_begin_one_list():
    by = chair()
    answers = at_once(*[lambda: forming.open_list(by=by, at=NOW)] * 2)
    assert refusals(answers) == [names.LIST_PROCEDURE]


def test_list_is_approved_once():
    decision = adopted(agreed(chair(), two()))
    answers = at_once(
        *[lambda: forming.approve_by_meeting(decision, by=None, at=NOW)] * 2,
    )
    assert refusals(answers) == [names.LIST_PROCEDURE]
    assert Pair.objects.count() == 1
