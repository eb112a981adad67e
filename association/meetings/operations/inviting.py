"""Who is called to the meeting, in what capacity; the roll follows the roster of the body (R55, T47)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from association.bodies.queries import Seat, roster
from association.organisations.models import Organisation
from home.accounts.models import Person
from home.accounts.rules import normalise_email
from home.rulebook import DomainError
from home.rulebook.text import fold_text

from ..choices import Act, Capacity
from ..models import Invitation, Meeting
from ..rules.names import GUESTS, LISTED, in_words_of
from . import beats
from .telling import tell_soon

BATCH = 200
NEW_CAPACITY = "Изменено, в каком качестве вас приглашают."


@dataclass(frozen=True)
class RollChange:
    """How the roll differs from what it was."""

    added: tuple[Person, ...] = ()
    removed: tuple[Person, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)


@dataclass(frozen=True)
class Guest:
    """Somebody who is no member of the body, as the list of those invited names them."""

    person: Person
    capacity: str
    ground: str
    position: str = ""
    organisation: Organisation | None = None


@dataclass(frozen=True)
class NewPerson:
    surname: str
    name: str
    patronymic: str
    email: str


def refresh_roll(meeting: Meeting, on: date, *, at: datetime | None = None) -> RollChange:
    """Bring the voting invitations to the roster of the body on the day; inside the transaction of the caller.

    Whoever has left the body is taken off, whoever came is called, a guest who was elected gets a vote. Letters
    are not written here: `telling` does it where the invitations have been sent.
    """
    at = at or timezone.now()
    seats = {seat.person.pk: seat for seat in roster(meeting.body, on)}
    known = {each.person_id: each for each in meeting.invitations.select_related("person")}
    added = [pk for pk in seats if pk not in known or not _has_vote(known[pk])]
    for pk in seats.keys() & known.keys():
        if _seat_at(known[pk], seats[pk]):
            known[pk].save()
    newcomers = [
        Invitation(meeting=meeting, person=seats[pk].person) for pk in added if pk not in known
    ]
    for invitation in newcomers:
        _seat_at(invitation, seats[invitation.person_id])
    Invitation.objects.bulk_create(newcomers, batch_size=BATCH)
    removed = [each for pk, each in known.items() if pk not in seats and _has_vote(each)]
    for invitation in removed:
        invitation.withdrawn_at = at
        invitation.save(update_fields=["withdrawn_at"])
    return RollChange(
        tuple(seats[pk].person for pk in added), tuple(each.person for each in removed)
    )


def _has_vote(invitation: Invitation) -> bool:
    return invitation.withdrawn_at is None and invitation.capacity == Capacity.VOTING


def _seat_at(invitation: Invitation, seat: Seat) -> bool:
    """Bring a row to what the seat says; True when it was otherwise."""
    wanted = {
        "capacity": Capacity.VOTING,
        "office": seat.office,
        "organisation_id": seat.organisation.pk if seat.organisation else None,
        "position": seat.position,
        "withdrawn_at": None,
    }
    differs = any(getattr(invitation, name) != value for name, value in wanted.items())
    for name, value in wanted.items():
        setattr(invitation, name, value)
    return differs


@transaction.atomic
def check_roll(meeting: Meeting, *, by, at: datetime, on: date) -> RollChange:
    """The secretary compares the roll with the body before the meeting; those it concerns are told (4.4)."""
    meeting = beats.begin(meeting, Act.INVITE)
    if meeting.opened_at is not None:
        raise DomainError(
            "Заседание открыто: список голосующих уже не меняют, кто бы ни пришёл в орган.", LISTED
        )
    change = _refresh_and_tell(meeting, on, at)
    if change:
        beats.finish(
            meeting,
            "check_roll",
            by=by,
            at=at,
            added=[str(person) for person in change.added],
            removed=[str(person) for person in change.removed],
        )
    return change


def _refresh_and_tell(meeting: Meeting, on: date, at: datetime) -> RollChange:
    if meeting.sent_at is None:
        return refresh_roll(meeting, on, at=at)
    meeting.sequence, meeting.update_note = meeting.sequence + 1, ""
    change = refresh_roll(meeting, on, at=at)
    concerned = meeting.invitations.filter(person__in=[*change.added, *change.removed])
    concerned.update(sequence=meeting.sequence)
    tell_soon(meeting)
    return change


@transaction.atomic
def invite(meeting: Meeting, guest: Guest, *, by, at: datetime) -> Invitation:
    """Call a guest, or call again one who was taken off; one added after the sending gets a letter of their own."""
    meeting = beats.begin(meeting, Act.INVITE)
    known = meeting.invitations.select_for_update().filter(person=guest.person).first()
    if known is not None and known.withdrawn_at is None:
        raise DomainError(f"{guest.person.full_name} уже в списке.", LISTED, field="person")
    _check_guest(meeting, guest)
    invitation = known or Invitation(meeting=meeting, person=guest.person)
    invitation.capacity, invitation.ground = guest.capacity, guest.ground
    invitation.position, invitation.organisation = guest.position, guest.organisation
    invitation.office, invitation.withdrawn_at = "", None
    _tell(meeting, invitation)
    beats.finish(
        meeting, "invite", by=by, at=at, person=guest.person.full_name, capacity=guest.capacity
    )
    return invitation


@transaction.atomic
def invite_new_person(
    meeting: Meeting, newcomer: NewPerson, guest: dict, *, by, at: datetime
) -> Invitation:
    """Call somebody whom the house does not know yet; `guest` is what else Guest holds."""
    person = _known_person(newcomer) or Person.objects.create(
        surname=newcomer.surname,
        name=newcomer.name,
        patronymic=newcomer.patronymic,
        email=normalise_email(newcomer.email),
    )
    return invite(meeting, Guest(person=person, **guest), by=by, at=at)


def _known_person(newcomer: NewPerson) -> Person | None:
    """The same name and the same address: one person (T82)."""
    full_name = " ".join(filter(None, (newcomer.surname, newcomer.name, newcomer.patronymic)))
    same_address = Person.objects.filter(email=normalise_email(newcomer.email)).order_by("pk")
    same = (each for each in same_address if fold_text(each.full_name) == fold_text(full_name))
    return next(same, None) if newcomer.email else None


def _check_guest(meeting: Meeting, guest: Guest) -> None:
    demand = in_words_of(meeting.rule_set.source, GUESTS)
    if guest.capacity not in (Capacity.ADVISORY, Capacity.ATTENDING):
        raise DomainError(
            "С правом голоса участвуют только члены органа: их вносит в список сама программа.",
            demand,
            field="capacity",
        )


def _tell(meeting: Meeting, invitation: Invitation, note: str = "") -> None:
    """Save with a new version of the calendar entry for this person alone, and a letter if the others have theirs."""
    if meeting.sent_at is not None:
        meeting.sequence, meeting.update_note = meeting.sequence + 1, note
        tell_soon(meeting)
    invitation.sequence = meeting.sequence
    invitation.save()


@transaction.atomic
def change_capacity(
    invitation: Invitation, capacity: str, ground: str, *, by, at: datetime
) -> Invitation:
    """Let a guest take part otherwise; the old capacity stays in the log (C16)."""
    meeting = beats.begin(invitation.meeting, Act.INVITE)
    invitation = _guest_of(meeting, invitation)
    before = invitation.capacity
    invitation.capacity, invitation.ground = capacity, ground
    _check_guest(meeting, Guest(invitation.person, capacity, ground))
    if capacity != before:
        _tell(meeting, invitation, NEW_CAPACITY)
    else:
        invitation.save(update_fields=["ground"])
    beats.finish(
        meeting,
        "change_capacity",
        by=by,
        at=at,
        person=invitation.person.full_name,
        before=before,
        after=capacity,
    )
    return invitation


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by, at: datetime) -> Invitation:
    """Take a guest off; one who had a letter gets another that takes the entry out of the calendar."""
    meeting = beats.begin(invitation.meeting, Act.INVITE)
    invitation = _guest_of(meeting, invitation)
    if invitation.stays.exists():
        raise DomainError("Этот участник уже отмечен на заседании.", LISTED)
    invitation.withdrawn_at = at
    _tell(meeting, invitation)
    beats.finish(meeting, "withdraw_invitation", by=by, at=at, person=invitation.person.full_name)
    return invitation


def _guest_of(meeting: Meeting, invitation: Invitation) -> Invitation:
    found = (
        meeting.invitations.standing()
        .select_for_update(of=("self",))
        .select_related("person")
        .filter(pk=invitation.pk)
        .first()
    )
    if found is None:
        raise DomainError("Этого участника уже нет в списке.", LISTED)
    if found.capacity == Capacity.VOTING:
        raise DomainError(
            "Члены органа в списке по должности: он меняется вместе с составом органа.", LISTED
        )
    return found
