"""A meeting is called, arranged anew, put off, cancelled (R54, R71, R106)."""

from datetime import datetime

from django.db import transaction

from association.bodies.choices import BodyKind
from association.bodies.models import CollegialBody
from association.bodies.permissions import may_lead_body
from home.rulebook import DomainError
from home.workdays.queries import today

from ..choices import Act, Answer, Fate, MeetingState, Occasion
from ..models import AgendaItem, Meeting
from ..rules import preparing
from ..rules.names import CALLING, EXTRAORDINARY, PLANNED, VENUE, in_words_of
from ..rules.preparing import YEARLY_QUESTIONS, Arrangement
from . import beats
from .inviting import refresh_roll
from .telling import tell_everybody

FIELDS = ("form", "occasion", "reason", "starts_at", "closes_at", "place", "venue", "link")
YEARLY_BODIES = (BodyKind.PRESIDIUM, BodyKind.GENERAL_MEETING)


@transaction.atomic
def call_meeting(body: CollegialBody, plan: Arrangement, *, by, at: datetime) -> Meeting:
    """Set the day, freeze the rules, put everybody with a vote on the list (2.3 «а», 4.2, R223).

    A second press finds the first meeting in its way (T34).
    """
    body = CollegialBody.objects.select_for_update(of=("self",)).get(pk=body.pk)
    rule_set = body.rule_set
    if body.dissolved_on and body.dissolved_on <= today(plan.starts_at):
        demand = in_words_of(rule_set.source, CALLING)
        raise DomainError("К этому дню орган уже упразднён.", demand, field="starts_on")
    _check(plan, body, rule_set, by=by, at=at)
    _check_nothing_else(body, plan)
    meeting = Meeting(body=body, rule_set=rule_set, created_by=by, created_at=at)
    _arrange(meeting, plan)
    meeting.save()
    if plan.occasion == Occasion.YEARLY_CONFERENCE:
        _put_yearly_questions(meeting)
    refresh_roll(meeting, today(at), at=at)
    return beats.finish(meeting, "call", by=by, at=at, **_in_words(meeting))


@transaction.atomic
def change_meeting(meeting: Meeting, plan: Arrangement, *, seen: int, by, at: datetime) -> Meeting:
    """Arrange anew what has not been sent yet."""
    return _rearrange(meeting, plan, Act.CHANGE, "change", seen=seen, by=by, at=at)


@transaction.atomic
def move_meeting(meeting: Meeting, plan: Arrangement, *, seen: int, by, at: datetime) -> Meeting:
    """Another time or place after the sending: everybody gets a letter, the entry in their calendar moves.

    Whoever has answered for another time is asked again.
    """
    before = Meeting.objects.get(pk=meeting.pk)
    moved = _rearrange(meeting, plan, Act.MOVE, "move", seen=seen, by=by, at=at)
    if moved.starts_at != before.starts_at:
        moved.invitations.exclude(answer=Answer.NONE).update(answer=Answer.NONE, answered_at=None)
    note = _difference(before, moved)
    tell_everybody(moved, note=note)
    moved.save(update_fields=["sequence", "update_note"])
    return moved


def _rearrange(meeting, plan, act: Act, action: str, *, seen: int, by, at) -> Meeting:
    meeting = beats.begin(meeting, act, seen=seen)
    _check(plan, meeting.body, meeting.rule_set, by=by, at=at, before=meeting)
    _check_nothing_else(meeting.body, plan, but=meeting)
    _arrange(meeting, plan)
    return beats.finish(meeting, action, by=by, at=at, **_in_words(meeting))


@transaction.atomic
def cancel_meeting(meeting: Meeting, reason: str, *, seen: int, by, at: datetime) -> Meeting:
    """Nobody comes; questions that members proposed wait for the next meeting (R113)."""
    meeting = beats.begin(meeting, Act.CANCEL, seen=seen)
    if not reason.strip():
        raise DomainError("Напишите, почему заседание отменено.", PLANNED, field="reason")
    meeting.cancel_reason = reason.strip()
    meeting.proposals.exclude(fate=Fate.REFUSED).update(
        fate=Fate.NEW, meeting=None, item=None, answer="", decided_by=None, decided_at=None
    )
    tell_everybody(meeting, note="")
    return beats.finish(meeting, "cancel", by=by, at=at, reason=meeting.cancel_reason)


def _check(plan: Arrangement, body, rule_set, *, by, at: datetime, before=None) -> None:
    preparing.check_arrangement(
        plan, rule_set, at=at, may_be_yearly=body.owner_id is None and body.kind in YEARLY_BODIES
    )
    is_new = before is None or (plan.form, plan.occasion) != (before.form, before.occasion)
    if is_new and preparing.is_decided_by_head(plan.form, plan.occasion):
        _check_by_head(plan, body, rule_set, by)
    if plan.venue is not None and not plan.venue.is_member:
        raise DomainError(
            "Принять заседание может организация – член Ассоциации.", VENUE, field="venue"
        )


def _check_by_head(plan: Arrangement, body, rule_set, by) -> None:
    if by is None or may_lead_body(by, body):
        return
    if plan.occasion == Occasion.EXTRAORDINARY:
        demand = in_words_of(rule_set.source, EXTRAORDINARY)
        raise DomainError(
            "Внеочередное заседание созывает только председатель.", demand, field="occasion"
        )
    name = "absentee_allowed" if plan.form == "absentee" else "poll_allowed"
    raise DomainError(
        "О заочном голосовании и опросе решает тот, кто возглавляет орган.",
        rule_set.rule_for(name),
        field="form",
    )


def _check_nothing_else(body, plan: Arrangement, but: Meeting | None = None) -> None:
    same = body.meetings.filter(starts_at=plan.starts_at).exclude(state=MeetingState.CANCELLED)
    if but is not None:
        same = same.exclude(pk=but.pk)
    if same.exists():
        raise DomainError(
            "На это время заседание органа уже назначено.", PLANNED, field="starts_on"
        )


def _arrange(meeting: Meeting, plan: Arrangement) -> None:
    for name in FIELDS:
        setattr(meeting, name, getattr(plan, name))
    if plan.occasion != Occasion.EXTRAORDINARY:
        meeting.reason = ""


def _put_yearly_questions(meeting: Meeting) -> None:
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, position=position, title=title)
        for position, title in enumerate(YEARLY_QUESTIONS, start=1)
    )


def _in_words(meeting: Meeting) -> dict:
    return {
        "form": meeting.form,
        "occasion": meeting.occasion,
        "starts_at": meeting.starts_at.isoformat(),
    }


def _difference(before: Meeting, after: Meeting) -> str:
    """What a letter says first of a meeting that was moved."""
    changes = []
    if before.starts_at != after.starts_at or before.closes_at != after.closes_at:
        changes.append("время")
    if (before.place, before.venue_id) != (after.place, after.venue_id):
        changes.append("место")
    if before.link != after.link:
        changes.append("ссылка на видеовстречу")
    if before.form != after.form:
        changes.append("форма")
    return f"Изменилось: {', '.join(changes)}." if changes else "Сведения о заседании уточнены."
