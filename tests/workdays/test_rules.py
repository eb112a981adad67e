"""Arithmetic of terms without a database (R222, C7, T52)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.rulebook import DomainError
from home.workdays.choices import DayKind
from home.workdays.queries import statutory_day
from home.workdays.rules import (
    CalendarMissing,
    Day,
    WorkingCalendar,
    add_days,
    needs_confirmation,
)

KNOWN = WorkingCalendar(frozenset(range(2013, 2028)), {}, statutory_day)


@pytest.mark.parametrize(
    ("start", "days", "kind", "deadline"),
    [
        # Over the New Year: 31 December 2026 is a moved day off.
        ("2026-12-30", 5, "working", "2027-01-15"),
        ("2026-12-30", 1, "working", "2027-01-11"),
        ("2026-12-30", 5, "calendar", "2027-01-11"),
        # A working Saturday: 27 April 2024 was worked for 29 April.
        ("2024-04-26", 1, "working", "2024-04-27"),
        ("2024-04-27", 1, "working", "2024-05-02"),
        # A term that ends on the last day of a leap February.
        ("2024-02-28", 1, "working", "2024-02-29"),
        ("2024-01-30", 30, "calendar", "2024-02-29"),
        # The ends of a week.
        ("2026-11-20", 1, "working", "2026-11-23"),
        ("2026-11-20", 1, "calendar", "2026-11-23"),
        ("2026-11-20", 3, "calendar", "2026-11-23"),
        ("2026-11-21", 1, "working", "2026-11-23"),
        # Backwards: not later than so many days before.
        ("2027-01-11", -1, "working", "2026-12-30"),
        ("2026-11-23", -1, "working", "2026-11-20"),
        ("2026-11-23", -1, "calendar", "2026-11-20"),
        ("2026-11-20", -3, "calendar", "2026-11-17"),
    ],
)
def test_deadline_of_a_term(start, days, kind, deadline):
    found = add_days(date.fromisoformat(start), days, kind, KNOWN)
    assert found.date == date.fromisoformat(deadline)


def test_deadline_stays_on_a_day_off_when_not_moved():
    found = add_days(date(2026, 11, 20), 1, DayKind.CALENDAR, KNOWN, move_from_day_off=False)
    assert found.date == date(2026, 11, 21)


def test_deadline_shows_its_computation():
    assert add_days(date(2026, 12, 30), 5, DayKind.WORKING, KNOWN).steps == (
        "30\xa0декабря 2026\xa0г. не считается: срок идёт со следующего дня (ГК\xa0РФ, ст.\xa0191)",
        "31\xa0декабря 2026\xa0г. — выходной (перенесено с 04.01.2026)",
        "1–6\xa0января 2027\xa0г. — Новогодние каникулы",
        "7\xa0января 2027\xa0г. — Рождество Христово",
        "8\xa0января 2027\xa0г. — Новогодние каникулы",
        "9\xa0января 2027\xa0г. — суббота",
        "10\xa0января 2027\xa0г. — воскресенье",
        "11–15\xa0января 2027\xa0г. — рабочие дни, с\xa01-го по\xa05-й",
        "15\xa0января 2027\xa0г. (пятница) — последний день срока",
    )


def test_deadline_moved_from_a_day_off_says_so():
    assert add_days(date(2026, 11, 19), 2, DayKind.CALENDAR, KNOWN).steps == (
        "19\xa0ноября 2026\xa0г. не считается: срок идёт со следующего дня (ГК\xa0РФ, ст.\xa0191)",
        "20–21\xa0ноября 2026\xa0г. — 2\xa0календарных дня",
        "21\xa0ноября 2026\xa0г. — суббота",
        "22\xa0ноября 2026\xa0г. — воскресенье",
        "Последний день — нерабочий, срок переносится на следующий за ним рабочий день"
        " (ГК\xa0РФ, ст.\xa0193)",
        "23\xa0ноября 2026\xa0г. (понедельник) — последний день срока",
    )


def test_override_wins_over_the_state_calendar():
    monday, saturday = date(2026, 11, 23), date(2026, 11, 21)
    overrides = {
        monday: Day(monday, False, "день траура"),
        saturday: Day(saturday, True, "рабочая суббота"),
    }
    calendar = WorkingCalendar(frozenset({2026}), overrides, statutory_day)
    assert add_days(date(2026, 11, 20), 2, DayKind.WORKING, calendar).steps[1:] == (
        "21\xa0ноября 2026\xa0г. — рабочая суббота, 1-й по счёту",
        "22\xa0ноября 2026\xa0г. — воскресенье",
        "23\xa0ноября 2026\xa0г. — день траура",
        "24\xa0ноября 2026\xa0г. — рабочий день, 2-й по счёту",
        "24\xa0ноября 2026\xa0г. (вторник) — последний день срока",
    )


def test_unconfirmed_year_stops_the_count_and_is_named():
    with pytest.raises(CalendarMissing) as refusal:
        add_days(date(2027, 12, 29), 5, DayKind.WORKING, KNOWN)
    assert refusal.value.year == 2028
    assert refusal.value.message == (
        "Срок не посчитан: производственный календарь на\xa02028\xa0год не подтверждён. "
        "Администратору нужно сверить переносы выходных дней с постановлением Правительства "
        "и подтвердить год в разделе «Рабочие дни»."
    )


@pytest.mark.parametrize("days", [0, 3661, -3661, 10**9])
def test_absurd_term_is_refused(days):
    with pytest.raises(DomainError, match="Срок должен быть от"):
        add_days(date(2026, 11, 20), days, DayKind.CALENDAR, KNOWN)


@pytest.mark.parametrize(("start", "days"), [(date.max, 1), (date.min, -1)])
def test_term_beyond_the_calendar_is_refused(start, days):
    with pytest.raises(DomainError, match="за пределы календаря"):
        add_days(start, days, DayKind.CALENDAR, KNOWN)


@pytest.mark.parametrize(
    ("today", "year"),
    [
        (date(2027, 11, 1), None),
        (date(2027, 11, 2), 2028),
        (date(2028, 3, 1), 2028),
        (date(2026, 12, 31), None),
    ],
)
def test_year_is_asked_for_sixty_days_before_it_begins(today, year):
    found = needs_confirmation(KNOWN.confirmed, today)
    assert found == (None if year is None else (year, date(year, 1, 1)))


def working_days_between(start: date, end: date) -> int:
    """Counted one by one, another way than the rule goes."""
    span = (start + timedelta(n) for n in range(1, (end - start).days + 1))
    return sum(KNOWN.day(on).is_working for on in span)


def test_unknown_way_of_counting_is_refused():
    with pytest.raises(ValueError, match="lunar"):
        add_days(date(2026, 11, 20), 1, "lunar", KNOWN)


STARTS = st.dates(date(2014, 1, 1), date(2026, 6, 1))
TERMS = st.integers(1, 60)


@given(STARTS, TERMS)
def test_working_term_ends_on_a_working_day_and_holds_just_as_many(start, days):
    end = add_days(start, days, DayKind.WORKING, KNOWN).date
    assert KNOWN.day(end).is_working
    assert working_days_between(start, end) == days


@given(STARTS, TERMS, st.sampled_from(DayKind.values))
def test_longer_term_never_ends_sooner(start, days, kind):
    shorter = add_days(start, days, kind, KNOWN).date
    assert start < shorter <= add_days(start, days + 1, kind, KNOWN).date


@given(STARTS, TERMS, st.sampled_from(DayKind.values))
def test_later_start_never_ends_sooner(start, days, kind):
    later = start + timedelta(1)
    assert add_days(start, days, kind, KNOWN).date <= add_days(later, days, kind, KNOWN).date


@given(STARTS, TERMS, st.sampled_from([-1, 1]))
def test_calendar_term_ends_on_a_working_day_no_nearer_than_asked(start, days, sign):
    end = add_days(start, sign * days, DayKind.CALENDAR, KNOWN).date
    assert KNOWN.day(end).is_working
    assert abs((end - start).days) >= days


@given(STARTS, TERMS)
def test_counting_back_from_a_working_deadline_leads_home(start, days):
    home = add_days(start, 1, DayKind.WORKING, KNOWN).date
    there = add_days(home, days, DayKind.WORKING, KNOWN).date
    assert add_days(there, -days, DayKind.WORKING, KNOWN).date == home
