"""The Expert Group judges a candidate's package: asked, said, concluded, called off (3.1 «г», R22, R23)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django_tasks import task
from wagtail.log_actions import log

from association.bodies.choices import BodyKind
from association.bodies.models import CollegialBody
from home.accounts.models import Person
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import emails, expertises, papers, queries
from ..choices import Act, ExpertiseAct, Outcome
from ..models import Expert, ExpertConclusion, Expertise, MembershipApplication
from ..rules import expertise as rules
from ..rules import names
from .beats import begin, finish, lock
from .keeping import keep_paper

NEAR_DAYS = 2
"""How long before the term those who are silent are reminded."""


@transaction.atomic
def assign_experts(
    application: MembershipApplication,
    *,
    body: CollegialBody,
    lead: Person,
    experts: Sequence[Person],
    due_on: date,
    task: str = "",
    seen: int,
    by,
    at: datetime,
) -> Expertise:
    """Hand the package that lies there now to people of the group; the lead is one of them. One at a time."""
    application = begin(application, Act.ASSIGN_EXPERTS, seen=seen)
    is_candidate = queries.is_candidate(application.organisation)
    rules.check_needed(application.basis, is_candidate=is_candidate)
    _check_none_under_way(application)
    _check_people(application, body, lead, experts, on=today(at))
    rules.check_term(due_on, today(at))
    expertise = Expertise.objects.create(
        application=application,
        body=body,
        lead=lead,
        due_on=due_on,
        task=task.strip(),
        assigned_by=by,
        assigned_at=at,
    )
    Expert.objects.bulk_create(Expert(expertise=expertise, person=each) for each in experts)
    asked = [each.full_name for each in experts]
    finish(application, "assign_experts", by=by, at=at, experts=asked, due_on=due_on.isoformat())
    emails.tell_experts(emails.EXPERTISE_ASSIGNED, expertise, experts, about="", at=at)
    return expertise


def _check_none_under_way(application: MembershipApplication) -> None:
    if expertises.under_way(application):
        raise DomainError(
            "Экспертиза этого пакета уже идёт. Чтобы поручить её другим, отмените прежнюю.",
            names.EXPERTISE_PROCEDURE,
        )


def _check_people(application, body: CollegialBody, lead, experts, *, on: date) -> None:
    rules.check_body(
        is_expert_group=body.kind == BodyKind.EXPERT_GROUP and body.owner_id is None,
        is_in_being=body.is_in_being(on),
    )
    rules.check_experts(
        expertises.candidates(experts, body, application, on), has_lead=lead in experts
    )


@transaction.atomic
def say_opinion(
    expertise: Expertise, outcome: Outcome, remarks: str = "", *, by, at: datetime
) -> Expert:
    """The user's own word on the package; until the conclusion it may be said anew, and the same again is nothing."""
    expertise = _begin(expertise, ExpertiseAct.SAY)
    expert = expertise.experts.select_for_update().filter(person=by.person_id).first()
    if expert is None:
        raise DomainError("Мнение высказывают те, кому поручена экспертиза.", names.EXPERTISE)
    remarks = rules.check_said(outcome, remarks, "remarks")
    if (expert.opinion, expert.remarks) == (outcome, remarks):
        return expert
    expert.opinion, expert.remarks, expert.said_at = outcome, remarks, at
    expert.save()
    _log(expertise, "say_opinion", by=by, at=at, opinion=outcome)
    if by.person_id != expertise.lead_id and not expertises.silent_but_lead(expertise):
        emails.tell_experts(
            emails.EXPERTISE_READY, expertise, [expertise.lead], about=f"-{expert.pk}", at=at
        )
    return expert


@transaction.atomic
def conclude_expertise(
    expertise: Expertise, outcome: Outcome, text: str = "", *, by, at: datetime
) -> ExpertConclusion:
    """The lead gives the conclusion of the group, today and for good; the candidate is told, the paper is printed."""
    application = begin(expertise.application, Act.CONCLUDE)
    expertise = _begin(expertise, ExpertiseAct.CONCLUDE)
    if by.person_id != expertise.lead_id:
        raise DomainError("Заключение даёт тот, кому поручено его готовить.", names.EXPERTISE)
    silent = [person.full_name for person in expertises.silent_but_lead(expertise)]
    rules.check_may_conclude(silent, due_on=expertise.due_on, today=today(at))
    conclusion = ExpertConclusion.objects.create(
        application=application,
        expertise=expertise,
        outcome=outcome,
        date=today(at),
        author=_authors(expertise),
        text=rules.check_said(outcome, text, "text"),
        recorded_by=by,
        recorded_at=at,
    )
    expertise.closed_at = at
    expertise.save()
    _log(expertise, "conclude_expertise", by=by, at=at, outcome=outcome)
    finish(application, "conclude", by=by, at=at, outcome=outcome)
    emails.tell_of_conclusion(application, conclusion, at=at)
    transaction.on_commit(lambda: print_conclusion.enqueue(conclusion.pk))
    return conclusion


