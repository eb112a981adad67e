"""What the room puts into the registries of the rooms below, and into its own."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from association.bodies.permissions import may_see_body
from association.bodies.registry import register_body_notes, register_body_section
from association.bodies.seats import has_concern, person_seats, register_concern
from association.organisations.registry import participation_sources
from home.accounts.registry import register_personal_data
from home.desk.registry import Task, register_cabinet_item, register_tasks
from home.notices.registry import register_reminder
from home.registers.registry import keep_out_of_site_history
from home.rulebook.text import counted

from . import participation, permissions, sitting_desk, tasks
from .choices import Execution
from .models import Decision, Meeting, OfficeProposal, Proposal, Vote
from .obligations import notes_on_body, obligation_tasks, remind_of_obligations
from .operations.absentee import remind_of_polls
from .operations.execution import remind_of_terms, tell_executors
from .operations.offices import MATTERS
from .operations.reminding import remind
from .personal import PART_IN_MEETINGS
from .queries import decisions, preparing
from .registry import on_meeting_closed, register_matter, register_meeting_section
from .rules.decisions import CARRIED_OUT, CONTROL, for_body


def _of(body: int | str, address: str) -> str:
    return f"{reverse(address)}?{urlencode({'body': body})}"


keep_out_of_site_history(Meeting, Proposal, Vote, Decision, OfficeProposal)
MANY_BODIES = 5

for matter in MATTERS:
    register_matter(matter)
on_meeting_closed(tell_executors)
register_concern(decisions.CARRIES_OUT, decisions.assigned_to, body="meeting__body")
register_reminder("сроки решений", remind_of_terms)
register_concern(preparing.INVITED, preparing.invitations_under_way, body="meeting__body")
register_reminder("заседания", remind)
register_concern(
    sitting_desk.AWAITED, sitting_desk.ballots_awaited, body="vote__item__meeting__body"
)
register_reminder("голосования без встречи", remind_of_polls)
register_tasks(sitting_desk.poll_tasks, "голосования, в которых ждут вашего ответа")
register_meeting_section(sitting_desk.screen_of)
register_meeting_section(sitting_desk.own_page_of)
register_reminder("обязанность заседать", remind_of_obligations)
register_tasks(obligation_tasks, "обязанность заседать")
register_body_notes(notes_on_body)
participation_sources(participation.TITLE, participation.meetings_of)
register_body_section("Заседания", lambda user, body: _of(body.pk, "meetings:meetings"))
register_body_section("Решения", lambda user, body: _of(body.pk, "meetings:decisions"))
register_body_section("Архив", lambda user, body: _of(body.key, "records:archive"))


def executor_tasks(user, today: date) -> Iterator[Task]:
    """Decisions that wait for the user to carry them out (5.5, 5.7)."""
    for decision in decisions.assignments_of(user).filter(execution=Execution.ASSIGNED):
        yield Task(
            "Исполните решение и доложите",
            decision.get_absolute_url(),
            for_body(CARRIED_OUT, decision.meeting.body.kind),
            decision.due_on,
            f"{decision.title}, {decision.meeting.body}",
        )


def control_tasks(user, today: date) -> Iterator[Task]:
    """For whoever runs or leads a body: reports to judge, decisions past their term (4.4, R144)."""
    bodies = decisions.under_control(user, today)
    yield from _control(
        [(body, body.reported) for body in bodies if body.reported],
        "Примите доклады об исполнении",
        ("доклад", "доклада", "докладов"),
        execution=Execution.REPORTED,
    )
    yield from _control(
        [(body, body.overdue) for body in bodies if body.overdue],
        "Разберите просроченные решения",
        ("решение", "решения", "решений"),
        overdue="on",
    )


def _control(counts: list, title: str, words: tuple[str, str, str], **asked) -> Iterator[Task]:
    """A task for each body; of many bodies one for all, or the desk would hold nothing else."""
    if len(counts) > MANY_BODIES:
        total = counted(sum(count for _, count in counts), *words)
        about = f"{counted(len(counts), 'орган', 'органа', 'органов')}: {total}"
        yield Task(title, _list(**asked), CONTROL, about=about)
        return
    for body, count in counts:
        about = f"{body.title}: {counted(count, *words)}"
        yield Task(
            title, _list(body=body.body_id, **asked), for_body(CONTROL, body.kind), about=about
        )


def _list(**asked) -> str:
    return f"{reverse('meetings:decisions')}?{urlencode(asked)}"


def carries_out(user) -> bool:
    return has_concern(user, decisions.CARRIES_OUT)


def sits_somewhere(user) -> bool:
    return bool(person_seats(user)) or decisions.is_of_the_office(user)


def sits_or_is_invited(user) -> bool:
    return sits_somewhere(user) or has_concern(user, preparing.INVITED)


register_tasks(tasks.office_tasks, "подготовка заседаний")
register_tasks(tasks.invited_tasks, "ваши заседания")
register_cabinet_item("Заседания", "meetings:meetings", order=40, visible=sits_or_is_invited)


def report_of_body(user, body) -> str | None:
    may = permissions.may_report_on(user, body)
    return reverse("meetings:execution_report", args=[body.pk]) if may else None


def proposals_of_body(user, body) -> str | None:
    may = may_see_body(user, body)
    return reverse("meetings:office_proposals", args=[body.pk]) if may else None


register_body_section("Отчёт об исполнении решений", report_of_body)
register_body_section("Предложения о должностях", proposals_of_body)
register_tasks(executor_tasks, "решения, которые вы исполняете")
register_tasks(control_tasks, "исполнение решений")
register_cabinet_item("Решения", "meetings:decisions", order=42, visible=sits_somewhere)
register_cabinet_item("Мои поручения", "meetings:my_assignments", order=44, visible=carries_out)
register_personal_data(PART_IN_MEETINGS)
