"""What a meeting that is held puts on desks and on the page of the meeting."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from association.bodies.seats import has_concern
from home.desk.registry import Task
from home.workdays.queries import today as day_of

from . import permissions
from .choices import MeetingForm, MeetingState, VoteState
from .models import Ballot, Meeting
from .rules.sitting import ASKED_UNTIL

AWAITED = "awaited"
HELD = (MeetingState.SENT, MeetingState.OPEN, MeetingState.CLOSED)


def ballots_awaited(person):
    """Ballots of absentee votes and polls that the person has not given yet."""
    return Ballot.objects.filter(
        choice="",
        invitation__person=person,
        vote__state=VoteState.OPEN,
        vote__closes_at__isnull=False,
    )


def poll_tasks(user, today: date) -> Iterator[Task]:
    """Answer while answers are taken (C21)."""
    if not has_concern(user, AWAITED):
        return
    meetings = Meeting.objects.filter(
        pk__in=ballots_awaited(user.person).values("vote__item__meeting")
    )
    for meeting in meetings.select_related("body").order_by("closes_at"):
        kind = "письменный опрос" if meeting.form == MeetingForm.POLL else "заочное голосование"
        yield Task(
            "Ответьте на вопросы голосования",
            reverse("meetings:vote_yourself", args=[meeting.pk]),
            ASKED_UNTIL,
            day_of(meeting.closes_at),
            f"{meeting.body}, {kind}",
        )


def screen_of(user, meeting) -> tuple[str, str] | None:
    """For the page of a meeting: where its course is written down, once the invitations have left."""
    if meeting.state not in HELD or not permissions.may_conduct_meeting(user, meeting):
        return None
    name = "open_meeting" if meeting.state == MeetingState.SENT else "sitting"
    titles = {
        MeetingState.SENT: "Начать голосование"
        if meeting.is_without_sitting
        else "Открыть заседание",
        MeetingState.OPEN: "Ход голосования" if meeting.is_without_sitting else "Ход заседания",
        MeetingState.CLOSED: "Как шло заседание",
    }
    return titles[meeting.state], reverse(f"meetings:{name}", args=[meeting.pk])


def own_page_of(user, meeting) -> tuple[str, str] | None:
    """For whoever votes or listens: where the meeting is now, and their own vote."""
    if meeting.state != MeetingState.OPEN:
        return None
    title = "Голосовать" if permissions.may_vote(user, meeting) else "Что сейчас на заседании"
    return title, reverse("meetings:vote_yourself", args=[meeting.pk])
