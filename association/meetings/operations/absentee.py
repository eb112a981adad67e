"""An absentee vote and a poll: all of the roll is asked at once, and answers are taken until a moment (C21)."""

import logging
from datetime import datetime

from django.db import transaction

from association.bodies.choices import VoteResult
from association.bodies.rules.offices import head_of
from home.accounts.models import Person
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import polls
from ..choices import WITHOUT_SITTING, Act, ItemState, MeetingState, VoteState
from ..models import AgendaItem, Meeting, Vote
from ..queries.sitting import last_result, open_votes, roll
from ..rules import sitting as rules
from . import beats
from .course import return_to_body
from .inviting import refresh_roll
from .sitting import end
from .voting import close_vote, make_vote

logger = logging.getLogger(__name__)


@transaction.atomic
def open_poll(
    meeting: Meeting,
    *,
    secretary: Person,
    presiding: Person | None = None,
    ground: str = "",
    seen: int | None = None,
    by,
    at: datetime,
) -> Meeting:
    """Every question with a draft of a decision is put to all of the roll, and each is written to (R120, R154).

    The head presides, or the deputy; `presiding` is asked for, with its ground, only where the body has neither.
    """
    meeting = beats.begin(meeting, Act.OPEN, seen=seen)
    _check_time(meeting, at)
    refresh_roll(meeting, today(at), at=at)
    voters = roll(meeting)
    _put_in_chair(meeting, voters, presiding, ground)
    meeting.secretary, meeting.opened_at = secretary, at
    items = list(meeting.items.exclude(draft_decision="").filter(state=ItemState.WAITING))
    if not items or not voters:
        raise DomainError(
            "Спрашивать не о чём: ни у одного вопроса нет проекта решения."
            if voters
            else "Спрашивать некого: в списке голосующих никого нет.",
            rules.COURSE,
        )
    for item in items:
        _ask(item, meeting, voters, by=by, at=at)
    beats.finish(meeting, "open_poll", by=by, at=at, questions=len(items), asked=len(voters))
    polls.ask(meeting, voters, at=at)
    return meeting


def _check_time(meeting: Meeting, at: datetime) -> None:
    if not meeting.is_without_sitting:
        raise DomainError(
            "Это заседание проходит со встречей: откройте его и отметьте явку.", rules.COURSE
        )
    if at < meeting.starts_at:
        raise DomainError("Время начала голосования ещё не наступило.", rules.CALLED_FOR)
    if rules.is_over(meeting.closes_at, at):
        raise DomainError(
            "Срок ответов уже прошёл, а голосование не начинали. Перенесите заседание.",
            rules.ASKED_UNTIL,
        )


def _put_in_chair(meeting: Meeting, voters: list, presiding: Person | None, ground: str) -> None:
    offices = {each.person_id: each.office for each in voters}
    asked = rules.of_source(rules.PRESIDES, meeting.rule_set.source)
    chosen = presiding.pk if presiding else rules.due_to_preside(offices)
    if chosen not in offices:
        raise DomainError(
            "У органа нет ни того, кто его возглавляет, ни заместителя. Укажите, кто подводит итоги.",
            asked,
            field="presiding",
        )
    meeting.presiding_id = chosen
    meeting.presiding_ground = rules.ground_of_presiding(
        offices[chosen], list(offices.values()), ground, asked, head_of(meeting.body.kind)
    )


def _ask(item: AgendaItem, meeting: Meeting, voters: list, *, by, at: datetime) -> None:
    item.meeting, item.opened_at = meeting, at
    item.save()
    make_vote(
        item,
        voters,
        present_count=0,
        on_phones=True,
        closes_at=meeting.closes_at,
        by=by,
        at=at,
    )


def close_poll(meeting: Meeting, *, by, at: datetime) -> Meeting:
    """When the term is over, or everybody has answered: count every question, then close the meeting.

    Each question is counted in a transaction of its own: one whose decision cannot be carried out stays open and
    is told of by DomainError, and the others stand. To do it again goes on from there (T57).
    """
    refusals = [refusal for vote in open_votes(meeting) if (refusal := _try_close(vote, by, at))]
    if refusals:
        raise refusals[0]
    return _close_asked(meeting, by=by, at=at)


def _try_close(vote: Vote, by, at: datetime) -> DomainError | None:
    try:
        close_vote(vote, by=by, at=at)
    except DomainError as refusal:
        still_open = Vote.objects.filter(pk=vote.pk, state=VoteState.OPEN).exists()
        return refusal if still_open else None
    return None


@transaction.atomic
def _close_asked(meeting: Meeting, *, by, at: datetime) -> Meeting:
    """Undecided questions go back to wait for the next meeting (3.3, R122)."""
    meeting = beats.begin(meeting, Act.CLOSE)
    if not meeting.is_without_sitting:
        raise DomainError("Это заседание проходит со встречей.", rules.COURSE)
    if Vote.objects.filter(item__meeting=meeting, state=VoteState.OPEN).exists():
        raise DomainError("Не все вопросы подсчитаны.", rules.COURSE)
    for item in meeting.items.select_for_update(of=("self",)).filter(state=ItemState.WAITING):
        item.meeting = meeting
        _end_of_question(item, by=by, at=at)
    return end(meeting, by=by, at=at)


def _end_of_question(item: AgendaItem, *, by, at: datetime) -> None:
    result, vote = last_result(item)
    item.state = ItemState.DONE
    item.present_count = vote.present_count if vote else None
    item.save()
    if result in (VoteResult.UNDECIDED, VoteResult.NO_QUORUM):
        return_to_body(
            item, f"{VoteResult(result).label} при голосовании без встречи", by=by, at=at
        )


def close_due_polls(*, at: datetime) -> int:
    """All whose term is over; how many were closed. For cron, every minute: the second run finds nothing (T57)."""
    due = Meeting.objects.filter(
        state=MeetingState.OPEN, form__in=WITHOUT_SITTING, closes_at__lte=at
    ).order_by("pk")
    closed = 0
    for meeting in due:
        try:
            close_poll(meeting, by=None, at=at)
        except DomainError as refusal:
            logger.warning("Poll %s was not closed: %s", meeting.pk, refusal)
        else:
            closed += 1
    return closed


def remind_of_polls(at: datetime) -> int:
    """Write to those who have not answered, on the day before the last one or on the last; once (C21)."""
    open_ones = Meeting.objects.filter(
        state=MeetingState.OPEN, form__in=WITHOUT_SITTING, closes_at__gt=at
    ).select_related("body")
    near = [each for each in open_ones if (today(each.closes_at) - today(at)).days <= 1]
    return sum(polls.remind(meeting, at=at) for meeting in near)
