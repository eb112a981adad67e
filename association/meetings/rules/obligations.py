"""Whether a body has met in the quarter or the year, as it must (4.2, 6.3, 4.5; R53, R80, R145, C18).

Plain dates in the one stated zone; quarters and years are those of the calendar.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from home.rulebook.text import NBSP

from ..choices import MeetingForm, MeetingState, Occasion

ALARM_DAYS = {"quarter": 14, "year": 60}
"""How long before its end a period without a meeting is told of. For the year no regulation gives a number."""
_ROMAN = ("I", "II", "III", "IV")


class Standing(StrEnum):
    MET = "met"
    PLANNED = "planned"
    FAR = "far"
    ALARM = "alarm"
    BREACH = "breach"


@dataclass(frozen=True)
class Period:
    """`last` is the last day; `name` stands in sentences: «IV квартал 2026 г.»."""

    first: date
    last: date
    name: str


@dataclass(frozen=True)
class Gathering:
    """A meeting that is not cancelled, on its day in the stated zone."""

    on: date
    occasion: str
    form: str
    state: str


@dataclass(frozen=True)
class Answer:
    """How it stands with a period; `on` is the day of the meeting that fills it, or is to."""

    period: Period
    standing: Standing
    on: date | None = None


def period_of(kind: str, on: date) -> Period:
    """The quarter or the year in which the day lies; ValueError on any other kind."""
    if kind == "year":
        return Period(date(on.year, 1, 1), date(on.year, 12, 31), f"{on.year}{NBSP}год")
    if kind != "quarter":
        raise ValueError(f"no period: {kind!r}")
    number = (on.month - 1) // 3
    first = date(on.year, number * 3 + 1, 1)
    after = date(on.year + number // 3, (number + 1) % 4 * 3 + 1, 1)
    name = f"{_ROMAN[number]}{NBSP}квартал {on.year}{NBSP}г."
    return Period(first, after - timedelta(1), name)


def period_before(kind: str, on: date) -> Period:
    return period_of(kind, period_of(kind, on).first - timedelta(1))


def filling_occasions(
    kind: str, *, is_general_meeting: bool, extraordinary_fills: bool
) -> frozenset[str]:
    """Meetings that count: an extraordinary one only where the rules say so; of the year, that at the conference."""
    if kind == "year" and is_general_meeting:
        return frozenset({Occasion.YEARLY_CONFERENCE})
    usual = {Occasion.ORDINARY, Occasion.YEARLY_CONFERENCE}
    return frozenset(usual | {Occasion.EXTRAORDINARY} if extraordinary_fills else usual)


def judge(
    period: Period,
    gatherings: Iterable[Gathering],
    occasions: Collection[str],
    alarm: int,
    on: date,
) -> Answer:
    """A poll is no meeting: nobody meets. What was planned and not closed by the last day leaves the period broken."""
    counting = sorted(
        (
            each
            for each in gatherings
            if period.first <= each.on <= period.last
            and each.occasion in occasions
            and each.form != MeetingForm.POLL
        ),
        key=lambda each: each.on,
    )
    held = [each.on for each in counting if each.state == MeetingState.CLOSED]
    if held:
        return Answer(period, Standing.MET, held[0])
    if on > period.last:
        return Answer(period, Standing.BREACH)
    if counting:
        return Answer(period, Standing.PLANNED, counting[-1].on)
    is_near = (period.last - on).days <= alarm
    return Answer(period, Standing.ALARM if is_near else Standing.FAR)


def is_owed(period: Period, founded: date | None, watched_since: date) -> bool:
    """A body owes only periods that it has lived through whole, and that did not end before the program watched."""
    return (founded is None or founded <= period.first) and period.last >= watched_since
