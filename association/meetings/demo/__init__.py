"""Meetings of the demo on every stretch of their way, each brought there by the acts of the room."""

import datetime

from association.bodies.choices import BodyKind, Choice
from association.bodies.models import CollegialBody
from association.bodies.queries import offices_of
from home.accounts.models import Person, User
from home.workdays.queries import today

from ..choices import Answer, Capacity, MeetingForm, Presence
from ..models import Decision, Invitation, Meeting
from ..operations import (
    absentee,
    agenda,
    calling,
    course,
    execution,
    inviting,
    opinions,
    proposals,
    sitting,
    voting,
)
from ..operations.inviting import Guest
from ..rules.preparing import Arrangement
from . import story
from .story import Asked

HALL = "г. Светлоозёрск, ул. Набережная, д. 14, актовый зал"
ROOM = "https://video.example.org/analysis"


def load(
    group: CollegialBody,
    own: CollegialBody,
    *,
    chair: User,
    secretary: User,
    member: User,
    waiting,
    now: datetime.datetime,
) -> list[Meeting]:
    """The meetings that were held, for their protocols; nothing is added where any stands already.

    `waiting` is what the coming meeting of the Presidium decides on: an application, or None.
    """
    if Meeting.objects.exists():
        return []
    presidium = CollegialBody.objects.get(kind=BodyKind.PRESIDIUM)
    people = chair.person, secretary.person, member.person
    leader = group.offices.get(kind="leader").person
    held = [
        hold(presidium, story.last_quarter(*people), by=secretary, at=working_day(now, -76)),
        hold(
            presidium, story.this_quarter(*people), by=secretary, at=working_day(now, -3), absent=1
        ),
        hold(
            group,
            story.of_group(leader, secretary.person),
            by=secretary,
            at=working_day(now, -6),
            form=MeetingForm.REMOTE,
            absent=1,
        ),
    ]
    _carry_out(held[0], by=secretary, at=working_day(now, -20))
    _call_next(presidium, chair, secretary, waiting, now)
    _ask(group, secretary, now)
    _collect(own, member, now)
    return held


def working_day(now: datetime.datetime, days: int) -> datetime.datetime:
    """Eleven o'clock by UTC of a working day so many days from now."""
    day = now + datetime.timedelta(days)
    while day.weekday() > 4:
        day += datetime.timedelta(1 if days > 0 else -1)
    return day.replace(hour=11, minute=0, second=0, microsecond=0)


def hold(
    body: CollegialBody,
    asked: list[Asked],
    *,
    by: User,
    at: datetime.datetime,
    form: str = MeetingForm.IN_PERSON,
    absent: int = 0,
) -> Meeting:
    """A meeting that was called, sat and closed at `at`, with these questions and the course they took."""
    plan = Arrangement(
        form,
        at,
        place="" if form == MeetingForm.REMOTE else HALL,
        link=ROOM if form == MeetingForm.REMOTE else "",
    )
    meeting = _send(body, asked, plan, by, at)
    there = list(meeting.invitations.voting())[: -absent or None]
    for invitation in meeting.invitations.voting()[len(there) :]:
        _stay_away(invitation, by, at)
    _sit(meeting, there, asked, by, at)
    return meeting


def _send(body, asked: list[Asked], plan: Arrangement, by: User, at) -> Meeting:
    """Called three weeks ahead, its agenda approved by whoever leads the body."""
    called = at - datetime.timedelta(21)
    head = _head(body, called).user
    meeting = calling.call_meeting(body, plan, by=head, at=called)
    for each in asked:
        if each.subject:
            agenda.add_subject(meeting, *each.subject, by=by, at=called)
        else:
            agenda.add_item(meeting, each.question, by=by, at=called)
    return _approve_and_send(meeting, head, by, called)


def _head(body: CollegialBody, at: datetime.datetime) -> Person:
    return offices_of(body, today(at)).get(kind__in=("chair", "leader")).person


def _approve_and_send(meeting: Meeting, head: User, by: User, at) -> Meeting:
    meeting.refresh_from_db()
    meeting = agenda.submit_agenda(meeting, seen=meeting.version, by=by, at=at)
    meeting = agenda.approve_agenda(meeting, seen=meeting.version, by=head, at=at)
    return agenda.send_invitations(meeting, seen=meeting.version, by=by, at=at)


def _stay_away(invitation: Invitation, by: User, at: datetime.datetime) -> None:
    earlier = at - datetime.timedelta(4)
    opinions.answer_invitation(invitation, Answer.NOT_COMING, by=None, at=earlier)
    if invitation.meeting.rule_set.opinion_days is None:
        return
    opinions.give_opinion(
        invitation,
        "Критериев по-прежнему много. Предлагаю начать с шести и добавить остальные через год.",
        by=by,
        at=earlier,
    )


