"""Every act on a departure, one function each: exit at will, removal, reorganisation, another ground (R40–R42)."""

from datetime import date, datetime

from django.db import transaction

from association.bodies.choices import BodyKind
from association.meetings.models import Decision, Vote
from association.organisations.choices import Side, Standing
from association.organisations.models import Organisation, Reorganisation
from documents.uploads.operations import store_upload
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import departures, leaving_emails
from ..choices import DepartureAct, DepartureKind, DepartureState
from ..models import Departure, MembershipSettings
from ..rules import leaving, names
from .departing import (
    PaperOriginal,
    begin,
    check_belongs,
    check_day,
    complete,
    decision_in_words,
    finish,
    give_number,
    lock,
    lock_organisation,
    said,
)
from .leaving_papers import print_soon
from .sending import withdraw_application


@transaction.atomic
def start_exit(organisation: Organisation, ground: str = "", *, by, at: datetime) -> Departure:
    """Begin the application of the head; begun twice is begun once (T34)."""
    organisation = lock_organisation(organisation)
    check_belongs(organisation, DepartureKind.EXIT)
    present = _open(organisation, DepartureKind.EXIT)
    if present:
        return present
    return _start(organisation, DepartureKind.EXIT, ground=ground.strip(), by=by, at=at)


@transaction.atomic
def propose_removal(
    organisation: Organisation, initiator: Organisation, ground: str, *, by, at: datetime
) -> Departure:
    """Any member begins it (3.14); the Presidium hears of it when the signed paper is filed.

    A draft is its author's own: it stops no other member, and begun twice it is begun once (T34).
    """
    organisation = lock_organisation(organisation)
    _check_removable(organisation, initiator)
    own = organisation.departures.filter(
        kind=DepartureKind.REMOVAL, state=DepartureState.DRAFT, initiator=initiator
    )
    if present := own.first():
        return present
    ground = said(ground, "Напишите, почему организацию нужно вывести из состава.", "ground")
    return _start(
        organisation, DepartureKind.REMOVAL, initiator=initiator, ground=ground, by=by, at=at
    )


def _check_removable(organisation: Organisation, initiator: Organisation) -> None:
    check_belongs(organisation, DepartureKind.REMOVAL)
    if organisation.pk == initiator.pk:
        raise DomainError("Чтобы выйти самим, подайте заявление о\xa0выходе.", names.LEAVE_AT_WILL)
    if not Organisation.objects.filter(pk=initiator.pk, standing=Standing.MEMBER).exists():
        raise DomainError("Вывод из состава предлагает член Ассоциации.", names.REMOVAL)
    _check_none_filed(organisation)


def _check_none_filed(organisation: Organisation) -> None:
    filed = organisation.departures.filter(kind=DepartureKind.REMOVAL, state=DepartureState.FILED)
    if filed.exists():
        raise DomainError(
            "Предложение вывести эту организацию уже рассматривается.", names.DEPARTURE_PROCEDURE
        )


def _open(organisation: Organisation, kind: DepartureKind) -> Departure | None:
    return Departure.objects.open().filter(organisation=organisation, kind=kind).first()


def _start(organisation: Organisation, kind: DepartureKind, *, by, at: datetime, **fields):
    departure = Departure(
        organisation=organisation, kind=kind, version=0, opened_by=by, opened_at=at, **fields
    )
    finish(departure, "start_departure", by=by, at=at, kind=kind)
    if departure.kind in (DepartureKind.EXIT, DepartureKind.REMOVAL):
        print_soon(departure)
    return departure


@transaction.atomic
def change_ground(departure: Departure, ground: str, *, seen: int, by, at: datetime) -> Departure:
    """Mend a draft: its paper is printed anew."""
    departure = begin(departure, DepartureAct.EDIT, seen=seen)
    if departure.is_removal:
        said(ground, "Напишите, почему организацию нужно вывести из состава.", "ground")
    departure.ground, departure.paper = ground.strip(), None
    finish(departure, "edit_departure", by=by, at=at)
    print_soon(departure)
    return departure


