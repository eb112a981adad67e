"""What the acts share: the lock on the body, the log, and what waits for the commit."""

from datetime import datetime

from wagtail.log_actions import log

from home.pages.cache import empty_public_cache
from home.rulebook import DomainError

from ..models import CollegialBody
from ..rules import offices as rules


def lock(body: CollegialBody) -> CollegialBody:
    """The row as it is now, held until the transaction ends: two chairs at once wait for each other here."""
    return (
        CollegialBody.objects.select_for_update(of=("self",))
        .select_related("owner")
        .get(pk=body.pk)
    )


def lock_in_being(body: CollegialBody, on) -> CollegialBody:
    locked = lock(body)
    if not locked.is_in_being(on):
        raise DomainError("Этот орган упразднён: его состав больше не меняют.", rules.TERM_DATES)
    return locked


def finish(row, action: str, *, by, at: datetime, **data) -> None:
    """Log under «bodies.<action>»; public pages show bodies and offices."""
    log(row, f"bodies.{action}", user=by, timestamp=at, data=data, content_changed=True)
    empty_public_cache()
