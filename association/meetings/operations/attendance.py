"""Who comes, who leaves, who walks in. Presence is the secretary's word: it makes the quorum (R75, R111, 5.5)."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from association.bodies.rules.offices import head_of
from home.accounts.models import Person
from home.rulebook import DomainError

from ..choices import Act, Capacity, Presence
from ..models import Attendance, Ballot, Invitation, Meeting
from ..queries.sitting import present_now, voters_among
from ..rules import sitting as rules
from . import beats


@transaction.atomic
def mark_present(
    meeting: Meeting, presence: Mapping[int, Presence], *, by, at: datetime
) -> list[Attendance]:
    """`presence` by the keys of invitations. Whoever is there already in the same way is passed over (T34);
    one who changes from the room to the screen ends one stay and begins another."""
    meeting = beats.begin(meeting, Act.ATTEND)
    return bring_in(meeting, presence, by=by, at=at)


def bring_in(
    meeting: Meeting, presence: Mapping[int, Presence], *, by, at: datetime
) -> list[Attendance]:
    """The same inside an act that has locked the meeting already: its opening."""
    invited = meeting.invitations.standing().filter(pk__in=presence).select_related("person")
    there = {stay.invitation_id: stay for stay in present_now(meeting)}
    comers = [each for each in invited if _is_new(there.get(each.pk), presence[each.pk])]
    moved = [there[each.pk].pk for each in comers if each.pk in there]
    Attendance.objects.filter(pk__in=moved).update(left_at=at)
    stays = Attendance.objects.bulk_create(
        Attendance(invitation=each, presence=presence[each.pk], arrived_at=at, marked_by=by)
        for each in comers
    )
    if comers:
        _log(meeting, "arrive", comers, by=by, at=at)
    return stays


def _is_new(stay: Attendance | None, presence: str) -> bool:
    return stay is None or stay.presence != presence


@transaction.atomic
def mark_left(meeting: Meeting, invitations: Iterable[int], *, by, at: datetime) -> int:
    """End the stays of those who are there; how many have left."""
    meeting = beats.begin(meeting, Act.ATTEND)
    wanted = set(invitations)
    leaving = [stay for stay in present_now(meeting) if stay.invitation_id in wanted]
    Attendance.objects.filter(pk__in=[stay.pk for stay in leaving]).update(left_at=at)
    if leaving:
        _log(meeting, "leave", [stay.invitation for stay in leaving], by=by, at=at)
    return len(leaving)


@transaction.atomic
def undo_arrival(stay: Attendance, *, by, at: datetime) -> None:
    """Strike out a mark made by mistake; not once its person has stood in the electorate of a vote (T47)."""
    meeting = beats.begin(stay.invitation.meeting, Act.ATTEND)
    entitled = Ballot.objects.filter(
        invitation=stay.invitation, vote__opened_at__gte=stay.arrived_at
    )
    if entitled.exists():
        raise DomainError(
            "При этом человеке уже открывали голосование. Отметьте, что он ушёл.", rules.ROLL
        )
    Attendance.objects.filter(pk=stay.pk).delete()
    _log(meeting, "undo_arrival", [stay.invitation], by=by, at=at)


@transaction.atomic
def add_guest(
    meeting: Meeting, person: Person, *, ground: str, presence: Presence, by, at: datetime
) -> Invitation:
    """Somebody who was not called walks in: attends, and has neither a vote nor a voice (4.2 (второй), R55)."""
    meeting = beats.begin(meeting, Act.ATTEND)
    person.save()
    invitation = Invitation.objects.create(
        meeting=meeting, person=person, capacity=Capacity.ATTENDING, ground=ground
    )
    bring_in(meeting, {invitation.pk: presence}, by=by, at=at)
    return invitation


@transaction.atomic
def preside(
    meeting: Meeting, person: Person, *, ground: str = "", seen: int | None = None, by, at: datetime
) -> Meeting:
    """Somebody else takes the chair: the head has come, or the one who presided has left."""
    meeting = beats.begin(meeting, Act.PRESIDE, seen=seen)
    put_in_chair(meeting, person, ground)
    return beats.finish(meeting, "preside", by=by, at=at, person=person.full_name)


def put_in_chair(meeting: Meeting, person: Person, appointment: str) -> None:
    """Set who presides, and why; asked of those who are there with a vote (4.6, 3.9, R111, C24)."""
    asked = rules.of_source(rules.PRESIDES, meeting.rule_set.source)
    offices = {
        stay.invitation.person_id: stay.invitation.office
        for stay in voters_among(meeting, present_now(meeting))
    }
    if person.pk not in offices:
        raise DomainError(
            "Вести заседание может только член органа, который присутствует.",
            asked,
            field="presiding",
        )
    meeting.presiding = person
    meeting.presiding_ground = rules.ground_of_presiding(
        offices[person.pk],
        list(offices.values()),
        appointment,
        asked,
        head_of(meeting.body.kind),
    )


def _log(meeting: Meeting, action: str, invitations, *, by, at: datetime) -> None:
    data = {"people": [invitation.person.full_name for invitation in invitations]}
    log(meeting, f"meetings.{action}", user=by, timestamp=at, data=data)
