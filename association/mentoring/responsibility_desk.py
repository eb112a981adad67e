"""Processes of members on the desk, on the front page and among the duties."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from home.desk.registry import Duty, Task
from home.rulebook.text import counted

from . import permissions
from .choices import ProposalState
from .front import Card
from .queries import responsibility as queries
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
            reverse("mentoring:proposals"),
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
            reverse("mentoring:own_processes"),
        )


def process_cards(user, today: date) -> Iterator[Card]:
    """To whom to turn; what the own organisations answer for; what is proposed to the meeting."""
    if permissions.may_find_help(user):
        yield Card(
            "К кому обратиться",
            "Кто из членов отвечает за какой процесс и поможет с процедурой, инструкцией, аудитом.",
            reverse("mentoring:find_help"),
            names.RESPONSIBILITY,
        )
    if members := queries.responsible_of(user):
        yield _own_card(members, today)
    if permissions.may_propose_assignments(user):
        yield Card(
            "Закрепление процессов",
            "Что предложить общему собранию: кто за какой процесс отвечает.",
            reverse("mentoring:proposals"),
            names.ASSIGNED_BY_MEETING,
        )


def _own_card(members, today: date) -> Card:
    held = [each.process.name for each in queries.assignments_of(members, today)]
    return Card(
        "Процессы, за которые мы отвечаем",
        "; ".join(dict.fromkeys(held)) or "Пока ни одного: процесс закрепит общее собрание.",
        reverse("mentoring:own_processes"),
        names.RESPONSIBILITY,
    )
