"""The course of a request for help: one table of states, the day of the answer, the day of forgetting."""

from datetime import date, datetime, timedelta

from home.rulebook import DomainError
from home.workdays.choices import DayKind
from home.workdays.rules import CalendarMissing, WorkingCalendar, add_days

from ..choices import HelpAct, HelpState
from .names import HELP_COURSE

ANSWER_DAYS = 15
KEPT_DAYS = 365
"""The text of the consent promises this term: change both or none."""

TRANSITIONS: dict[tuple[str, str], HelpState] = {
    (HelpState.NEW, HelpAct.ROUTE): HelpState.ROUTED,
    (HelpState.ROUTED, HelpAct.ROUTE): HelpState.ROUTED,
    (HelpState.NEW, HelpAct.ANSWER): HelpState.ANSWERED,
    (HelpState.ROUTED, HelpAct.ANSWER): HelpState.ANSWERED,
    (HelpState.NEW, HelpAct.DECLINE): HelpState.DECLINED,
    (HelpState.ROUTED, HelpAct.DECLINE): HelpState.DECLINED,
    (HelpState.NEW, HelpAct.WITHDRAW): HelpState.WITHDRAWN,
    (HelpState.ROUTED, HelpAct.WITHDRAW): HelpState.WITHDRAWN,
    (HelpState.ANSWERED, HelpAct.WITHDRAW): HelpState.WITHDRAWN,
    (HelpState.DECLINED, HelpAct.WITHDRAW): HelpState.WITHDRAWN,
}


def next_state(state: str, act: HelpAct) -> HelpState:
    after = TRANSITIONS.get((state, act))
    if after is None:
        label = HelpState(state).label
        raise DomainError(
            f"«{act.label}» сейчас нельзя: состояние обращения — «{label}».", HELP_COURSE
        )
    return after


def acts_allowed(state: str) -> frozenset[HelpAct]:
    return frozenset(act for before, act in TRANSITIONS if before == state)


def check_seen(seen: int, version: int) -> None:
    """Somebody else has acted since the page was opened (T35)."""
    if seen != version:
        raise DomainError(
            "Пока вы читали, обращение изменилось. Посмотрите, что сделано, и повторите.",
            HELP_COURSE,
        )


def answer_until(asked_on: date, calendar: WorkingCalendar) -> date | None:
    """The last day of the answer; None where nobody can count it."""
    try:
        return add_days(asked_on, ANSWER_DAYS, DayKind.WORKING, calendar).date
    except CalendarMissing:
        return None


def kept_since(at: datetime, days: int = KEPT_DAYS) -> datetime:
    """What was finished before this moment is forgotten."""
    return at - timedelta(days=days)


def number_of(year: int, number: int) -> str:
    return f"П-{year}-{number:04}"
