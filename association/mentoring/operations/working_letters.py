"""Daily letters to the two of a pair: what the other side has done, and that nothing is written for long."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format

from home.rulebook.text import counted
from home.workdays.queries import today

from ..emails import work as emails
from ..models import MentoringSettings, Pair
from ..queries import work as queries
from ..rules.working import silent_days

LOOK_BACK = 3
"""Days: what a stopped clock of the server has missed is made good."""


def tell_of_work(at: datetime) -> int:
    """One letter a day and side for whatever the other side wrote on the day before; how many letters (T57)."""
    on = today(at)
    days = [on - timedelta(days=back) for back in range(LOOK_BACK, 0, -1)]
    return sum(_tell_of_day(day, at=at) for day in days)


def _tell_of_day(day: date, *, at: datetime) -> int:
    written = queries.written_between(_midnight(day), _midnight(day + timedelta(days=1)))
    pairs = Pair.objects.select_related("mentor", "candidate").in_bulk(
        {pair_id for pair_id, _ in written}
    )
    return sum(
        emails.tell_pair(
            emails.WORK_DIGEST,
            pairs[pair_id],
            f"{side}-{day}",
            at=at,
            sides=(side.other,),
            by=side.label,
            on=date_format(day),
            written=done,
        )
        for (pair_id, side), done in written.items()
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())


def tell_of_silence(at: datetime) -> int:
    """To both, once for each silence; how many letters (T57)."""
    on, term = today(at), MentoringSettings.load().silence_days
    return sum(
        _tell_silent(pair, on, at=at)
        for pair in queries.silent_pairs(on, term).iterator(chunk_size=100)
    )


def _tell_silent(pair: Pair, on: date, *, at: datetime) -> int:
    last = today(pair.last_entry_at) if pair.last_entry_at else None
    days = silent_days(pair.begins_on, last, on)
    return emails.tell_pair(
        emails.WORK_SILENT,
        pair,
        f"silent-{on - timedelta(days=days)}",
        at=at,
        days=counted(days, "день", "дня", "дней"),
    )
