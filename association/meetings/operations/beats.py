"""The beats that every act shares: lock, ask the table of states, save, log."""

from datetime import datetime

from wagtail.log_actions import log

from ..choices import Act
from ..models import Meeting
from ..rules import procedure


def lock(meeting: Meeting) -> Meeting:
    """The row as it is now, held until the transaction ends."""
    return (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("body__owner", "rule_set")
        .get(pk=meeting.pk)
    )


def begin(meeting: Meeting, act: Act, *, seen: int | None = None) -> Meeting:
    """Lock, and move to the state that follows; `seen` is the version that the actor has read (T35, T36)."""
    locked = lock(meeting)
    if seen is not None:
        procedure.check_seen(seen, locked.version)
    locked.state = procedure.next_state(locked.state, act)
    return locked


def finish(meeting: Meeting, action: str, *, by, at: datetime, **data) -> Meeting:
    """Save as a new version, and log under «meetings.<action>»."""
    meeting.version += 1
    meeting.save()
    log(meeting, f"meetings.{action}", user=by, timestamp=at, data=data)
    return meeting


def log_aside(meeting: Meeting, action: str, *, by, at: datetime, **data) -> None:
    """For what people do beside the office: it is no new version, and stands in nobody's way (T35)."""
    log(meeting, f"meetings.{action}", user=by, timestamp=at, data=data)