def _authors(expertise: Expertise) -> str:
    """«Экспертная группа: …» within the length of the column; the paper has them all."""
    people = [expert.person.full_name for expert in expertises.experts_of(expertise)]
    named = f"{expertise.body.title}: {', '.join(people)}"
    return named if len(named) <= 300 else f"{named[:299]}…"


@transaction.atomic
def change_term(expertise: Expertise, due_on: date, *, by, at: datetime) -> Expertise:
    """Another last day; those who are asked are told of it."""
    expertise = _begin(expertise, ExpertiseAct.CHANGE_TERM)
    rules.check_term(due_on, today(at))
    if due_on == expertise.due_on:
        return expertise
    before, expertise.due_on = expertise.due_on, due_on
    expertise.save()
    _log(
        expertise, "change_term", by=by, at=at, before=before.isoformat(), after=due_on.isoformat()
    )
    people = [expert.person for expert in expertises.experts_of(expertise)]
    emails.tell_experts(
        emails.EXPERTISE_MOVED, expertise, people, about=f"-{at:%Y%m%d%H%M%S}", at=at
    )
    return expertise


@transaction.atomic
def call_off_expertise(expertise: Expertise, reason: str, *, by, at: datetime) -> Expertise:
    """No conclusion comes of it; the experts see the papers no more."""
    lock(expertise.application)
    if not reason.strip():
        raise DomainError(
            "Напишите, почему экспертиза отменена.", names.EXPERTISE_PROCEDURE, field="reason"
        )
    return _call_off(expertise, reason.strip(), by=by, at=at)


def end_expertise(application: MembershipApplication, reason: str, *, by, at: datetime) -> None:
    """The application goes another way, so nothing is left to judge; inside the transaction of that act."""
    if expertise := expertises.under_way(application):
        _call_off(expertise, reason, by=by, at=at)


def _call_off(expertise: Expertise, reason: str, *, by, at: datetime) -> Expertise:
    expertise = _begin(expertise, ExpertiseAct.CALL_OFF)
    expertise.closed_at = at
    expertise.save()
    _log(expertise, "call_off_expertise", by=by, at=at, reason=reason)
    people = [expert.person for expert in expertises.experts_of(expertise)]
    emails.tell_experts(
        emails.EXPERTISE_CALLED_OFF, expertise, people, about="", at=at, reason=reason
    )
    return expertise


def _begin(expertise: Expertise, act: ExpertiseAct) -> Expertise:
    """The row as it is now, moved to the state that follows; whoever locks its application too locks that first."""
    expertise = (
        Expertise.objects.select_for_update(of=("self",))
        .select_related("application__organisation", "body", "lead")
        .get(pk=expertise.pk)
    )
    expertise.state = rules.next_state(expertise.state, act)
    return expertise


def _log(expertise: Expertise, action: str, *, by, at: datetime, **data) -> None:
    log(expertise, f"membership.{action}", user=by, timestamp=at, data=data)


def print_conclusion_again(conclusion: ExpertConclusion) -> None:
    """Ask the queue once more for a paper that has not come."""
    is_forgotten = conclusion.application.papers_removed_at is not None
    if conclusion.expertise_id and not conclusion.paper_id and not is_forgotten:
        transaction.on_commit(lambda: print_conclusion.enqueue(conclusion.pk))


@task()
def print_conclusion(pk: int) -> None:
    """Make the PDF of a conclusion, if it has none yet. Safe to repeat (T57)."""
    conclusion = ExpertConclusion.objects.select_related(
        "application__organisation", "expertise__body", "expertise__lead"
    ).get(pk=pk)
    if conclusion.paper_id or conclusion.application.papers_removed_at:
        return
    name = papers.conclusion_name(conclusion)
    keep_paper(conclusion, name, papers.printed_conclusion(conclusion))


def remind_of_expertises(at: datetime) -> int:
    """Write to those whose word is still missing: near the term, and on the first day after it; once each."""
    return sum(_remind(each, at) for each in expertises.all_under_way())


def _remind(expertise: Expertise, at: datetime) -> int:
    left = (expertise.due_on - today(at)).days
    if left > NEAR_DAYS:
        return 0
    moment = "over" if left < 0 else "near"
    silent = expertises.silent_but_lead(expertise)
    people = silent if silent and left >= 0 else [*silent, expertise.lead]
    return emails.tell_experts(
        emails.EXPERTISE_TERM,
        expertise,
        people,
        about=f"-{moment}-{expertise.due_on}",
        at=at,
        is_over=left < 0,
    )
