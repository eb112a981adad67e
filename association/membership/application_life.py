"""What applications add to the line of life of an organisation, from the first sending to the order."""

from collections.abc import Iterator

from django.urls import reverse

from association.organisations.models import Organisation
from association.organisations.registry import LifeEvent
from home.rulebook import find_rule
from home.workdays.queries import today

from . import queries
from .choices import Basis, ExpertiseState, SignedForm, State
from .models import (
    AdmissionDecision,
    ExpertConclusion,
    Expertise,
    MembershipApplication,
    SignedPaper,
    Submission,
)
from .rules import names


def life_of_applications(organisation: Organisation) -> Iterator[LifeEvent]:
    """Papers and people for its own people and the office; decision and order for everybody. Seven queries."""
    applications = {
        each.pk: each
        for each in MembershipApplication.objects.sent()
        .filter(organisation=organisation)
        .select_related("order__recorded_by__person")
    }
    for submission in _of(Submission, applications, "submitted_by__person", "paper"):
        yield _sent(submission, applications[submission.application_id])
    for paper in SignedPaper.objects.filter(
        submission__application__in=list(applications)
    ).select_related("submission", "recorded_by__person"):
        yield _signed(paper)
    for entry in queries.acts_of_office(applications):
        yield _moved(entry, applications[int(entry.object_id)])
    for expertise in _of(Expertise, applications, "assigned_by__person", "body"):
        yield from _judged(expertise)
    for conclusion in _of(ExpertConclusion, applications, "recorded_by__person"):
        yield _concluded(conclusion, applications[conclusion.application_id])
    for decision in _of(
        AdmissionDecision, applications, "recorded_by__person", "decision__meeting__protocol"
    ):
        yield _decided(decision, applications[decision.application_id])
    for application in applications.values():
        if application.closed_at:
            yield _closed(application)


def _of(model, applications: dict, *related: str):
    return model.objects.filter(application__in=list(applications)).select_related(*related)


def _sent(submission: Submission, application: MembershipApplication) -> LifeEvent:
    again = f", редакция {submission.revision}" if submission.revision > 1 else ""
    papers = [(application.title, application.get_absolute_url())]
    if submission.paper:
        place = [application.pk, submission.revision]
        papers.append(
            (submission.paper.original_name, reverse("membership:open_paper", args=place))
        )
    return LifeEvent(
        today(submission.submitted_at),
        f"{application.title} подано{again}",
        submission.basis_rule,
        at=submission.submitted_at,
        by=str(submission.submitted_by),
        detail=Basis(submission.basis).label,
        papers=tuple(papers),
    )


def _signed(paper: SignedPaper) -> LifeEvent:
    """The head's signature under one sending: a scan, or the original in the journal."""
    scan, told = (), ""
    if paper.form == SignedForm.SCAN:
        place = [paper.submission.application_id, paper.pk]
        scan = (("Скан с\xa0подписью", reverse("membership:open_signed_scan", args=place)),)
    else:
        told = f"Бумажный подлинник, №\xa0{paper.journal_number} по\xa0журналу входящих"
    return LifeEvent(
        paper.received_on or today(paper.recorded_at),
        "Получена подпись руководителя под заявлением",
        names.HEAD_APPLIES,
        at=paper.recorded_at,
        by=str(paper.recorded_by),
        detail=told,
        papers=scan,
    )


def _moved(entry, application: MembershipApplication) -> LifeEvent:
    """Sent back, or put before the Presidium."""
    title, rule, told = {
        "membership.return": (
            "возвращено с\xa0замечаниями",
            names.PROCEDURE,
            entry.data.get("remarks", ""),
        ),
        "membership.put_on_agenda": (
            "внесено в\xa0повестку",
            names.ON_AGENDA,
            entry.data.get("body", ""),
        ),
    }[entry.action]
    return LifeEvent(
        today(entry.timestamp),
        f"{application.title} {title}",
        rule,
        at=entry.timestamp,
        by=str(entry.user or ""),
        detail=told,
        papers=((application.title, application.get_absolute_url()),),
    )


def _judged(expertise: Expertise) -> Iterator[LifeEvent]:
    """Handed out, and called off when it came to nothing; who judges is not for the candidate to read."""
    yield LifeEvent(
        today(expertise.assigned_at),
        "Документы переданы Экспертной группе",
        names.EXPERTISE,
        at=expertise.assigned_at,
        by=str(expertise.assigned_by),
        detail=f"{expertise.body.title}, срок до\xa0{expertise.due_on:%d.%m.%Y}",
    )
    if expertise.state == ExpertiseState.CALLED_OFF:
        yield LifeEvent(
            today(expertise.closed_at),
            "Экспертиза прекращена без заключения",
            names.EXPERTISE_PROCEDURE,
            at=expertise.closed_at,
            detail=expertise.body.title,
        )


def _concluded(conclusion: ExpertConclusion, application: MembershipApplication) -> LifeEvent:
    papers = ()
    if conclusion.paper_id or conclusion.file_id:
        place = [application.pk, conclusion.pk]
        papers = (("Экспертное заключение", reverse("membership:open_conclusion", args=place)),)
    return LifeEvent(
        conclusion.date,
        f"Экспертное заключение: {conclusion.get_outcome_display()}",
        names.EXPERT_CONCLUSION,
        at=conclusion.recorded_at,
        by=str(conclusion.recorded_by),
        detail=conclusion.author,
        papers=papers,
    )


def _decided(decision: AdmissionDecision, application: MembershipApplication) -> LifeEvent:
    as_member = Basis(application.basis).admits_member
    return LifeEvent(
        decision.date,
        "Решение о\xa0приёме в\xa0члены Ассоциации"
        if as_member
        else "Решение о\xa0статусе кандидата",
        names.ADMISSION_DECISION,
        at=decision.recorded_at,
        by=str(decision.recorded_by or ""),
        detail=str(decision),
        is_public=True,
    )


def _closed(application: MembershipApplication) -> LifeEvent:
    """How it ended: by the order for everybody to read, otherwise for its own people and the office."""
    if application.state == State.CONFIRMED:
        as_member = Basis(application.basis).admits_member
        return LifeEvent(
            application.order.date,
            "Принята в\xa0члены Ассоциации" if as_member else "Получила статус кандидата",
            names.ADMISSION_ORDER,
            at=application.closed_at,
            by=str(application.order.recorded_by),
            detail=str(application.order),
            is_public=True,
        )
    return LifeEvent(
        today(application.closed_at),
        f"{application.title}: {application.get_state_display()}",
        find_rule(application.refusal_rule) or names.PROCEDURE,
        at=application.closed_at,
        detail=application.refusal_reason,
        papers=((application.title, application.get_absolute_url()),),
    )
