"""Once a month the chair gets the sums of the books, by which a register rewritten whole is found out (T43)."""

import datetime
from itertools import islice

from home.workdays.queries import today

from .. import emails, registry
from ..verification import complaints

MOST_TOLD = 20


def remind_of_sums(at: datetime.datetime) -> int:
    """Letters sent; the register is recounted only in the month's first run."""
    on = today(at)
    waiting = [chair for chair in registry.chairs(on) if not emails.has_sums(chair, on)]
    if not waiting:
        return 0
    broken = list(islice(complaints(), MOST_TOLD))
    return sum(emails.tell_sums(chair, broken, on=on, at=at) for chair in waiting)
