"""A meeting is opened, and when every question has its end it is closed."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from home.accounts.models import Person
from home.rulebook import DomainError
from home.workdays.queries import today

from ..choices import Act, ItemState, Presence, VoteState
from ..models import Attendance, Meeting, Vote
from ..registry import tell_closed
from ..rules import sitting as rules
from . import beats
from .attendance import bring_in, put_in_chair
from .inviting import refresh_roll


@transaction.atomic
def open_meeting(
    meeting: Meeting,
    *,
    present: Mapping[int, Presence],
    presiding: Person,
    secretary: Person,
    ground: str = "",
    seen: int | None = None,
    by,
    at: datetime,
) -> Meeting:
    """Bring the roll to the roster of the day and freeze it, mark who is there, say who presides (T47, R61).

    `present` by the keys of invitations. Without a quorum the meeting opens all the same, and no vote does (4.7).
    """
    meeting = beats.begin(meeting, Act.OPEN, seen=seen)
    _check_called_for(meeting, at)
    refresh_roll(meeting, today(at), at=at)
    bring_in(meeting, present, by=by, at=at)
    put_in_chair(meeting, presiding, ground)
    meeting.secretary, meeting.opened_at = secretary, at
    return beats.finish(
        meeting,
        "open",
        by=by,
        at=at,
        presiding=presiding.full_name,
        ground=meeting.presiding_ground,
        secretary=secretary.full_name,
    )


def _check_called_for(meeting: Meeting, at: datetime) -> None:
    if meeting.is_without_sitting:
        raise DomainError(
            "Это заседание проходит без встречи: начните голосование, а не заседание.", rules.COURSE
        )
    if today(at) < today(meeting.starts_at):
        raise DomainError(
            "День заседания ещё не наступил. Если собрались раньше, сначала перенесите заседание.",
            rules.CALLED_FOR,
        )


@transaction.atomic
def close_meeting(meeting: Meeting, *, seen: int | None = None, by, at: datetime) -> Meeting:
    """Every vote closed, every question heard, removed or put off; whoever is still there leaves (R126)."""
    meeting = beats.begin(meeting, Act.CLOSE, seen=seen)
    check_finished(meeting)
    staying = Attendance.objects.filter(invitation__meeting=meeting, left_at__isnull=True)
    staying.update(left_at=at)
    return end(meeting, by=by, at=at)


def check_finished(meeting: Meeting) -> None:
    if Vote.objects.filter(item__meeting=meeting, state=VoteState.OPEN).exists():
        raise DomainError("Сначала закройте голосование.", rules.COURSE)
    unfinished = meeting.items.filter(state__in=[ItemState.WAITING, ItemState.CURRENT])
    numbers = ", ".join(str(item.position) for item in unfinished.order_by("position"))
    if numbers:
        raise DomainError(
            f"Не закончены вопросы повестки: {numbers}. Рассмотрите их, снимите или отложите.",
            rules.COURSE,
        )


def end(meeting: Meeting, *, by, at: datetime) -> Meeting:
    """The last beat of every meeting: closed, and the rooms above have heard of it (the protocol begins)."""
    meeting.closed_at = at
    beats.finish(meeting, "close", by=by, at=at)
    tell_closed(meeting, by=by, at=at)
    return meeting
