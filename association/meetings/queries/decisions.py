"""Decisions as readers ask for them: what one may see, how it is carried out, what a report counts."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, F, Q

from association.bodies.choices import HEADS, BodyKind, OfficeKind
from association.bodies.models import CollegialBody, Office
from association.bodies.permissions import (
    heads_a_member,
    may_found_for_association,
    sees_bodies_of_association,
)
from association.bodies.queries import bodies_for
from association.bodies.seats import has_concern, person_seats, presidium_offices
from documents.records.choices import Level
from home.accounts.models import Person
from home.rulebook.text import fold_text
from home.workdays.queries import today

from ..choices import Capacity, Execution, ItemState, MeetingState, Standing
from ..models import AgendaItem, Decision, Invitation
from ..rules import decisions as rules

CARRIES_OUT = "carries_out"
"""The concern of whoever has ever been given a decision to carry out."""
REMIND_BEFORE, REMIND_AFTER = timedelta(days=3), timedelta(days=30)
_RUNNING = {*HEADS, OfficeKind.SECRETARY}


def assigned_to(person):
    """What the person carries out or has carried out; of meetings that are over (4.4)."""
    return Decision.objects.filter(executor=person, meeting__state=MeetingState.CLOSED)


def assignments_of(user):
    """The same for a user; asks nothing when there is nothing."""
    if not has_concern(user, CARRIES_OUT):
        return Decision.objects.none()
    return assigned_to(user.person).select_related("meeting__body", "item")


def visible_to(user):
    """All that `permissions.may_see_decision` opens to the user.

    Bodies and whatever is seen from outside them are asked beforehand: a list of fifty thousand then has plain
    conditions that its indexes serve. They are asked once for the life of the user object.
    """
    if not user.is_authenticated or not user.is_active:
        return Decision.objects.none()
    if not hasattr(user, "_visible_decisions"):
        user._visible_decisions = _visible(user)
    return Decision.objects.filter(user._visible_decisions)


def _visible(user) -> Q:
    inside, outside = _bodies_of(user)
    visible = Q(meeting__body__in=inside)
    if outside:
        visible |= Q(meeting__body__in=outside, level__in=_OPEN_TO_BODY)
    return visible | _from_outside(user, inside)


_OPEN_TO_BODY = (Level.PUBLIC, Level.MEMBERS)


def bodies_seen(user) -> list[CollegialBody]:
    """By title; asked once for the life of the user object."""
    if not hasattr(user, "_bodies_seen"):
        user._bodies_seen = list(bodies_for(user).order_by("title", "pk"))
    return user._bodies_seen


def _bodies_of(user) -> tuple[set[int], set[int]]:
    """Bodies in which the user sits or which the user runs, where nothing is closed to them; and the others seen."""
    in_general = heads_a_member(user)
    inside, outside = set(person_seats(user)), set()
    for body in bodies_seen(user):
        runs = body.owner_id is None and may_found_for_association(user)
        sits = body.kind == BodyKind.GENERAL_MEETING and in_general
        (inside if runs or sits else outside).add(body.pk)
    if presidium_offices(user) - {OfficeKind.MEMBER}:
        general = CollegialBody.objects.filter(kind=BodyKind.GENERAL_MEETING)
        inside |= set(general.values_list("pk", flat=True))
    return inside, outside - inside


def _from_outside(user, inside: set[int]) -> Q:
    """As somebody invited to a meeting, or as the executor, where the body is not one's own."""
    if user.person_id is None:
        return Q(pk__in=[])
    invited = Invitation.objects.standing().filter(person=user.person_id, sent_at__isnull=False)
    places = invited.exclude(meeting__body__in=inside).values_list("meeting", "capacity")
    voting, listening = [], []
    for meeting, capacity in places.order_by():
        (voting if capacity == Capacity.VOTING else listening).append(meeting)
    seen = Q(meeting__in=voting) | Q(meeting__in=listening, level=Level.PUBLIC)
    if has_concern(user, CARRIES_OUT):
        own = assigned_to(user.person).exclude(meeting__body__in=inside).order_by()
        seen |= Q(pk__in=list(own.values_list("pk", flat=True)))
    return seen


def is_of_the_office(user) -> bool:
    """Looks into the bodies of the Association by role."""
    return sees_bodies_of_association(user)


@dataclass(frozen=True)
class Asked:
    """What a reader of the list asks for; an empty value asks for nothing."""

    body: int | None = None
    year: int | None = None
    form: str = ""
    execution: str = ""
    overdue: bool = False
    words: str = ""


def find(user, asked: Asked, on: date):
    """Newest first."""
    found = visible_to(user)
    if asked.body:
        found = found.filter(meeting__body=asked.body)
    if asked.year:
        found = found.filter(
            adopted_on__gte=date(asked.year, 1, 1), adopted_on__lte=date(asked.year, 12, 31)
        )
    if asked.form:
        found = found.filter(form=asked.form)
    if asked.execution:
        found = found.filter(execution=asked.execution)
    if asked.overdue:
        found = found.filter(overdue(on))
    for word in fold_text(asked.words).split():
        found = found.filter(search_text__contains=word)
    return found.order_by("-adopted_on", "meeting", "pk")


