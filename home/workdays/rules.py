"""Arithmetic of terms: plain dates in, a deadline with its computation out (R222, T52)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from home.rulebook import DomainError, law, rule
from home.rulebook.text import NBSP, counted

from .choices import DayKind

COUNTING = rule("workdays.counting", title="Счёт срока", cites=law("ГК РФ, ст. 191"))
LAST_DAY = rule("workdays.last_day", title="Последний день срока", cites=law("ГК РФ, ст. 193"))
KNOWN_YEAR = rule(
    "workdays.known_year", title="Календарь года подтверждён", cites=law("ТК РФ, ст. 112")
)

LONGEST_TERM = 3660
"""Days: ten years. A longer term is a slip of the keyboard."""
REMIND_DAYS = 60
"""How long before an unconfirmed year begins the administrator is asked to confirm it."""

MONTHS = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]
WORKING_DAY, WORKING_DAYS = "рабочий день", "рабочие дни"
WEEKDAYS = ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"]


@dataclass(frozen=True)
class Day:
    """One day of the calendar. `reason` says in Russian why it is what it is: «суббота»."""

    date: date
    is_working: bool
    reason: str


@dataclass(frozen=True)
class Deadline:
    """The last day of a term, and how it was found, a sentence a step."""

    date: date
    steps: tuple[str, ...]


class CalendarMissing(DomainError):
    """A term runs into a year whose moved days nobody has confirmed: a loud stop, never a guess."""

    def __init__(self, year: int):
        super().__init__(
            f"Срок не посчитан: производственный календарь на{NBSP}{year}{NBSP}год не подтверждён. "
            f"Администратору нужно сверить переносы выходных дней с постановлением Правительства "
            f"и подтвердить год в разделе «Рабочие дни».",
            KNOWN_YEAR,
        )
        self.year = year


@dataclass(frozen=True)
class WorkingCalendar:
    """What is known of every day: overrides of the staff first, then the state's calendar."""

    confirmed: frozenset[int]
    overrides: Mapping[date, Day]
    statutory: Callable[[date], Day]

    def day(self, on: date) -> Day:
        """CalendarMissing when the year of the day is not confirmed."""
        if on.year not in self.confirmed:
            raise CalendarMissing(on.year)
        return self.overrides.get(on) or self.statutory(on)


def add_days(
    start: date,
    days: int,
    kind: str,
    calendar: WorkingCalendar,
    *,
    move_from_day_off: bool = True,
) -> Deadline:
    """The last day of a term of `days` that counts from the day after `start` (Civil Code 191).

    Negative `days` count backwards: «not later than 1 working day before». A calendar term that
    ends on a day off moves on to the next working day (Civil Code 193), a backward one to the
    working day before, so that «not later than» still holds; `move_from_day_off=False` leaves it.
    `kind` is a DayKind or its value, ValueError otherwise.
    """
    if not 1 <= abs(days) <= LONGEST_TERM:
        raise DomainError(
            f"Срок должен быть от{NBSP}1 до{NBSP}{LONGEST_TERM} дней.", COUNTING, field="days"
        )
    try:
        if DayKind(kind) == DayKind.WORKING:
            return _working_deadline(start, days, calendar)
        return _calendar_deadline(start, days, calendar, move_from_day_off)
    except OverflowError as error:
        raise DomainError("Срок выходит за пределы календаря.", COUNTING, field="days") from error


def needs_confirmation(confirmed: frozenset[int], today: date) -> tuple[int, date] | None:
    """The first year that has begun or begins within 60 days and is not confirmed, and its first day."""
    for year in (today.year, (today + timedelta(REMIND_DAYS)).year):
        if year not in confirmed:
            return year, date(year, 1, 1)
    return None


def _working_deadline(start: date, days: int, calendar: WorkingCalendar) -> Deadline:
    passed: list[Day] = []
    left = abs(days)
    for on in _days_from(start, days):
        day = calendar.day(on)
        passed.append(day)
        left -= day.is_working
        if not left:
            break
    steps = (_counting_step(start, days), *_spans(passed), _last_step(passed[-1].date))
    return Deadline(passed[-1].date, steps)


def _calendar_deadline(
    start: date, days: int, calendar: WorkingCalendar, move_from_day_off: bool
) -> Deadline:
    end = start + timedelta(days)
    step = timedelta(1 if days > 0 else -1)
    steps = [
        _counting_step(start, days),
        f"{_span(start + step, end)} — {counted(abs(days), 'календарный день', 'календарных дня', 'календарных дней')}",
    ]
    if not move_from_day_off:
        return Deadline(end, (*steps, _last_step(end)))
    off: list[Day] = []
    while not (day := calendar.day(end)).is_working:
        off.append(day)
        end += step
    if off:
        moved = "следующий за ним" if days > 0 else "предшествующий ему"
        steps += [
            *_spans(off),
            f"Последний день — нерабочий, срок переносится на {moved} рабочий день (ГК{NBSP}РФ, ст.{NBSP}193)",
        ]
    return Deadline(end, (*steps, _last_step(end)))


def _days_from(start: date, days: int) -> Iterator[date]:
    step = timedelta(1 if days > 0 else -1)
    while True:
        start += step
        yield start


def _spans(days: list[Day]) -> Iterator[str]:
    """«31 декабря 2026 г. — выходной»; neighbours with one reason share a line."""
    counted = 0
    for (is_working, reason), group in groupby(days, key=lambda day: (day.is_working, day.reason)):
        span = list(group)
        line = f"{_span(span[0].date, span[-1].date)} — {reason}"
        if is_working:
            first, counted = counted + 1, counted + len(span)
            line = _numbered(line, first, counted)
        yield line


def _numbered(line: str, first: int, last: int) -> str:
    """«… — рабочий день, 1-й по счёту», «… — рабочие дни, с 1-го по 5-й»."""
    if first == last:
        return f"{line}, {first}-й по счёту"
    return f"{line.replace(WORKING_DAY, WORKING_DAYS)}, с{NBSP}{first}-го по{NBSP}{last}-й"


def _counting_step(start: date, days: int) -> str:
    if days > 0:
        return f"{_printed(start)} не считается: срок идёт со следующего дня (ГК{NBSP}РФ, ст.{NBSP}191)"
    return f"{_printed(start)} не считается: срок отсчитывается назад от этого дня"


def _last_step(end: date) -> str:
    return f"{_printed(end)} ({WEEKDAYS[end.weekday()]}) — последний день срока"


def _printed(on: date) -> str:
    return f"{on.day}{NBSP}{MONTHS[on.month - 1]} {on.year}{NBSP}г."


def _span(first: date, last: date) -> str:
    """«1–6 января 2027 г.», in the order of the calendar whichever way the term runs."""
    first, last = min(first, last), max(first, last)
    if first == last:
        return _printed(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_printed(last)}"
    return f"с{NBSP}{_printed(first)} по{NBSP}{_printed(last)}"