@transaction.atomic
def file_exit(departure: Departure, upload, *, seen: int, by, at: datetime) -> Departure:
    """The head's signature is here: membership ends this day, nobody is asked (3.15 «б», C13). Twice is once (T34)."""
    present = lock(departure)
    if present.state == DepartureState.DONE:
        return present
    departure = begin(departure, DepartureAct.FILE, seen=seen)
    departure.scan = store_upload(upload, by=by, at=at)
    _file(departure, by=by, at=at)
    return complete(departure, today(at), by=by, at=at)


@transaction.atomic
def file_removal(departure: Departure, upload, *, seen: int, by, at: datetime) -> Departure:
    """Put the proposal before the Presidium; the organisation concerned is told."""
    departure = begin(departure, DepartureAct.FILE, seen=seen)
    _check_still_removable(departure)
    departure.scan = store_upload(upload, by=by, at=at)
    return _file_removal(departure, by=by, at=at)


def _check_still_removable(departure: Departure) -> None:
    check_belongs(departure.organisation, DepartureKind.REMOVAL)
    if not departure.initiator.is_member:
        raise DomainError("Вывод из состава предлагает член Ассоциации.", names.REMOVAL)
    _check_none_filed(departure.organisation)


def _file(departure: Departure, *, by, at: datetime) -> None:
    give_number(departure, at)
    finish(departure, "file_departure", by=by, at=at, number=departure.registration_number)


def _file_removal(departure: Departure, *, by, at: datetime) -> Departure:
    _file(departure, by=by, at=at)
    needs_own = departures.needs_own_application(departure)
    leaving_emails.tell_of_proposal(departure, needs_own=needs_own, at=at)
    return departure


@transaction.atomic
def record_exit_on_paper(
    organisation: Organisation, paper: PaperOriginal, *, by, at: datetime
) -> Departure:
    """The signed paper has come by post or by hand: it was filed the day it came."""
    organisation = lock_organisation(organisation)
    check_belongs(organisation, DepartureKind.EXIT)
    check_day(DepartureKind.EXIT, organisation, paper.received_on, at, "received_on")
    departure = _open(organisation, DepartureKind.EXIT) or _start(
        organisation, DepartureKind.EXIT, by=by, at=at
    )
    departure = _take_paper(departure, paper)
    _file(departure, by=by, at=at)
    return complete(departure, paper.received_on, by=by, at=at)


@transaction.atomic
def record_removal_on_paper(
    organisation: Organisation,
    initiator: Organisation,
    ground: str,
    paper: PaperOriginal,
    *,
    by,
    at: datetime,
) -> Departure:
    """The proposal of a member came on paper; the Presidium decides as on any other."""
    organisation = lock_organisation(organisation)
    check_day(DepartureKind.REMOVAL, organisation, paper.received_on, at, "received_on")
    departure = propose_removal(organisation, initiator, ground, by=by, at=at)
    departure = _take_paper(departure, paper)
    if departure.ground != ground.strip():
        # What was signed counts, not what had been typed and printed before.
        departure.ground, departure.paper = ground.strip(), None
    return _file_removal(departure, by=by, at=at)


def _take_paper(departure: Departure, paper: PaperOriginal) -> Departure:
    departure = begin(departure, DepartureAct.FILE)
    departure.journal_number = said(
        paper.journal_number, "Впишите номер по\xa0журналу.", "journal_number"
    )
    departure.received_on = paper.received_on
    return departure


@transaction.atomic
def attach_own_application(departure: Departure, upload, *, by, at: datetime) -> Departure:
    """The organisation that is to be removed agrees in writing, where the setting wants it (C13)."""
    departure = lock_filed(departure)
    if not departure.is_removal or departure.own_scan_id:
        raise DomainError("Это заявление уже приложено.", names.REMOVAL)
    departure.own_scan = store_upload(upload, by=by, at=at)
    return finish(departure, "attach_own_application", by=by, at=at)


@transaction.atomic
def withdraw_departure(departure: Departure, *, seen: int, by, at: datetime) -> Departure:
    """Whoever began it thinks better of it, while nothing has been decided."""
    departure = begin(departure, DepartureAct.WITHDRAW, seen=seen)
    departure.closed_at, departure.answer = at, "Отозвано тем, кто подавал."
    finish(departure, "withdraw_departure", by=by, at=at)
    if departure.number:
        leaving_emails.tell_of_rejection(departure, at=at)
    return departure


