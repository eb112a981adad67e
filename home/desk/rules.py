"""How urgent a task is."""

from datetime import date

SOON_DAYS = 3

OVERDUE, SOON, LATER, OPEN = "overdue", "soon", "later", "open"


def urgency(due: date | None, today: date) -> str:
    """overdue: the last day has passed; soon: three days or less are left; open: no day is set."""
    if due is None:
        return OPEN
    if due < today:
        return OVERDUE
    return SOON if (due - today).days <= SOON_DAYS else LATER
