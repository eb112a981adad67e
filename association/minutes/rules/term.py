"""From which day the terms of a protocol run."""

from datetime import datetime


def held_at(
    starts_at: datetime, opened_at: datetime | None, closes_at: datetime | None
) -> datetime:
    """A sitting is dated by the moment it began, a vote without one by that until which answers were taken."""
    return closes_at or opened_at or starts_at
