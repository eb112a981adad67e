"""The letters of an absentee vote and a poll: the question asked, and one reminder before the term (C21)."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from home.notices.emails import absolute
from home.notices.operations import send_notice
from home.notices.registry import notice_kind

from .choices import MeetingForm, VoteState
from .emails import title_in_letter
from .models import Invitation, Meeting
from .rules.sitting import ASKED_UNTIL

ASKED = notice_kind(
    "meetings.asked", title="Началось голосование без встречи", rule=ASKED_UNTIL, obligatory=True
)
AWAITED = notice_kind(
    "meetings.awaited",
    title="Ваш голос ещё не получен, срок подходит",
    rule=ASKED_UNTIL,
    obligatory=True,
)


def ask(meeting: Meeting, voters: Iterable[Invitation], *, at: datetime) -> int:
    return _write(ASKED, meeting, voters, at)


def remind(meeting: Meeting, *, at: datetime) -> int:
    """To those with a question unanswered; how many letters."""
    waiting = meeting.invitations.voting().filter(
        ballots__choice="", ballots__vote__state=VoteState.OPEN
    )
    return _write(AWAITED, meeting, waiting.select_related("person").distinct(), at)


def _write(kind, meeting: Meeting, voters: Iterable[Invitation], at: datetime) -> int:
    context = {
        "is_poll": meeting.form == MeetingForm.POLL,
        "body": meeting.body.title_genitive,
        "closes_at": meeting.closes_at,
        "items": [(each.position, title_in_letter(each)) for each in _asked(meeting)],
        "url": absolute(reverse("meetings:vote_yourself", args=[meeting.pk])),
        "rule": _rule(meeting),
    }
    about = f"meeting-{meeting.pk}"
    letters = (
        send_notice(kind, to=each.person, about=about, context=context, at=at, source=meeting)
        for each in voters
    )
    return sum(letter is not None for letter in letters)


def _asked(meeting: Meeting):
    return meeting.items.exclude(draft_decision="").order_by("position")


def _rule(meeting: Meeting):
    value = "poll_allowed" if meeting.form == MeetingForm.POLL else "absentee_allowed"
    return meeting.rule_set.rule_for(value)
