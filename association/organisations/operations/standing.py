"""What the organisation is to the Association."""

from datetime import date, datetime

from django.db import transaction

from home.rulebook import DomainError
from home.workdays.queries import today

from .. import rules
from ..choices import CertificationOutcome, Standing
from ..models import Organisation, StandingChange
from ..registry import tell_standing_changed
from .beats import locked, log_act
from .certification import withdraw_certification


@transaction.atomic
def change_standing(
    organisation: Organisation,
    standing: Standing,
    *,
    on: date,
    ground: str,
    by,
    at: datetime,
    source=None,
) -> StandingChange:
    """Change what the organisation is to the Association from the day `on`, and tell the upper rooms.

    `source` is the object that the ground stands in (an application, an order), of whatever room.
    """
    organisation = locked(organisation)
    _check_standing(organisation, standing, on, at)
    change = StandingChange(
        organisation=organisation,
        standing_from=organisation.standing,
        standing_to=standing,
        on=on,
        ground=ground,
        by=by,
        at=at,
    )
    if source is not None:
        change.source = source
    change.save()
    organisation.standing = standing
    organisation.save(update_fields=["standing"])
    _withdraw_requests(change, by=by, at=at)
    data = {"standing": [change.standing_from, change.standing_to], "on": on, "ground": ground}
    log_act(organisation, "change_standing", data, by=by, at=at, changed=True)
    tell_standing_changed(change)
    return change


def _withdraw_requests(change: StandingChange, *, by, at: datetime) -> None:
    """Members alone are certified (4.12): a request of who is a member no more waits for nobody."""
    if change.standing_to == Standing.MEMBER:
        return
    for request in change.organisation.certification_requests.filter(
        outcome=CertificationOutcome.WAITING
    ):
        withdraw_certification(request, by=by, at=at)


def _check_standing(organisation, standing, on: date, at: datetime) -> None:
    if not rules.standing_may_become(organisation.standing, standing):
        raise DomainError(
            f"Положение «{organisation.get_standing_display()}» не может смениться "
            f"на «{Standing(standing).label}».",
            rules.STANDING_HAS_GROUND,
        )
    if on > today(at):
        raise DomainError(
            "Положение нельзя изменить будущим числом.", rules.STANDING_HAS_GROUND, field="on"
        )
