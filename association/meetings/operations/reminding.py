"""Daily: letters that a dead worker owes, materials some days before, the meeting on its eve (C39, T54, T57)."""

from datetime import datetime

from home.workdays.queries import today

from ..choices import Answer, MeetingState
from ..emails import MATERIALS_DUE, TOMORROW, UNREAD, send_reminder, title_in_letter
from ..models import Invitation, Meeting
from .telling import due_letters, write_letters


def remind(at: datetime) -> int:
    """How many letters; run twice, it writes none."""
    owed = Meeting.objects.filter(pk__in=due_letters().values("meeting")).order_by("pk")
    written = sum(write_letters(meeting, at=at) for meeting in owed)
    return written + sum(_remind_of(meeting, at) for meeting in _coming(at))


def _coming(at: datetime):
    """Meetings with a sitting whose invitations are out; a poll reminds by itself."""
    return (
        Meeting.objects.filter(state=MeetingState.SENT, closes_at=None, starts_at__gt=at)
        .select_related("body", "rule_set", "venue")
        .order_by("starts_at", "pk")
    )


def _remind_of(meeting: Meeting, at: datetime) -> int:
    left = (today(meeting.starts_at) - today(at)).days
    letters = 0
    if 0 < left <= meeting.rule_set.materials_reminder_days:
        letters += _remind_of_materials(meeting, at)
    if left == 1:
        letters += _remind_of_morrow(meeting, at)
    return letters


def _remind_of_materials(meeting: Meeting, at: datetime) -> int:
    bare = meeting.items.filter(files__isnull=True, responsible__isnull=False)
    sent = 0
    for item in bare.select_related("responsible"):
        sent += send_reminder(
            MATERIALS_DUE, item.responsible, meeting, at=at, question=title_in_letter(item)
        )
    if meeting.items.filter(files__isnull=False).exists():
        for invitation in _told(meeting).filter(materials_read_at=None):
            sent += send_reminder(UNREAD, invitation.person, meeting, at=at)
    return sent


def _remind_of_morrow(meeting: Meeting, at: datetime) -> int:
    coming = _told(meeting).exclude(answer__in=[Answer.NOT_COMING, Answer.OPINION])
    return sum(send_reminder(TOMORROW, each.person, meeting, at=at) for each in coming)


def _told(meeting: Meeting):
    told = Invitation.objects.standing().filter(meeting=meeting, sent_at__isnull=False)
    return told.select_related("person__user").order_by("pk")
