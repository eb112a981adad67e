"""Carrying decisions out: told, on its way, reported, accepted or returned; by whom and until when (4.4, 5.5, 5.7)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format
from wagtail.log_actions import log

from documents.uploads.operations import store_upload
from home.accounts.models import Person
from home.workdays.queries import today

from .. import letters
from ..choices import MeetingState, Step
from ..models import Decision, ExecutionStep, Meeting
from ..queries import decisions as queries
from ..rules import decisions as rules


@transaction.atomic
def tell_executors(meeting: Meeting, *, by, at: datetime) -> None:
    """Bring the decisions of a meeting that has closed to those who carry them out, each once (4.4, R59)."""
    waiting = meeting.decisions.filter(executor__isnull=False, told_at=None)
    for decision in waiting.select_for_update(of=("self",)).select_related("meeting__body"):
        _tell(decision, by=by, at=at)
        decision.save(update_fields=["told_at"])


@transaction.atomic
def note_progress(
    decision: Decision, text: str, upload=None, *, seen: int, by, at: datetime
) -> ExecutionStep:
    decision = _begin(decision, Step.PROGRESS, seen)
    said = rules.check_said(text, "Напишите, что сделано.")
    return _finish(decision, Step.PROGRESS, "note_progress", said, upload, by=by, at=at)


@transaction.atomic
def report_execution(
    decision: Decision, text: str, upload=None, *, seen: int, by, at: datetime
) -> ExecutionStep:
    """Say that it is done; it counts as done when the report is accepted, and from this day."""
    decision = _begin(decision, Step.REPORT, seen)
    said = rules.check_said(text, "Напишите, что сделано и где это видно.")
    decision.reported_on = today(at)
    return _finish(decision, Step.REPORT, "report_execution", said, upload, by=by, at=at)


@transaction.atomic
def accept_execution(
    decision: Decision, text: str = "", *, seen: int, by, at: datetime
) -> ExecutionStep:
    decision = _begin(decision, Step.ACCEPT, seen)
    decision.accepted_on = today(at)
    step = _finish(decision, Step.ACCEPT, "accept_execution", text.strip(), by=by, at=at)
    letters.tell(letters.ACCEPTED, decision, occasion=step.pk, at=at, words=step.text)
    return step


@transaction.atomic
def return_execution(decision: Decision, text: str, *, seen: int, by, at: datetime):
    """The report does not do; the term stays as it was."""
    decision = _begin(decision, Step.RETURN, seen)
    said = rules.check_said(text, "Напишите, чего не хватает.")
    decision.reported_on = None
    step = _finish(decision, Step.RETURN, "return_execution", said, by=by, at=at)
    letters.tell(letters.RETURNED, decision, occasion=step.pk, at=at, words=said)
    return step


@transaction.atomic
def reassign(
    decision: Decision,
    executor: Person,
    due_on: date | None,
    reason: str,
    *,
    seen: int,
    by,
    at: datetime,
) -> ExecutionStep:
    """Another executor or another term, or the first ones of a decision that had none."""
    decision = _begin(decision, Step.REASSIGN, seen)
    former, former_due = decision.executor, decision.due_on
    rules.check_change((former, former_due), (executor, due_on))
    if due_on != former_due:
        rules.check_assignment(True, due_on, today(at))
    said = rules.check_said(reason, "Напишите, почему.", "reason")
    decision.executor, decision.due_on, decision.reported_on = executor, due_on, None
    change = _change(former, former_due, decision)
    step = _finish(decision, Step.REASSIGN, "reassign", said, change=change, by=by, at=at)
    if former and former != executor:
        letters.tell(letters.TAKEN_OFF, decision, to=former, occasion=step.pk, at=at, words=said)
    _tell(decision, by=by, at=at, occasion=step.pk)
    decision.save(update_fields=["told_at"])
    return step


def remind_of_terms(at: datetime) -> int:
    """Three days before the term, and once it has passed; the daily command may run again (T57)."""
    day = today(at)
    return sum(
        letters.tell_of_term(decision, day, at=at) is not None
        for decision in queries.near_their_term(day)
    )


def _tell(decision: Decision, *, by, at: datetime, occasion: str | int = "assigned") -> None:
    letters.tell(letters.ASSIGNED, decision, occasion=occasion, at=at)
    decision.told_at = at
    data = {"executor": str(decision.executor)}
    log(decision, "meetings.tell_executor", user=by, timestamp=at, data=data)


def _begin(decision: Decision, step: Step, seen: int) -> Decision:
    locked = (
        Decision.objects.select_for_update(of=("self",))
        .select_related("meeting__body__owner", "executor")
        .get(pk=decision.pk)
    )
    rules.check_over(locked.meeting.state == MeetingState.CLOSED)
    rules.check_seen(seen, locked.steps.count())
    locked.execution = rules.next_execution(locked.execution, step)
    return locked


def _finish(
    decision: Decision, kind: Step, action: str, text: str, upload=None, *, change="", by, at
) -> ExecutionStep:
    decision.save()
    step = decision.steps.create(
        kind=kind,
        text=text,
        change=change,
        file=store_upload(upload, by=by, at=at) if upload else None,
        by=by,
        at=at,
    )
    data = {"number": decision.number, "text": text, "change": change}
    log(decision, f"meetings.{action}", user=by, timestamp=at, data=data)
    return step


def _change(former: Person | None, former_due: date | None, decision: Decision) -> str:
    """«исполнитель: А. → Б.; срок: 1 декабря → 8 декабря», of what has changed."""
    parts = []
    if former != decision.executor:
        parts.append(f"исполнитель: {former or 'не назначен'} → {decision.executor}")
    if former_due != decision.due_on:
        parts.append(f"срок: {_day(former_due)} → {_day(decision.due_on)}")
    return "; ".join(parts)[:300]


def _day(day: date | None) -> str:
    return date_format(day) if day else "без срока"
