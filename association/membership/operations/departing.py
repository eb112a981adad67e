"""What every end of a membership does, whichever way it came: in one transaction, told to everybody concerned."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from wagtail.log_actions import log

from association.bodies.operations import end_office
from association.meetings.models import Decision
from association.organisations.choices import Standing
from association.organisations.models import Organisation, StandingChange
from association.organisations.operations import change_standing, stand_in_mark
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import departures, leaving_emails
from ..choices import DepartureAct, DepartureKind
from ..models import Departure, DepartureCounter, MembershipApplication
from ..rules import leaving, names
from .sending import withdraw_application

GROUND_LENGTH = StandingChange._meta.get_field("ground").max_length
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class PaperOriginal:
    """A signed paper in the journal of incoming ones."""

    journal_number: str
    received_on: date


def lock_organisation(organisation: Organisation) -> Organisation:
    """Its open applications, then itself: the order in which the acts on applications take them."""
    list(
        MembershipApplication.objects.open()
        .select_for_update(of=("self",))
        .filter(organisation=organisation.pk)
        .order_by("pk")
    )
    return Organisation.objects.select_for_update().get(pk=organisation.pk)


def lock(departure: Departure) -> Departure:
    """The row as it is now, with its organisation, held until the transaction ends."""
    organisation = lock_organisation(departure.organisation)
    locked = (
        Departure.objects.select_for_update(of=("self",))
        .select_related("initiator", "paper", "scan", "own_scan", "reorganisation")
        .get(pk=departure.pk)
    )
    locked.organisation = organisation
    return locked


def begin(departure: Departure, act: DepartureAct, *, seen: int | None = None) -> Departure:
    """Lock, and move to the state that follows; `seen` is the version that the actor has read (T35, T36)."""
    locked = lock(departure)
    if seen is not None:
        leaving.check_seen(seen, locked.version, locked.state)
    locked.state = leaving.next_state(locked.kind, locked.state, act)
    return locked


def finish(departure: Departure, action: str, *, by, at: datetime, **data) -> Departure:
    """Save as a new version, and log under «membership.<action>»."""
    departure.version += 1
    departure.save()
    data |= stand_in_mark(by, departure.applicant, at)
    log(departure, f"membership.{action}", user=by, timestamp=at, data=data)
    return departure


def give_number(departure: Departure, at: datetime) -> None:
    """Gapless: the counter row stays locked until the transaction ends."""
    year = today(at).year
    DepartureCounter.objects.get_or_create(year=year)
    counter = DepartureCounter.objects.select_for_update().get(year=year)
    counter.last += 1
    counter.save()
    departure.year, departure.number, departure.filed_at = year, counter.last, at


def check_belongs(organisation: Organisation, kind: DepartureKind) -> None:
    """There is a membership to end; only a member is removed, a candidate is none (3.14, C12)."""
    if kind == DepartureKind.REMOVAL and not organisation.is_member:
        raise DomainError(
            f"{organisation.short_name} — не\xa0член Ассоциации.", leaving.RULES[kind]
        )
    if not departures.may_end(organisation):
        raise DomainError(
            f"{organisation.short_name} сейчас не\xa0состоит в\xa0Ассоциации.", leaving.RULES[kind]
        )


def check_day(departure_kind, organisation, on: date, at: datetime, field: str) -> None:
    leaving.check_day(
        on,
        since=departures.standing_since(organisation),
        today=today(at),
        rule=leaving.RULES[DepartureKind(departure_kind)],
        field=field,
    )


def complete(departure: Departure, on: date, *, by, at: datetime) -> Departure:
    """End the membership on the day `on`: applications, seats, standing, certificates, other ways out, letters.

    `departure` is locked and filed. Certificates and whatever the rooms above keep for members end by
    `on_standing_changed` (R42, R92).
    """
    organisation = departure.organisation
    check_belongs(organisation, DepartureKind(departure.kind))
    departure.state = leaving.next_state(departure.kind, departure.state, DepartureAct.COMPLETE)
    departure.ends_on, departure.closed_at = on, at
    ground = ground_in_words(departure)
    finish(departure, "leave", by=by, at=at, ends_on=on, ground=ground)
    _close_applications(organisation, by=by, at=at)
    freed = _free_seats(organisation, on, ground, by=by, at=at)
    was_member = organisation.is_member
    change_standing(
        organisation,
        departures.LEFT_BEHIND[Standing(organisation.standing)],
        on=on,
        ground=ground,
        by=by,
        at=at,
        source=departure,
    )
    departure.organisation.refresh_from_db()
    _drop_others(departure, by=by, at=at)
    leaving_emails.tell_of_end(departure, was_member=was_member, freed=freed, at=at)
    return departure


def ground_in_words(departure: Departure) -> str:
    """What the history of the organisation, its certificate and the check page of it will say."""
    match DepartureKind(departure.kind):
        case DepartureKind.EXIT:
            said = (
                f"выход из Ассоциации: заявление руководителя №\xa0{departure.registration_number}"
            )
        case DepartureKind.REMOVAL:
            said = f"вывод из состава Ассоциации: {decision_in_words(departure.decision)}"
        case DepartureKind.REORGANISATION:
            said = f"реорганизация: {departure.reorganisation}"
        case _:
            said = departure.decision_text
    return said[:GROUND_LENGTH]


def decision_in_words(decision: Decision) -> str:
    return (
        f"{decision.meeting.body.title}, решение №\xa0{decision.number} "
        f"от {decision.adopted_on:%d.%m.%Y}"
    )


def _close_applications(organisation: Organisation, *, by, at: datetime) -> None:
    """A candidate that leaves applies for nothing any more; nor does one that is no more."""
    for application in MembershipApplication.objects.open().filter(organisation=organisation):
        withdraw_application(application, seen=application.version, by=by, at=at)


def _free_seats(organisation: Organisation, on: date, note: str, *, by, at: datetime) -> list[str]:
    """R42. The chair of the Presidium is released by the Presidium alone: that seat is flagged instead (3.7)."""
    freed = []
    for seat in departures.seats_of(organisation, on):
        if not seat.is_chair_of_presidium:
            end_office(seat, on=max(on, seat.since + ONE_DAY), note=note[:300], by=by, at=at)
            freed.append(f"{seat.body.title}: {seat.person.full_name}")
    return freed


def _drop_others(departure: Departure, *, by, at: datetime) -> None:
    """Whatever else was on the way out of the same organisation has come to its end."""
    others = departure.organisation.departures.open().exclude(pk=departure.pk)
    for other in others.select_for_update(of=("self",)).select_related("initiator"):
        other.organisation = departure.organisation
        other.state = leaving.next_state(other.kind, other.state, DepartureAct.WITHDRAW)
        other.closed_at = at
        other.answer = f"Членство прекращено раньше: {ground_in_words(departure)}."
        finish(other, "drop_departure", by=by, at=at, reason=other.answer)
        if other.number and other.is_removal:
            leaving_emails.tell_initiator(other, at=at)


def said(text: str, otherwise: str, field: str) -> str:
    if not (words := text.strip()):
        raise DomainError(otherwise, names.DEPARTURE_PROCEDURE, field=field)
    return words
