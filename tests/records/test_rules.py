"""Terms of keeping and levels of sight, without a database (4.10, C19, C35)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from documents.records.choices import Level, RetentionStart, Shelf
from documents.records.rules import levels, names
from documents.records.rules.filing import number_key
from documents.records.rules.retention import is_due, retained_until, shelf_of

SIGNING, JANUARY = RetentionStart.SIGNING, RetentionStart.NEXT_JANUARY


@pytest.mark.parametrize(
    ("years", "start", "signed_on", "until"),
    [
        (3, SIGNING, date(2026, 10, 14), date(2029, 10, 14)),
        (3, SIGNING, date(2024, 2, 29), date(2027, 2, 28)),
        (4, SIGNING, date(2024, 2, 29), date(2028, 2, 29)),
        (3, SIGNING, date(2026, 12, 31), date(2029, 12, 31)),
        (3, JANUARY, date(2026, 1, 1), date(2029, 12, 31)),
        (3, JANUARY, date(2026, 12, 31), date(2029, 12, 31)),
        (1, JANUARY, date(2024, 2, 29), date(2025, 12, 31)),
        (None, SIGNING, date(2026, 10, 14), None),
        (None, JANUARY, date(2026, 10, 14), None),
        (3, SIGNING, None, None),
    ],
)
def test_last_day_of_keeping(years, start, signed_on, until):
    """C19: from the signing, or from 1 January next (names.RETENTION)."""
    assert retained_until(years, start, signed_on) == until


@pytest.mark.parametrize("start", RetentionStart)
@given(years=some.integers(1, 100), signed_on=some.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_term_is_never_shorter_than_its_years(years, signed_on, start):
    until = retained_until(years, start, signed_on)
    assert until >= signed_on.replace(day=min(signed_on.day, 28), year=signed_on.year + years)
    assert until <= date(signed_on.year + years, 12, 31)


@pytest.mark.parametrize(
    ("today", "due"), [(date(2029, 10, 14), False), (date(2029, 10, 15), True)]
)
def test_last_day_is_still_a_day_of_keeping(today, due):
    assert is_due(date(2029, 10, 14), today) == due
    assert not is_due(None, today)
    assert names.RETENTION.clause == "п.\xa04.10 Положения"


@pytest.mark.parametrize(
    ("state", "until", "held", "shelf"),
    [
        ("kept", None, False, Shelf.KEPT),
        ("kept", date(2026, 11, 18), False, Shelf.KEPT),
        ("kept", date(2026, 11, 17), False, Shelf.DUE),
        ("kept", date(2026, 11, 17), True, Shelf.HELD),
        ("kept", None, True, Shelf.HELD),
        ("written_off", date(2026, 11, 17), False, Shelf.WRITTEN_OFF),
    ],
)
def test_shelf_of_a_record(state, until, held, shelf):
    assert shelf_of(state, until, held, date(2026, 11, 18)) == shelf


@pytest.mark.parametrize(
    ("record", "piece", "level"),
    [
        (Level.MEMBERS, Level.PUBLIC, Level.PUBLIC),
        (Level.MEMBERS, Level.CONFIDENTIAL, Level.CONFIDENTIAL),
        (Level.PUBLIC, Level.MEMBERS, Level.MEMBERS),
        (Level.CONFIDENTIAL, Level.PUBLIC, Level.CONFIDENTIAL),
        (Level.CONFIDENTIAL, Level.MEMBERS, Level.CONFIDENTIAL),
    ],
)
def test_piece_of_a_confidential_record_is_confidential(record, piece, level):
    """R73, C35 (names.CONFIDENTIALITY)."""
    assert levels.effective(record, piece) == level
    assert levels.is_public(record, piece, "Решили.") == (level == Level.PUBLIC)
    assert not levels.is_public(record, piece, " ")


@given(some.booleans(), some.booleans())
def test_who_reads_a_level_reads_those_below(is_member, is_confidant):
    read = levels.readable(is_member=is_member, is_confidant=is_confidant)
    assert read == (Level.PUBLIC, Level.MEMBERS, Level.CONFIDENTIAL)[: len(read)]
    assert bool(read) == (is_member or is_confidant)


@pytest.mark.parametrize(
    ("number", "key"),
    [("№ 12-П", "12-п"), ("12 - п", "12-п"), ("12/3", "12/3"), ("Ё1", "е1"), (" № ", "")],
)
def test_number_has_one_meaning(number, key):
    assert number_key(number) == key