@transaction.atomic
def remove_by_meeting(decision: Decision, *, by, at: datetime) -> str:
    """What an adopted decision «вывести из состава» leads to, in the transaction that adopts it."""
    departure = lock_filed(decision.item.subject)
    leaving.check_asks_removal(decision.text)
    if decision.meeting.body.kind != BodyKind.PRESIDIUM:
        raise DomainError("Из состава выводит Президиум Ассоциации.", names.REMOVAL)
    settings = MembershipSettings.load()
    leaving.check_own_application(
        is_needed=settings.removal_needs_own_application, is_here=bool(departure.own_scan_id)
    )
    departure.decision = decision
    departure.answer = f"Принято: {decision_in_words(decision)}."
    complete(departure, decision.adopted_on, by=by, at=at)
    return (
        f"{departure.organisation.short_name}: членство прекращено, сертификат аннулирован, "
        "письма отправлены."
    )


def lock_filed(departure: Departure) -> Departure:
    """As it waits for its decision; DomainError when it waits no more."""
    departure = begin(departure, DepartureAct.COMPLETE)
    departure.state = DepartureState.FILED
    return departure


@transaction.atomic
def reject_by_meeting(vote: Vote, *, by, at: datetime) -> str:
    """The Presidium did not agree: the organisation stays. What was closed meanwhile is nobody's to reject (T35)."""
    departure = lock(vote.item.subject)
    if departure.state != DepartureState.FILED:
        return (
            f"{departure.title}: решения уже не\xa0ждало, состояние — «{departure.status.label}»."
        )
    leaving.check_asks_removal(vote.question)
    departure.state = leaving.next_state(departure.kind, departure.state, DepartureAct.REJECT)
    departure.closed_at = at
    departure.answer = (
        f"Не\xa0принято: {vote.item.meeting.body.title}, заседание {today(at):%d.%m.%Y}; "
        f"за\xa0— {vote.votes_for}, нужно было {vote.needed}."
    )
    finish(departure, "reject_removal", by=by, at=at, answer=departure.answer)
    leaving_emails.tell_of_rejection(departure, at=at)
    return f"{departure.organisation.short_name} остаётся в\xa0Ассоциации, письма отправлены."


def end_by_reorganisation(reorganisation: Reorganisation, *, by, at: datetime) -> None:
    """Those that are no more have left; whoever goes on under its own record stays (3.15 «а», R41, T82)."""
    parties = list(reorganisation.parties.select_related("organisation"))
    going_on = {each.organisation_id for each in parties if each.side == Side.AFTER}
    for party in parties:
        if party.side == Side.BEFORE and party.organisation_id not in going_on:
            _end_reorganised(party.organisation, reorganisation, by=by, at=at)


def _end_reorganised(organisation: Organisation, reorganisation, *, by, at: datetime) -> None:
    organisation = lock_organisation(organisation)
    if not departures.may_end(organisation):
        for application in organisation.applications.open():
            withdraw_application(application, seen=application.version, by=by, at=at)
        return
    since = departures.standing_since(organisation)
    _end_at_once(
        organisation,
        DepartureKind.REORGANISATION,
        max(reorganisation.on, since) if since else reorganisation.on,
        reorganisation=reorganisation,
        ground=str(reorganisation),
        by=by,
        at=at,
    )


@transaction.atomic
def end_on_other_ground(
    organisation: Organisation,
    ground: str,
    decision_text: str,
    on: date,
    *,
    by,
    at: datetime,
) -> Departure:
    """A ground that 3.15 does not name: only with the decision it rests on (C14)."""
    organisation = lock_organisation(organisation)
    check_belongs(organisation, DepartureKind.OTHER)
    check_day(DepartureKind.OTHER, organisation, on, at, "on")
    return _end_at_once(
        organisation,
        DepartureKind.OTHER,
        on,
        ground=said(ground, "Назовите основание.", "ground"),
        decision_text=said(
            decision_text, "Назовите решение: орган, дату и\xa0номер.", "decision_text"
        ),
        by=by,
        at=at,
    )


def _end_at_once(organisation, kind: DepartureKind, on: date, *, by, at: datetime, **fields):
    departure = begin(_start(organisation, kind, by=by, at=at, **fields), DepartureAct.FILE)
    _file(departure, by=by, at=at)
    return complete(departure, on, by=by, at=at)
