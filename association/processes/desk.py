"""Processes of members on the desk, on the front page and among the duties."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from home.desk.registry import Duty, Task
from home.rulebook.text import counted

from . import permissions
from .choices import ProposalState
from .queries import assignments as queries
from .rules import names


def proposal_tasks(user, today: date) -> Iterator[Task]:
    """For the chair and the secretary: members without a process, and proposals on their way; others cost nothing."""
    if not permissions.may_propose_assignments(user):
        return
    proposals = list(queries.open_proposals())
    yield from (task for each in proposals if (task := _of_proposal(each)))
    if not proposals and (number := queries.members_without(today).count()):
        yield Task(
            "Предложите собранию, за какой процесс отвечает каждый член",
            reverse("processes:proposals"),
            names.RESPONSIBILITY,
            about=f"Без процесса: {counted(number, 'член', 'члена', 'членов')}",
        )


def _of_proposal(proposal) -> Task | None:
    if proposal.state == ProposalState.DRAFT:
        title, rule = "Закончите предложение о закреплении процессов", names.PROPOSAL_PROCEDURE
    elif not proposal.is_on_agenda:
        title, rule = "Внесите закрепление процессов в повестку", names.ASSIGNED_BY_MEETING
    else:
        return None
    return Task(title, proposal.get_absolute_url(), rule, about=str(proposal))


def duties_of_members(user, today: date) -> Iterator[Duty]:
    """For whoever speaks for a member that answers for a process (3.17)."""
    members = queries.responsible_of(user)
    if not members:
        return
    for each in queries.assignments_of(members, today):
        yield Duty(
            f"Помогайте другим с процессом «{each.process.name}»: с процедурой, инструкцией, внутренним аудитом",
            names.RESPONSIBILITY,
            each.organisation.short_name,
            reverse("processes:own_processes"),
        )


def ways_on(user) -> Iterator[Task]:
    """From «К кому обратиться» to what the own organisations answer for, and to what is proposed to the meeting."""
    if queries.responsible_of(user):
        yield Task(
            "Процессы, за которые мы отвечаем",
            reverse("processes:own_processes"),
            names.RESPONSIBILITY,
            about="Что закреплено за организацией и кому она помогла.",
        )
    if permissions.may_propose_assignments(user):
        yield Task(
            "Закрепление процессов",
            reverse("processes:proposals"),
            names.ASSIGNED_BY_MEETING,
            about="Что предложить общему собранию: кто за какой процесс отвечает.",
        )
