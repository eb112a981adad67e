"""The beats that acts share: the next number of a year, and the log."""

from datetime import datetime

from django.db.models import Max
from wagtail.log_actions import log

from association.organisations.operations import stand_in_mark

from ..models import AssignmentProposal, Process


def next_number(year: int) -> int:
    """Of the proposals of a year; whoever begins one at the same moment waits at the catalogue."""
    list(Process.objects.select_for_update().order_by("pk"))
    last = AssignmentProposal.objects.filter(year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def log_act(subject, action: str, *, by, at: datetime, organisation=None, **data) -> None:
    """Under «processes.<action>»; an act for `organisation` says when the office stood in for it."""
    if organisation is not None:
        data |= stand_in_mark(by, organisation, at)
    log(subject, f"processes.{action}", user=by, timestamp=at, data=data)
