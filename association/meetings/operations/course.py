"""The questions of the agenda, one after another: taken up, heard, finished, removed, put off."""

from datetime import datetime

from django.db import transaction

from association.bodies.choices import VoteResult
from home.accounts.models import Person
from home.rulebook import DomainError

from ..choices import Act, Fate, ItemState, VoteState
from ..models import AgendaItem, Meeting, Proposal, Vote
from ..queries.sitting import last_result, present_now, voters_among
from ..rules import sitting as rules
from . import beats

UNFINISHED = (ItemState.WAITING, ItemState.CURRENT)


@transaction.atomic
def take_up(item: AgendaItem, *, seen: int | None = None, by, at: datetime) -> AgendaItem:
    """The question becomes the one considered, with the number of those present; the one before it is finished."""
    meeting, item = begin_item(item, Act.RECORD, seen=seen)
    _check_goes_on(meeting)
    rules.check_item(item.state, (ItemState.WAITING, ItemState.DONE))
    before = meeting.items.filter(state=ItemState.CURRENT).first()
    if before:
        _finish(before)
    item.state = ItemState.CURRENT
    item.opened_at = item.opened_at or at
    item.present_count = len(voters_among(meeting, present_now(meeting)))
    item.save()
    beats.finish(meeting, "take_up", by=by, at=at, item=str(item))
    return item


@transaction.atomic
def finish_item(item: AgendaItem, *, seen: int | None = None, by, at: datetime) -> AgendaItem:
    meeting, item = begin_item(item, Act.RECORD, seen=seen)
    _check_goes_on(meeting)
    rules.check_item(item.state, (ItemState.CURRENT,))
    _finish(item)
    beats.finish(meeting, "finish_item", by=by, at=at, item=str(item))
    return item


def _finish(item: AgendaItem) -> None:
    """No vote is left open, and what is undecided is put again (3.3, R122)."""
    check_no_open_vote(item)
    result, vote = last_result(item)
    if vote:
        rules.check_decided(result, item.meeting.rule_set.adoption(vote.matter).rule)
    item.state = ItemState.DONE
    item.save()


@transaction.atomic
def record_course(
    item: AgendaItem, *, heard: str, spoken: str, before: str = "", by, at: datetime
) -> AgendaItem:
    """«Слушали» and «выступили», the secretary's prose; never a count.

    `before` is `rules.trace` of the text that its writer had on the screen. It is saved while it is typed, so it
    makes neither a version of the meeting nor a line of the log for each pause. When the meeting is over the prose is
    mended in its protocol, by the steps of that.
    """
    _check_goes_on(beats.begin(item.meeting, Act.RECORD))
    item = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    rules.check_prose(before, (item.heard, item.spoken), (heard, spoken))
    item.heard, item.spoken = heard, spoken
    item.save(update_fields=["heard", "spoken"])
    return item


@transaction.atomic
def remove_item(
    item: AgendaItem, *, reason: str, seen: int | None = None, by, at: datetime
) -> AgendaItem:
    meeting, item = begin_item(item, Act.RECORD, seen=seen)
    _check_goes_on(meeting)
    _remove(item, reason)
    beats.finish(meeting, "remove_item", by=by, at=at, item=str(item), reason=reason)
    return item


@transaction.atomic
def put_off_item(
    item: AgendaItem, *, reason: str, seen: int | None = None, by, at: datetime
) -> Proposal:
    """Off this agenda, and among the questions that wait for the next meeting of the body (R113)."""
    meeting, item = begin_item(item, Act.RECORD, seen=seen)
    _check_goes_on(meeting)
    proposal = _put_off(item, reason, by=by, at=at)
    beats.finish(meeting, "put_off_item", by=by, at=at, item=str(item), reason=reason)
    return proposal


@transaction.atomic
def put_off_rest(
    meeting: Meeting, *, reason: str, seen: int | None = None, by, at: datetime
) -> int:
    """All that has not been considered waits for the next meeting: there is no quorum, or no time left."""
    meeting = beats.begin(meeting, Act.RECORD, seen=seen)
    _check_goes_on(meeting)
    rest = list(meeting.items.select_for_update(of=("self",)).filter(state__in=UNFINISHED))
    for item in rest:
        item.meeting = meeting
        _put_off(item, reason, by=by, at=at)
    beats.finish(meeting, "put_off_rest", by=by, at=at, reason=reason, items=len(rest))
    return len(rest)


def begin_item(
    item: AgendaItem, act: Act, *, seen: int | None = None
) -> tuple[Meeting, AgendaItem]:
    """The meeting locked first, then its question: one order for all who lock both."""
    meeting = beats.begin(item.meeting, act, seen=seen)
    item = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    item.meeting = meeting
    return meeting, item


def check_no_open_vote(item: AgendaItem) -> None:
    rules.check_no_vote(Vote.objects.filter(item=item, state=VoteState.OPEN).exists())


def _check_goes_on(meeting: Meeting) -> None:
    if meeting.closed_at is not None:
        raise DomainError("Заседание закрыто: ход его уже не меняют.", rules.COURSE)
    if meeting.is_without_sitting:
        raise DomainError(
            "Без встречи вопросы не рассматривают: члены отвечают на все сразу.", rules.COURSE
        )


def _remove(item: AgendaItem, reason: str) -> None:
    rules.check_item(item.state, UNFINISHED)
    check_no_open_vote(item)
    if item.decisions.exists():
        raise DomainError("По этому вопросу уже есть решение: снять его нельзя.", rules.COURSE)
    item.state, item.removal_reason = ItemState.REMOVED, reason
    item.save()


def _put_off(item: AgendaItem, reason: str, *, by, at: datetime) -> Proposal:
    """A question of which one part is decided and another is not ends here, and the rest of it waits (R122)."""
    if item.decisions.exists() and last_result(item)[0] == VoteResult.UNDECIDED:
        check_no_open_vote(item)
        item.state = ItemState.DONE
        item.save()
    else:
        _remove(item, reason)
    return return_to_body(item, reason, by=by, at=at)


def return_to_body(item: AgendaItem, reason: str, *, by, at: datetime) -> Proposal:
    """The proposal of the question goes back to wait; one of the secretary's own making gets one."""
    meeting = item.meeting
    proposal = item.proposals.select_for_update(of=("self",)).first() or Proposal(
        body=meeting.body,
        author=_author(item, by),
        title=item.title,
        text=item.draft_decision,
        proposed_at=at,
        matter=item.matter,
        subject_type=item.subject_type,
        subject_id=item.subject_id,
    )
    proposal.meeting, proposal.item, proposal.fate = None, None, Fate.PUT_OFF
    proposal.answer, proposal.decided_by, proposal.decided_at = reason, by, at
    proposal.save()
    return proposal


def _author(item: AgendaItem, by) -> Person:
    return item.responsible or item.speaker or (by and by.person) or item.meeting.presiding
