"""The staff acts for a busy organisation: with a reason, till the evening, in sight of its people."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from home.notices.operations import send_notice
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import emails, queries, rules
from ..models import Organisation, StandIn
from ..permissions import may_represent
from .beats import locked, log_act, person_of


@transaction.atomic
def begin_stand_in(organisation: Organisation, reason: str, *, by, at: datetime) -> StandIn:
    """From now until the evening at most. Pressed twice, it is one (T34)."""
    person = person_of(by)
    organisation = locked(organisation)
    if may_represent(by, organisation):
        raise DomainError("Вы и так представляете эту организацию.", rules.ACTED_FOR_OPENLY)
    opened = organisation.stand_ins.filter(person=person, ended_at__isnull=True).first()
    if opened and opened.expires_at > at:
        return opened
    if opened:
        opened.ended_at = opened.expires_at
        opened.save(update_fields=["ended_at"])
    stand_in = StandIn.objects.create(
        organisation=organisation,
        person=person,
        reason=reason,
        began_at=at,
        expires_at=evening_of(at),
    )
    log_act(organisation, "begin_stand_in", {"reason": reason}, by=by, at=at)
    _tell(stand_in, at)
    return stand_in


@transaction.atomic
def end_stand_in(stand_in: StandIn, *, by, at: datetime) -> StandIn:
    """Whoever stands in stops, or the organisation itself says enough."""
    organisation = locked(stand_in.organisation)
    stand_in = StandIn.objects.select_for_update().get(pk=stand_in.pk)
    if stand_in.ended_at or stand_in.expires_at <= at:
        return stand_in
    log_act(organisation, "end_stand_in", {}, by=by, at=at)
    stand_in.ended_at = at
    stand_in.save(update_fields=["ended_at"])
    return stand_in


def evening_of(at: datetime) -> datetime:
    """The end of the day of `at` in the zone of the site."""
    zone = timezone.get_default_timezone()
    return datetime.combine(today(at) + timedelta(days=1), time.min, tzinfo=zone)


def _tell(stand_in: StandIn, at: datetime) -> None:
    for representative in queries.representatives_in_force(stand_in.organisation, today(at)):
        send_notice(
            emails.STOOD_IN_FOR,
            to=representative.person,
            about=f"stand-in-{stand_in.pk}",
            context={
                "staff": stand_in.person.full_name,
                "organisation": stand_in.organisation.short_name,
                "reason": stand_in.reason,
                "day": today(at),
                "url": emails.organisation_url(stand_in.organisation),
            },
            at=at,
            source=stand_in,
        )
