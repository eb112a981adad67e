"""How long a suggestion may take before whoever waits is told that its worker was lost (T57)."""

from datetime import datetime, timedelta

LOST_AFTER = timedelta(minutes=5)


def is_under_way(since: datetime | None, at: datetime) -> bool:
    return since is not None and at - since < LOST_AFTER
