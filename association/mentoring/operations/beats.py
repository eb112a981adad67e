"""The beats that acts share: the next number of a year, the log, and coming into the room of a pair."""

from datetime import datetime

from django.db.models import Max
from wagtail.log_actions import log

from association.organisations.operations import stand_in_mark

from ..choices import Side
from ..models import MentoringSettings, Pair
from ..rules.working import check_at_work


def next_number(model, year: int) -> int:
    """The next of the model's numbers in a year; whoever begins at the same moment waits at the one row of settings."""
    MentoringSettings.load()
    MentoringSettings.objects.select_for_update().get()
    last = model.objects.filter(year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def log_act(subject, action: str, *, by, at: datetime, organisation=None, **data) -> None:
    """Under «mentoring.<action>»; an act for `organisation` says when the office stood in for it."""
    if organisation is not None:
        data |= stand_in_mark(by, organisation, at)
    log(subject, f"mentoring.{action}", user=by, timestamp=at, data=data)


def enter_room(pair: Pair) -> Pair:
    """The pair as it is now, held until the transaction ends; refused when its work is over."""
    locked = (
        Pair.objects.select_for_update(of=("self",))
        .select_related("mentor", "candidate")
        .get(pk=pair.pk)
    )
    check_at_work(locked.ended_on)
    return locked


def leave_room(
    pair: Pair, action: str, *, side: Side, by, at: datetime, is_entry: bool = True, **data
) -> None:
    """Remember that the two work, and log; `is_entry` is False for what ends a silence by nothing new.

    It is no new version of the pair: what the two write stands in the way of no decision about them.
    """
    if is_entry and (pair.last_entry_at is None or pair.last_entry_at < at):
        pair.last_entry_at = at
        pair.save(update_fields=["last_entry_at"])
    log_act(pair, action, by=by, at=at, side=side, **data)
