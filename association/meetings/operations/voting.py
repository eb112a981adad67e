"""An open vote on one question: the electorate is frozen, ballots are taken, the result is counted.

Ballots share the row of their vote, and closing has it alone: a ballot is either counted or told that it is late,
and five hundred people do not wait for one another (T44, T45; docs/decisions/022).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from wagtail.log_actions import log

from association.bodies.choices import Choice, VoteResult
from home.accounts.models import Person
from home.rulebook import DomainError

from ..choices import Act, Channel, ItemState, VoteState
from ..models import AgendaItem, Ballot, Invitation, Meeting, Vote
from ..queries.sitting import count_of, present_now, quorum_at, voters_among
from ..rules import sitting as rules
from . import beats
from .course import begin_item, check_no_open_vote
from .deciding import adopt, reject


@transaction.atomic
def open_vote(
    item: AgendaItem,
    *,
    question: str = "",
    form: str = "",
    executor: Person | None = None,
    due_on: date | None = None,
    on_phones: bool = True,
    seen: int | None = None,
    by,
    at: datetime,
) -> Vote:
    """Put the question that is considered to those who are there now; they and no others may answer (T47).

    Without `question` and `form` the draft of the agenda is asked as it stands. From here on the wording is locked:
    another one is another vote (T48).
    """
    meeting, item = begin_item(item, Act.VOTE, seen=seen)
    rules.check_item(item.state, (ItemState.CURRENT,))
    check_no_open_vote(item)
    voters = voters_among(meeting, present_now(meeting))
    _check_able(meeting, voters)
    item.draft_decision, item.draft_form = question or item.draft_decision, form or item.draft_form
    _check_question(item.draft_decision)
    item.present_count = len(voters)
    item.save()
    vote = make_vote(
        item,
        [stay.invitation for stay in voters],
        present_count=len(voters),
        executor=executor,
        due_on=due_on,
        on_phones=on_phones,
        by=by,
        at=at,
    )
    beats.finish(
        meeting, "open_vote", by=by, at=at, item=str(item), round=vote.round, present=len(voters)
    )
    return vote


def make_vote(
    item: AgendaItem,
    electorate: Collection[Invitation],
    *,
    present_count: int,
    by,
    at: datetime,
    **details,
) -> Vote:
    """The vote with its rule and sizes, and an empty ballot for everyone entitled."""
    meeting = item.meeting
    roster_size = meeting.invitations.voting().count()
    vote = Vote.objects.create(
        item=item,
        round=item.votes.count() + 1,
        question=item.draft_decision,
        form=item.draft_form,
        level=item.level,
        matter=item.matter,
        rule=meeting.rule_set.adoption(item.matter).as_data(),
        roster_size=roster_size,
        present_count=present_count,
        quorum_needed=meeting.rule_set.quorum_rule.needed(roster_size),
        presiding=meeting.presiding,
        opened_at=at,
        opened_by=by,
        **details,
    )
    Ballot.objects.bulk_create(Ballot(vote=vote, invitation=each) for each in electorate)
    return vote


def _check_able(meeting: Meeting, voters: list) -> None:
    """No vote without a quorum (4.7; 3.4 of the working group's rules), nor without whoever presides."""
    quorum = quorum_at(meeting, len(voters))
    if not quorum.met:
        raise DomainError(rules.no_quorum(quorum.needed, quorum.present), quorum.rule)
    if all(stay.invitation.person_id != meeting.presiding_id for stay in voters):
        raise DomainError(
            "Председательствующего нет среди присутствующих. Сначала укажите, кто ведёт заседание.",
            rules.of_source(rules.PRESIDES, meeting.rule_set.source),
        )


def _check_question(question: str) -> None:
    if not question.strip():
        raise DomainError("Напишите, что решают.", rules.LOCKED, field="question")


# Ballots


def cast_ballot(
    vote: Vote, choice: str, *, asks_to_record: bool = False, by, at: datetime
) -> Ballot:
    """The user's own vote. The first one counts; the same again is taken for the same, sent twice (T34, T44).

    What is refused — a late, a second, a stranger's ballot — is a line in the log, and the line outlives the
    refusal (T46).
    """
    try:
        with transaction.atomic():
            return _cast(vote, Choice(choice), asks_to_record, by, at)
    except DomainError as refusal:
        data = {"reason": refusal.message, "rule": refusal.rule.code, "clause": refusal.rule.clause}
        log(vote, "meetings.refuse_ballot", user=by, timestamp=at, data=data)
        raise


def _cast(vote: Vote, choice: Choice, asks_to_record: bool, by, at: datetime) -> Ballot:
    held = _share(vote)
    ballot = _ballot_of(held, by)
    rules.check_taken(held.state, held.closes_at, at)
    rules.check_by_oneself(held.on_phones, ballot.choice)
    taken = Ballot.objects.filter(pk=ballot.pk, choice="").update(
        choice=choice,
        channel=Channel.SELF,
        cast_at=at,
        cast_by=by,
        asks_to_record=asks_to_record and choice == Choice.AGAINST,
    )
    ballot.refresh_from_db(fields=["choice", "channel", "cast_at", "asks_to_record"])
    if not taken:
        rules.check_first(ballot.choice, choice, _source(vote))
    return ballot


def _share(vote: Vote) -> Vote:
    """The vote as it is now, held against closing and not against other ballots."""
    statement, parameters = Vote.objects.filter(pk=vote.pk).order_by().query.sql_with_params()
    # SQLite has one writer at a time anyway; Django has no word for a shared lock.
    lock = " FOR SHARE" if connection.features.has_select_for_update else ""
    return Vote.objects.raw(statement + lock, parameters)[0]


def _ballot_of(vote: Vote, by) -> Ballot:
    """The place of the user in the electorate; DomainError says why there is none (T46)."""
    person = by.person_id if by.is_active else None
    ballot = (
        Ballot.objects.filter(vote=vote, invitation__person=person)
        .select_related("invitation")
        .first()
    )
    if ballot and ballot.invitation.withdrawn_at is None:
        return ballot
    invitation = Invitation.objects.filter(meeting__items=vote.item_id, person=person).first()
    raise rules.why_no_ballot(
        invitation.capacity if invitation else "",
        is_withdrawn=bool(invitation and invitation.withdrawn_at),
        source=_source(vote),
    )


def _source(vote: Vote) -> str:
    return Meeting.objects.filter(items=vote.item_id).values_list("rule_set__source", flat=True)[0]


@dataclass(frozen=True)
class RollCall:
    """How many were written down, and whose own ballots stood already and were left alone."""

    recorded: int
    already: list[Ballot]


@transaction.atomic
def record_roll_call(
    vote: Vote,
    choices: Mapping[int, Choice],
    *,
    asking: Collection[int] = (),
    by,
    at: datetime,
) -> RollCall:
    """The secretary writes down what each one said aloud, by the keys of ballots (4.9).

    Who has voted on a device keeps that ballot (T44). `asking` are those who want their «against» in the minutes.
    Where nobody sits together nothing is said aloud: the secretary would read the answers before the close (T50).
    """
    meeting = beats.begin(vote.item.meeting, Act.VOTE)
    rules.check_sits_together(meeting.is_without_sitting)
    held = _share(vote)
    rules.check_taken(held.state, held.closes_at, at)
    named = {pk: Choice(choice) for pk, choice in choices.items()}
    found = Ballot.objects.filter(vote=vote, pk__in=named).select_related("invitation__person")
    already = list(found.exclude(choice=""))
    recorded = sum(_write_down(vote, named, choice, by, at) for choice in Choice)
    against = [pk for pk in asking if named.get(pk) == Choice.AGAINST]
    Ballot.objects.filter(vote=vote, pk__in=against, choice=Choice.AGAINST).update(
        asks_to_record=True
    )
    if recorded:
        log(meeting, "meetings.roll_call", user=by, timestamp=at, data={"recorded": recorded})
    return RollCall(recorded, already)


def _write_down(vote: Vote, named: Mapping[int, Choice], choice: Choice, by, at: datetime) -> int:
    said = [pk for pk, given in named.items() if given == choice]
    return Ballot.objects.filter(vote=vote, pk__in=said, choice="").update(
        choice=choice, channel=Channel.SECRETARY, cast_at=at, cast_by=by
    )


# The end of a vote


@transaction.atomic
def close_vote(vote: Vote, *, seen: int | None = None, by, at: datetime) -> Vote:
    """Count, write down the result with its reason, and do what follows from it, in one transaction."""
    meeting = beats.begin(vote.item.meeting, Act.VOTE, seen=seen)
    vote = _alone(vote)
    vote.item.meeting = meeting
    _check_open(vote)
    rules.check_may_close(vote.closes_at, vote.ballots.filter(choice="").count(), at)
    _count(vote, at)
    if vote.result == VoteResult.ADOPTED:
        adopt(vote, by=by, at=at)
    elif vote.result == VoteResult.REJECTED:
        reject(vote, by=by, at=at)
    beats.finish(
        meeting,
        "close_vote",
        by=by,
        at=at,
        item=str(vote.item),
        round=vote.round,
        result=vote.result,
    )
    return vote


@transaction.atomic
def annul_vote(vote: Vote, *, reason: str, seen: int | None = None, by, at: datetime) -> Vote:
    """The vote is as if it had not been: its ballots stay and count for nothing; another wording is a new one (T48)."""
    meeting = beats.begin(vote.item.meeting, Act.VOTE, seen=seen)
    vote = _alone(vote)
    _check_open(vote)
    vote.state, vote.annul_reason, vote.closed_at = VoteState.ANNULLED, reason, at
    vote.save()
    beats.finish(
        meeting, "annul_vote", by=by, at=at, item=str(vote.item), round=vote.round, reason=reason
    )
    return vote


def _alone(vote: Vote) -> Vote:
    """The vote with nobody else at it: ballots under way come in first, later ones find it closed."""
    return Vote.objects.select_for_update(of=("self",)).select_related("item").get(pk=vote.pk)


def _check_open(vote: Vote) -> None:
    if vote.state != VoteState.OPEN:
        raise DomainError(
            f"Голосование уже в состоянии «{VoteState(vote.state).label}».", rules.IN_TIME
        )


def _count(vote: Vote, at: datetime) -> None:
    found = count_of(vote)
    answer, tally = found.answer, found.tally
    vote.present_count = tally.present
    vote.votes_for, vote.votes_against = tally.for_, tally.against
    vote.votes_abstained = tally.abstained
    vote.needed, vote.result, vote.exactly_half = answer.needed, answer.result, answer.exactly_half
    vote.explanation = found.explanation
    vote.state, vote.closed_at = VoteState.CLOSED, at
    vote.save()
