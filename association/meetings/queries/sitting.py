"""A meeting while it is held: who is there, is it able to decide, what is being voted on."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from django.db.models import Count, Prefetch, Q

from association.bodies.choices import HEADS, Choice, OfficeKind
from association.bodies.models import Office
from association.bodies.rules.voting import (
    Adoption,
    QuorumAnswer,
    Tally,
    VoteAnswer,
    count_quorum,
    count_vote,
)
from home.rulebook import Rule

from ..choices import Capacity, ItemState, Presence, VoteState
from ..models import AgendaItem, Attendance, Ballot, Invitation, Meeting, Vote
from ..rules import sitting as rules


def present_at(meeting: Meeting, at: datetime) -> list[Attendance]:
    """Who is there at the moment, in every capacity; whoever comes at it is there, whoever leaves at it is not."""
    staying = Q(left_at__isnull=True) | Q(left_at__gt=at)
    return list(_stays(meeting).filter(staying, arrived_at__lte=at))


def present_now(meeting: Meeting) -> list[Attendance]:
    """Those who have come and not left."""
    return list(_stays(meeting).filter(left_at__isnull=True))


def _stays(meeting: Meeting):
    return (
        Attendance.objects.filter(invitation__meeting=meeting)
        .select_related("invitation__person")
        .order_by("invitation__pk", "arrived_at", "pk")
    )


def voters_among(meeting: Meeting, stays: Iterable[Attendance]) -> list[Attendance]:
    """Those who make the quorum and vote: by the rules of the body also those who take part from afar (C6, R123)."""
    remote_counts = meeting.rule_set.remote_counts
    return [
        stay
        for stay in stays
        if stay.invitation.capacity == Capacity.VOTING
        and stay.invitation.withdrawn_at is None
        and (remote_counts or stay.presence == Presence.IN_PERSON)
    ]


def roll(meeting: Meeting) -> list[Invitation]:
    """Everybody with a vote, by name."""
    found = meeting.invitations.voting().select_related("person", "organisation")
    return list(found.order_by("person__surname", "person__name", "pk"))


def quorum_at(meeting: Meeting, present: int) -> QuorumAnswer:
    return count_quorum(meeting.rule_set.quorum_rule, meeting.invitations.voting().count(), present)


def quorum_of(item: AgendaItem) -> QuorumAnswer | None:
    """As it stood when the item was considered; None for one that nobody has taken up."""
    if item.present_count is None:
        return None
    return quorum_at(item.meeting, item.present_count)


# Votes


def choices_of(vote: Vote) -> dict[str, int]:
    """How many ballots of each choice; «» counts those still waited for."""
    counted = Ballot.objects.filter(vote=vote).values_list("choice").annotate(Count("pk"))
    return dict(counted.order_by())


@dataclass(frozen=True)
class Counted:
    """A vote counted from its stored ballots."""

    quorum: QuorumAnswer
    tally: Tally
    answer: VoteAnswer
    explanation: str


def count_of(vote: Vote) -> Counted:
    """What closing writes down, and what a recount checks it against.

    In an absentee vote and a poll those who answered are the ones who take part (C21).
    """
    meeting, counts = vote.item.meeting, choices_of(vote)
    cast = sum(counts.get(choice, 0) for choice in Choice)
    present = cast if meeting.is_without_sitting else vote.present_count
    quorum = count_quorum(meeting.rule_set.quorum_rule, vote.roster_size, present)
    tally = Tally(
        roster=vote.roster_size,
        present=present,
        for_=counts.get(Choice.FOR, 0),
        against=counts.get(Choice.AGAINST, 0),
        abstained=counts.get(Choice.ABSTAINED, 0),
        presiding=_choice_of_presiding(vote),
    )
    answer = count_vote(Adoption.from_data(vote.rule), quorum, tally)
    words = answer.explanation
    if meeting.is_without_sitting:
        words = rules.in_a_poll(words)
    return Counted(quorum, tally, answer, words)


def _choice_of_presiding(vote: Vote) -> Choice | None:
    given = (
        vote.ballots.exclude(choice="")
        .filter(invitation__person=vote.presiding_id)
        .values_list("choice", flat=True)
        .first()
    )
    return Choice(given) if given else None


def ballots_by_name(vote: Vote) -> list[Ballot]:
    """The roll-call, by name; for the body alone (T50)."""
    found = vote.ballots.select_related("invitation__person", "invitation__organisation")
    return list(found.order_by("invitation__person__surname", "invitation__person__name", "pk"))


def open_votes(meeting: Meeting) -> list[Vote]:
    found = Vote.objects.filter(item__meeting=meeting, state=VoteState.OPEN)
    votes = list(found.select_related("item", "executor").order_by("item__position"))
    for vote in votes:
        vote.item.meeting = meeting
    return votes


def own_ballots(invitation: Invitation, votes: Iterable[Vote]) -> dict[int, Ballot]:
    found = Ballot.objects.filter(invitation=invitation, vote__in=list(votes))
    return {ballot.vote_id: ballot for ballot in found}


def answered(meeting: Meeting) -> tuple[int, int]:
    """How many of those asked have answered everything, and how many were asked: no more is told before the close (T50)."""
    asked = Ballot.objects.filter(vote__item__meeting=meeting, vote__state=VoteState.OPEN)
    people = asked.values("invitation").annotate(waiting=Count("pk", filter=Q(choice="")))
    waiting = [row["waiting"] for row in people.order_by()]
    return waiting.count(0), len(waiting)


# The whole of it, for one screen


@dataclass
class Seat:
    """One invited person on the screen; `stay` while present."""

    invitation: Invitation
    stay: Attendance | None
    left_at: datetime | None = None

    @property
    def has_vote(self) -> bool:
        return self.invitation.capacity == Capacity.VOTING


@dataclass
class Picture:
    """A held meeting as it stands, in the same number of queries however large it is."""

    meeting: Meeting
    seats: list[Seat]
    items: list[AgendaItem]
    voters: list[Attendance] = field(default_factory=list)

    @property
    def members(self) -> list[Seat]:
        return [seat for seat in self.seats if seat.has_vote]

    @property
    def guests(self) -> list[Seat]:
        return [seat for seat in self.seats if not seat.has_vote]

    @cached_property
    def quorum(self) -> QuorumAnswer:
        return count_quorum(self.meeting.rule_set.quorum_rule, len(self.members), len(self.voters))

    @property
    def current(self) -> AgendaItem | None:
        return next((item for item in self.items if item.state == ItemState.CURRENT), None)

    @property
    def waiting(self) -> list[AgendaItem]:
        return [item for item in self.items if item.state == ItemState.WAITING]

    @property
    def open_vote(self) -> Vote | None:
        return next((vote for vote in votes_of(self.current) if vote.state == VoteState.OPEN), None)

    @property
    def presiding_is_here(self) -> bool:
        return any(stay.invitation.person_id == self.meeting.presiding_id for stay in self.voters)


def votes_of(item: AgendaItem | None) -> list[Vote]:
    return list(item.votes.all()) if item else []


def last_result(item: AgendaItem) -> tuple[str, Vote | None]:
    """Of the latest vote that was closed; empty where there was none."""
    closed = [vote for vote in votes_of(item) if vote.state == VoteState.CLOSED]
    return (closed[-1].result, closed[-1]) if closed else ("", None)


def picture(meeting: Meeting) -> Picture:
    invitations = (
        meeting.invitations.standing()
        .select_related("person", "organisation")
        .prefetch_related(Prefetch("stays", Attendance.objects.order_by("arrived_at", "pk")))
        .order_by("person__surname", "person__name", "pk")
    )
    items = (
        meeting.items.select_related("speaker", "responsible")
        .prefetch_related(
            Prefetch("votes", Vote.objects.select_related("executor").order_by("round", "pk"))
        )
        .order_by("position", "pk")
    )
    seats = [_seat(invitation) for invitation in invitations]
    found = Picture(meeting, seats, list(items))
    for item in found.items:
        item.meeting = meeting
        for vote in item.votes.all():
            vote.item = item
    found.voters = voters_among(meeting, (seat.stay for seat in seats if seat.stay))
    return found


def _seat(invitation: Invitation) -> Seat:
    stays = list(invitation.stays.all())
    stay = next((each for each in stays if each.left_at is None), None)
    if stay:
        stay.invitation = invitation
    return Seat(invitation, stay, stays[-1].left_at if stays and not stay else None)


# Before it opens


@dataclass(frozen=True)
class Warning:
    """What the one who opens should know; nothing of it keeps the meeting from being held."""

    text: str
    rule: Rule


def warnings_before(meeting: Meeting, on: date) -> list[Warning]:
    return [*_unread(meeting), *_terms_over(meeting, on)]


def _unread(meeting: Meeting) -> list[Warning]:
    """4.8, R63: members and invitees have had the materials before it begins."""
    rule = rules.of_source(rules.MATERIALS, meeting.rule_set.source)
    if meeting.sent_at is None:
        return [Warning("Приглашения и материалы не разосланы.", rule)]
    if not meeting.items.filter(files__isnull=False).exists():
        return []
    people = meeting.invitations.standing().filter(materials_read_at__isnull=True)
    names = [each.person.short_name for each in people.select_related("person")]
    return (
        [Warning(f"Не отметили материалы прочитанными: {', '.join(names)}.", rule)] if names else []
    )


def _terms_over(meeting: Meeting, on: date) -> list[Warning]:
    """Acts after the term are flagged, not blocked (R30, R32)."""
    wanted = (*HEADS, OfficeKind.DEPUTY_CHAIR)
    offices = Office.objects.in_force(on).filter(
        body=meeting.body_id, kind__in=wanted, term_ends__lte=on
    )
    return [
        Warning(
            f"{office.get_kind_display()} {office.person.short_name}: срок полномочий истёк "
            f"{office.term_ends:%d.%m.%Y}.",
            rules.of_source(rules.TERM_OVER, meeting.rule_set.source),
        )
        for office in offices.select_related("person")
    ]
