"""Who was there, who was not, and whether that was enough (R75, 3.4, 4.7)."""

from association.bodies.rules.values import printed
from association.bodies.rules.voting import count_quorum
from association.meetings.choices import (
    WITHOUT_SITTING,
    Capacity,
    ItemState,
    Presence,
    VoteState,
)

from .moments import moment
from .people import Register
from .shapes import AttendanceEntry, Attendee, Quorum


def attendance(meeting, people: Register) -> AttendanceEntry:
    invited = [each for each in meeting.invitations.all() if each.withdrawn_at is None]
    voting = [each for each in invited if each.capacity == Capacity.VOTING]
    there = _who_took_part(meeting)
    came = [each for each in voting if each.pk in there]
    return {
        "roster": len(voting),
        "came": len(came),
        "quorum": _quorum(meeting, len(voting), came),
        "present": [_attendee(each, people) for each in came],
        "absent": [_attendee(each, people) for each in voting if each.pk not in there],
        "guests": [
            _attendee(each, people)
            for each in invited
            if each.capacity != Capacity.VOTING and each.pk in there
        ],
    }


def _who_took_part(meeting) -> set[int]:
    """Keys of invitations: who came, or who answered where nobody sits together (C21)."""
    if meeting.form in WITHOUT_SITTING:
        return {
            ballot.invitation_id
            for item in meeting.items.all()
            for vote in item.votes.all()
            if vote.state == VoteState.CLOSED
            for ballot in vote.ballots.all()
            if ballot.choice
        }
    return {each.pk for each in meeting.invitations.all() if each.stays.all()}


def _quorum(meeting, roster: int, came: list) -> Quorum:
    rule = meeting.rule_set.quorum_rule
    answer = count_quorum(rule, roster, _present_for_quorum(meeting, came, rule.remote_counts))
    return {
        "needed": answer.needed,
        "present": answer.present,
        "met": answer.met,
        "explanation": answer.explanation,
        "clause": clause_of(answer.rule),
    }


def _present_for_quorum(meeting, came: list, remote_counts: bool) -> int:
    """As it was when the first item began; later ones have counts of their own."""
    if meeting.form not in WITHOUT_SITTING:
        for item in meeting.items.all():
            if item.state != ItemState.REMOVED and item.present_count is not None:
                return item.present_count
        if not remote_counts:
            came = [each for each in came if _was_in_the_room(each)]
    return len(came)


def _was_in_the_room(invitation) -> bool:
    return any(stay.presence == Presence.IN_PERSON for stay in invitation.stays.all())


def _attendee(invitation, people: Register) -> Attendee:
    stays = sorted(invitation.stays.all(), key=lambda stay: (stay.arrived_at, stay.pk))
    return {
        "person": people.key(invitation.person),
        "capacity": invitation.capacity,
        "capacity_title": invitation.get_capacity_display(),
        "ground": invitation.ground,
        "stays": [
            {
                "presence": stay.presence,
                "arrived_at": moment(stay.arrived_at),
                "left_at": moment(stay.left_at),
            }
            for stay in stays
        ],
    }


def clause_of(rule) -> str:
    """«п. 4.7 Положения»; nothing where no clause asks for it. `printed` says whether there is one."""
    return rule.clause if printed(rule) else ""