def newest(found, most: int) -> list[int]:
    """Keys of the first `most`, in one pass: a page and how many there are come of the same."""
    return list(found.values_list("pk", flat=True)[:most])


def in_order(keys: list[int]) -> list[Decision]:
    """The decisions of a page, with what a row of the list prints."""
    found = Decision.objects.select_related("meeting__body", "executor").in_bulk(keys)
    return [found[key] for key in keys]


def overdue(on: date) -> Q:
    """Past the term without a report, or reported past it and not accepted yet; as `rules.standing_on` says."""
    return Q(execution=Execution.ASSIGNED, due_on__lt=on) | Q(
        execution=Execution.REPORTED, due_on__lt=F("reported_on")
    )


def near_their_term(on: date):
    """Whom to remind today; a command that has not run for a month reminds of what it missed."""
    return (
        Decision.objects.filter(
            execution=Execution.ASSIGNED,
            meeting__state=MeetingState.CLOSED,
            due_on__gte=on - REMIND_AFTER,
            due_on__lte=on + REMIND_BEFORE,
        )
        .exclude(due_on=on)
        .select_related("meeting__body", "executor")
        .order_by("due_on", "pk")
    )


@dataclass(frozen=True)
class Control:
    """What waits for whoever watches over one body: reports to judge, and decisions past their term."""

    body_id: int
    title: str
    kind: str
    reported: int
    overdue: int


def under_control(user, on: date) -> list[Control]:
    """Of the bodies that the user runs or leads; asks nothing of anybody else."""
    run = [pk for pk, kinds in person_seats(user).items() if kinds & _RUNNING]
    watched = Q(meeting__body__in=run)
    if may_found_for_association(user):
        watched |= Q(meeting__body__owner=None)
    elif presidium_offices(user) & _RUNNING:
        watched |= Q(meeting__body__kind=BodyKind.GENERAL_MEETING)
    elif not run:
        return []
    counted = (
        Decision.objects.filter(watched, meeting__state=MeetingState.CLOSED)
        .filter(Q(execution=Execution.REPORTED) | overdue(on))
        .exclude(executor=user.person_id or 0)
        .order_by("meeting__body__title", "meeting__body")
        .values_list("meeting__body", "meeting__body__title", "meeting__body__kind")
        .annotate(
            reported=Count("pk", filter=Q(execution=Execution.REPORTED)),
            overdue=Count("pk", filter=overdue(on)),
        )
    )
    return [Control(*row) for row in counted]


@dataclass(frozen=True)
class ReportRow:
    decision: Decision
    standing: Standing
    days_overdue: int


@dataclass(frozen=True)
class ExecutionReport:
    """How the decisions of a body stood on the last day of a period."""

    body: CollegialBody
    since: date
    until: date
    rows: list[ReportRow]
    counts: dict[Standing, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def figures(self) -> list[tuple[str, int]]:
        return [(standing.label, self.counts[standing]) for standing in Standing]


def report_on(body: CollegialBody, since: date, until: date) -> ExecutionReport:
    """All that was on control in the period: adopted by its end, and not accepted before its beginning."""
    decisions = (
        Decision.objects.filter(
            meeting__body=body,
            meeting__state=MeetingState.CLOSED,
            adopted_on__lte=until,
            executor__isnull=False,
        )
        .filter(Q(accepted_on__isnull=True) | Q(accepted_on__gte=since))
        .select_related("meeting", "executor")
        .order_by("adopted_on", "meeting", "pk")
    )
    rows = [
        ReportRow(
            each,
            rules.standing_on(each.course, until),
            rules.days_overdue(each.course, until),
        )
        for each in decisions
    ]
    counts = {kind: sum(row.standing == kind for row in rows) for kind in Standing}
    return ExecutionReport(body, since, until, rows, counts)


def possible_executors(decision: Decision):
    """Whoever the body knows: its offices of today, those invited to the meeting, and the executor of now."""
    body, day = decision.meeting.body, today()
    return Person.objects.filter(
        Q(pk__in=Office.objects.in_force(day).filter(body=body).values("person"))
        | Q(pk__in=decision.meeting.invitations.standing().values("person"))
        | Q(pk=decision.executor_id)
    )


BEFORE_IT_BEGINS = (
    MeetingState.COLLECTING,
    MeetingState.DRAFTED,
    MeetingState.APPROVED,
    MeetingState.SENT,
)


def items_to_attach(body: CollegialBody):
    """Questions of the meetings of the body that have not begun, nearest first."""
    return (
        AgendaItem.objects.filter(meeting__body=body, meeting__state__in=BEFORE_IT_BEGINS)
        .exclude(state=ItemState.REMOVED)
        .select_related("meeting__body")
        .order_by("meeting__starts_at", "position")
    )
