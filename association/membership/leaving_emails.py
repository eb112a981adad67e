"""The letters about ends of membership: to the organisation, to whoever asked for it, to the office."""

from datetime import datetime

from django.urls import reverse

from association.organisations.models import Organisation
from association.organisations.queries import representatives_in_force
from home.notices.emails import absolute
from home.notices.operations import send_notice
from home.notices.registry import NoticeKind, notice_kind
from home.workdays.queries import today

from . import departures
from .choices import DepartureState
from .models import Departure
from .rules import leaving, names

LEFT = notice_kind(
    "membership.left",
    title="Членство вашей организации прекращено",
    rule=names.LEAVE_AT_WILL,
    obligatory=True,
)
SOMEBODY_LEFT = notice_kind(
    "membership.somebody_left",
    title="Организация больше не состоит в Ассоциации",
    rule=names.FLOOR,
    obligatory=True,
)
REMOVAL_ASKED = notice_kind(
    "membership.removal_asked",
    title="Предложено вывести вашу организацию из состава Ассоциации",
    rule=names.REMOVAL,
    obligatory=True,
)
REMOVAL_ANSWERED = notice_kind(
    "membership.removal_answered",
    title="Чем закончилось предложение о выводе из состава",
    rule=names.REMOVAL,
    obligatory=True,
)


def tell_of_end(departure: Departure, *, was_member: bool, freed: list[str], at: datetime) -> None:
    """The organisation, the office and the chair; of a removal also the member that proposed it."""
    told = {"was_member": was_member, "freed": freed, "rule": departure.rule}
    _tell(LEFT, departure.organisation, departure, at, **told)
    _tell_office(departure, was_member, at)
    if departure.is_removal:
        tell_initiator(departure, at=at)


def tell_of_proposal(departure: Departure, *, needs_own: bool, at: datetime) -> None:
    """Whoever is to be removed learns of it at once, by whom and why."""
    _tell(REMOVAL_ASKED, departure.organisation, departure, at, needs_own=needs_own)


def tell_initiator(departure: Departure, *, at: datetime) -> None:
    _tell(REMOVAL_ANSWERED, departure.initiator, departure, at)


def tell_of_rejection(departure: Departure, *, at: datetime) -> None:
    """Both sides: nothing has changed."""
    tell_initiator(departure, at=at)
    _tell(REMOVAL_ANSWERED, departure.organisation, departure, at)


def _tell(
    kind: NoticeKind, reader: Organisation, departure: Departure, at: datetime, **context
) -> None:
    for representative in representatives_in_force(reader, today(at)):
        send_notice(
            kind,
            to=representative.person,
            about=f"departure-{departure.pk}",
            context={**_facts(departure), "url": absolute(departure.get_absolute_url()), **context},
            at=at,
            source=departure,
        )


def _tell_office(departure: Departure, was_member: bool, at: datetime) -> None:
    left = departures.members_now()
    is_short = was_member and leaving.is_below_floor(left)
    for person in departures.office_people(today(at)):
        send_notice(
            SOMEBODY_LEFT,
            to=person,
            about=f"departure-{departure.pk}",
            context={
                **_facts(departure),
                "rule": names.FLOOR if is_short else departure.rule,
                "left": left,
                "is_short": is_short,
                "was_member": was_member,
                "url": absolute(reverse("leaving_admin:departure", args=[departure.pk])),
            },
            at=at,
            source=departure,
        )


def _facts(departure: Departure) -> dict:
    return {
        "organisation": departure.organisation.short_name,
        "title": departure.title,
        "ground": departure.ground,
        "initiator": departure.initiator.short_name if departure.initiator else "",
        "ends_on": departure.ends_on,
        "answer": departure.answer,
        "is_done": departure.state == DepartureState.DONE,
    }
