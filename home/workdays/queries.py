"""What day it is, and what the calendar of the house says of every day."""

from datetime import date, datetime
from functools import cache

import holidays
from django.utils import timezone

from .models import ConfirmedYear, DayOverride
from .rules import WEEKDAYS, WORKING_DAY, Day, WorkingCalendar, needs_confirmation


def today(at: datetime | None = None) -> date:
    """The date in the one stated zone, settings.TIME_ZONE.

    Not bare `localdate()`: the Wagtail admin activates the reader's own zone, and a deadline is
    the same day for a secretary in Kamchatka (T52).
    """
    return timezone.localdate(at, timezone.get_default_timezone())


def working_calendar() -> WorkingCalendar:
    overrides = {
        row.date: Day(row.date, row.is_working, row.note) for row in DayOverride.objects.all()
    }
    return WorkingCalendar(confirmed_years(), overrides, statutory_day)


def confirmed_years() -> frozenset[int]:
    return frozenset(ConfirmedYear.objects.values_list("year", flat=True))


def statutory_day(on: date) -> Day:
    """By the Labour Code and the decrees that the pinned `holidays` holds; no moved days beyond them."""
    calendar = _state_calendar(on.year)
    if calendar.is_working_day(on):
        moved = on.weekday() >= 5
        return Day(on, True, f"{WORKING_DAY} по переносу" if moved else WORKING_DAY)
    name = calendar.get(on) or WEEKDAYS[on.weekday()]
    # «Выходной (перенесено с 04.01.2026)» stands inside a sentence; names of feasts keep their capital.
    return Day(on, False, name.replace("Выходной", "выходной"))


@cache
def _state_calendar(year: int) -> holidays.HolidayBase:
    # One object a year: it fills itself while it is made, never under the eyes of another thread.
    return holidays.country_holidays("RU", years=year, language="ru")


def year_to_confirm(on: date) -> tuple[int, date] | None:
    """The year whose calendar is missing or will soon be, and the day by which it is needed."""
    return needs_confirmation(confirmed_years(), on)
