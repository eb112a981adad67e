import datetime

import pytest

from documents.readers.rules import acquaintance_due, objection_to_acquaintance
from home.workdays.queries import statutory_day
from home.workdays.rules import WorkingCalendar

DAY = datetime.date(2026, 11, 18)
NEXT = DAY + datetime.timedelta(days=1)
CALENDAR = WorkingCalendar(frozenset({2026}), {}, statutory_day)


@pytest.mark.parametrize(
    ("is_adopted", "effective_from", "beginning"),
    [
        (True, DAY, ""),
        (True, DAY - datetime.timedelta(days=900), ""),
        (True, NEXT, "Редакция действует с\xa019.11.2026"),
        (False, None, "Это проект"),
    ],
)
def test_what_nobody_can_have_read_yet(is_adopted, effective_from, beginning):
    objection = objection_to_acquaintance(
        is_adopted=is_adopted, effective_from=effective_from, today=DAY
    )
    assert objection.startswith(beginning)
    assert bool(objection) == bool(beginning)


@pytest.mark.parametrize(
    ("days", "due"),
    [(None, None), (1, NEXT), (3, datetime.date(2026, 11, 23)), (60, None)],
)
def test_term_is_counted_in_working_days_and_never_invented(days, due):
    """The sixtieth day falls into a year whose calendar nobody has confirmed."""
    assert acquaintance_due(DAY, days, CALENDAR) == due
