"""The beats that every act shares: lock, ask the table of states, save, log."""

from datetime import datetime

from wagtail.log_actions import log

from ..choices import Act
from ..models import Protocol
from ..rules import procedure


def lock(protocol: Protocol) -> Protocol:
    """The row as it is now, held until the transaction ends."""
    return (
        Protocol.objects.select_for_update(of=("self",))
        .select_related(
            "body__owner",
            "meeting__body__owner",
            "meeting__rule_set",
            "meeting__presiding",
            "meeting__secretary",
        )
        .get(pk=protocol.pk)
    )


def begin(protocol: Protocol, act: Act, *, seen: int | None = None) -> Protocol:
    """Lock, and move to the state that follows; `seen` is the version that the actor has read (T35, T36)."""
    locked = lock(protocol)
    if seen is not None:
        procedure.check_seen(seen, locked.version)
    locked.state = procedure.next_state(locked.state, act)
    return locked


def finish(protocol: Protocol, action: str, *, by, at: datetime, **data) -> Protocol:
    """Save as a new version, and log under «minutes.<action>»."""
    protocol.version += 1
    protocol.save()
    log(protocol, f"minutes.{action}", user=by, timestamp=at, data=data)
    return protocol