def _sit(meeting: Meeting, there: list[Invitation], asked: list[Asked], by: User, at) -> None:
    presence = Presence.REMOTE if meeting.form == MeetingForm.REMOTE else Presence.IN_PERSON
    present = {invitation.pk: presence for invitation in there}
    meeting = sitting.open_meeting(
        meeting,
        present=present,
        presiding=_head(meeting.body, at),
        # Asked only where no officer of the body's own is there (C36).
        ground="ведёт председатель Президиума",
        secretary=by.person,
        by=by,
        at=at,
    )
    for opinion in meeting.opinions.all():
        opinions.consider_opinion(
            opinion, "Зачитано. Решили оставить двенадцать критериев.", by=by, at=at
        )
    for order, (item, each) in enumerate(
        zip(meeting.items.order_by("position"), asked, strict=True)
    ):
        _consider(item, each, by, at + datetime.timedelta(minutes=20 * (order + 1)))
    sitting.close_meeting(meeting, by=by, at=at + datetime.timedelta(minutes=90))


def _consider(item, asked: Asked, by: User, at: datetime.datetime) -> None:
    item = course.take_up(item, by=by, at=at)
    item = course.record_course(item, heard=asked.heard, spoken=asked.spoken, by=by, at=at)
    due = today(at) + datetime.timedelta(asked.days) if asked.days else None
    vote = voting.open_vote(
        item, executor=asked.executor, due_on=due, on_phones=False, by=by, at=at
    )
    ballots = list(vote.ballots.order_by("-pk"))
    said = [Choice.AGAINST] * asked.against + [Choice.ABSTAINED] * asked.abstained
    said += [Choice.FOR] * (len(ballots) - len(said))
    choices = {ballot.pk: choice for ballot, choice in zip(ballots, said, strict=True)}
    voting.record_roll_call(vote, choices, by=by, at=at)
    voting.close_vote(vote, by=by, at=at + datetime.timedelta(minutes=5))
    course.finish_item(item, by=by, at=at + datetime.timedelta(minutes=6))


def _carry_out(meeting: Meeting, *, by: User, at: datetime.datetime) -> None:
    """The second decision of the meeting is done; the first one waits for its executor."""
    decision = Decision.objects.get(meeting=meeting, number="2.1")
    execution.report_execution(
        decision,
        "Пакет размещён в разделе «Документы», письмо организациям отправлено.",
        seen=0,
        by=by,
        at=at,
    )
    execution.accept_execution(decision, seen=1, by=by, at=at)


def _call_next(presidium: CollegialBody, chair: User, secretary: User, waiting, now) -> None:
    starts = working_day(now, 12)
    called = now - datetime.timedelta(4)
    plan = Arrangement(MeetingForm.MIXED, starts, place=HALL, link=ROOM)
    meeting = calling.call_meeting(presidium, plan, by=chair, at=called)
    for question in story.next_agenda(chair.person, secretary.person):
        agenda.add_item(meeting, question, by=secretary, at=called)
    if waiting is not None:
        agenda.add_subject(meeting, "admission", waiting.pk, by=secretary, at=called)
    inviting.invite(
        meeting,
        Guest(
            secretary.person,
            Capacity.ADVISORY,
            "ведёт протокол",
            position="методист Ассоциации",
        ),
        by=secretary,
        at=called,
    )
    meeting = _approve_and_send(meeting, chair, secretary, called)
    answers = [Answer.COMING, Answer.COMING, Answer.REMOTE, Answer.NOT_COMING]
    for invitation, answer in zip(meeting.invitations.voting()[1:], answers, strict=False):
        opinions.answer_invitation(invitation, answer, by=None, at=now - datetime.timedelta(2))


def _ask(group: CollegialBody, secretary: User, now: datetime.datetime) -> None:
    """A poll of the working group that is still open: two have answered."""
    leader = group.offices.get(kind="leader").person.user
    begins = now - datetime.timedelta(hours=20)
    plan = Arrangement(MeetingForm.ABSENTEE, begins, closes_at=working_day(now, 4))
    meeting = calling.call_meeting(group, plan, by=leader, at=begins - datetime.timedelta(2))
    agenda.add_item(meeting, story.POLL, by=secretary, at=begins - datetime.timedelta(2))
    meeting = _approve_and_send(meeting, leader, secretary, begins - datetime.timedelta(1))
    meeting = absentee.open_poll(meeting, secretary=secretary.person, by=secretary, at=begins)
    vote = meeting.items.get().votes.get()
    for ballot in vote.ballots.select_related("invitation__person__user")[:2]:
        voting.cast_ballot(
            vote, Choice.FOR, by=ballot.invitation.person.user, at=now - datetime.timedelta(hours=9)
        )


def _collect(own: CollegialBody, member: User, now: datetime.datetime) -> None:
    plan = Arrangement(MeetingForm.IN_PERSON, working_day(now, 20), place="Методический кабинет")
    calling.call_meeting(own, plan, by=member, at=now - datetime.timedelta(1))
    for title, text in story.PROPOSALS:
        proposals.propose(
            own, title, text, author=member.person, by=member, at=now - datetime.timedelta(hours=5)
        )
