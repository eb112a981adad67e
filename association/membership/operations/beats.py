"""The beats that every act shares: lock, ask the table of states, save, log."""

from datetime import datetime

from wagtail.log_actions import log

from association.organisations.operations import stand_in_mark

from ..choices import Act
from ..models import MembershipApplication
from ..rules import procedure


def lock(application: MembershipApplication) -> MembershipApplication:
    """The row as it is now, held until the transaction ends."""
    return (
        MembershipApplication.objects.select_for_update(of=("self",))
        .select_related("organisation", "organisation__head")
        .get(pk=application.pk)
    )


def begin(
    application: MembershipApplication, act: Act, *, seen: int | None = None
) -> MembershipApplication:
    """Lock, and move to the state that follows; `seen` is the version that the actor has read (T35, T36)."""
    locked = lock(application)
    if seen is not None:
        procedure.check_seen(seen, locked.version, locked.state)
    locked.state = procedure.next_state(locked.state, act)
    return locked


def finish(
    application: MembershipApplication, action: str, *, by, at: datetime, **data
) -> MembershipApplication:
    """Save as a new version, and log under «membership.<action>»."""
    application.version += 1
    application.save()
    data |= stand_in_mark(by, application.organisation, at)
    log(application, f"membership.{action}", user=by, timestamp=at, data=data)
    return application
