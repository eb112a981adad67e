"""What the two press at one moment happens once (T34, T35, T38)."""

import pytest

from association.mentoring.choices import Contact
from association.mentoring.models import Entry
from association.mentoring.operations import planning
from association.mentoring.operations.planning import StageDraft
from association.mentoring.operations.working import EntryDraft, add_entry
from tests.factories.mentoring import TODAY, acts_logged, room
from tests.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


@pytest.fixture
def here(transactional_db):
    return room()


def test_stage_confirmed_by_both_at_once_is_passed_once(here):
    stage = planning.add_stage(here.pair, StageDraft("Карта", "", TODAY), **here.mentor)

    def press(side):
        return lambda: planning.confirm_stage(stage, seen=1, **side)

    at_once(press(here.mentor), press(here.candidate), press(here.mentor), press(here.candidate))
    stage.refresh_from_db()
    assert stage.is_passed is True
    assert acts_logged(here.pair) == ["add_stage", "confirm_stage", "pass_stage"]


def test_entry_pressed_thrice_is_kept_once(here):
    draft = EntryDraft(Contact.CALL, TODAY, 30, "Созвонились.")
    at_once(*[lambda: add_entry(here.pair, draft, **here.mentor)] * 3)
    assert Entry.objects.count() == 1
