"""How long a record is kept (4.10, C19)."""

import datetime
from dataclasses import dataclass

from ..choices import RecordState, RetentionStart, Shelf

LONGEST = 100


@dataclass(frozen=True)
class Retention:
    """`years` None: kept for good. `clause` is what asks for the term, as printed; "" is «не из положения»."""

    years: int | None = None
    start: str = RetentionStart.SIGNING
    clause: str = ""


def retained_until(
    years: int | None, start: str, signed_on: datetime.date | None
) -> datetime.date | None:
    """The last day of keeping; None for good.

    Years end on the day of the same number, or, where that month has none, on its last day (29 February);
    those counted from 1 January end with a December (Civil Code, art. 192).
    """
    if years is None or signed_on is None:
        return None
    if start == RetentionStart.NEXT_JANUARY:
        return datetime.date(signed_on.year + years, 12, 31)
    try:
        return signed_on.replace(year=signed_on.year + years)
    except ValueError:
        return signed_on.replace(year=signed_on.year + years, day=28)


def is_due(until: datetime.date | None, today: datetime.date) -> bool:
    return until is not None and until < today


def shelf_of(state: str, until: datetime.date | None, is_held: bool, today: datetime.date) -> Shelf:
    if state == RecordState.WRITTEN_OFF:
        return Shelf.WRITTEN_OFF
    if is_held:
        return Shelf.HELD
    return Shelf.DUE if is_due(until, today) else Shelf.KEPT
