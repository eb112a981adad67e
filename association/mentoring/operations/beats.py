"""The beats that acts share: the next number of a year, and the log."""

from datetime import datetime

from django.db.models import Max
from wagtail.log_actions import log

from association.organisations.operations import stand_in_mark

from ..models import MentoringSettings


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
