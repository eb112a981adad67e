"""What the room puts into the registries of the rooms below."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from association.bodies.seats import has_concern, register_concern
from association.organisations.registry import (
    Participation,
    participation_sources,
    register_next_step,
    register_office_page,
    register_owed_by_organisation,
    register_owed_to_organisation,
)
from home.accounts.registry import register_personal_data
from home.desk.registry import Task, register_cabinet_item, register_tasks
from home.notices.registry import register_reminder
from home.pages.registry import register_footer_link
from home.registers.registry import keep_out_of_site_history
from home.rulebook.text import counted
from home.workdays.queries import today as today_of
from home.workdays.queries import working_calendar

from .choices import HelpState
from .models import HelpRequest, InformationRequest
from .operations import forget_old_requests, remind_of_questions
from .permissions import may_route_help
from .personal import ANSWERS_TO_HELP
from .queries import help as helping
from .queries import information
from .rules import names
from .rules.help import answer_until
from .rules.information import standing_of
from .tokens import status_token

keep_out_of_site_history(HelpRequest, InformationRequest)
register_personal_data(ANSWERS_TO_HELP)
register_concern(helping.CARRIES, helping.carried_by, body="body")
register_concern(information.AWAITED, information.awaited_from, body="request__body")
register_footer_link("Попросить о помощи", "help:ask")
register_cabinet_item("Запросы", "inquiries:questions", order=46)
register_reminder("запросы сведений", remind_of_questions)
register_reminder("сроки хранения обращений", forget_old_requests)


def question_tasks(user, today: date) -> Iterator[Task]:
    """Answer what the Association asks (5.7); nothing is asked of the database for whoever owes none."""
    if not has_concern(user, information.AWAITED):
        return
    for addressee in information.waiting_for(user):
        yield Task(
            "Ответьте на запрос сведений",
            addressee.get_absolute_url(),
            names.ANSWERING,
            addressee.request.due_on,
            f"{addressee.request.title} — {addressee.organisation.short_name}",
        )


def answers_owed(organisation, today: date) -> Iterator[Task]:
    """On the front page of the organisation, for everybody who acts for it (5.7)."""
    for addressee in information.awaited_of(organisation):
        yield Task(
            "Ответьте на запрос сведений",
            addressee.get_absolute_url(),
            names.ANSWERING,
            addressee.request.due_on,
            addressee.request.title,
        )


def help_owed(organisation, today: date) -> Iterator[Task]:
    """What its own people have asked and nobody has answered (2.3.1)."""
    requests, calendar = list(helping.unanswered_of(organisation)), None
    for request in requests:
        calendar = calendar or working_calendar()
        due = answer_until(today_of(request.asked_at), calendar)
        yield Task(
            f"Ответить на обращение №\xa0{request.title}",
            reverse("help:status", args=[status_token(request.key)]),
            names.HELP,
            due,
            request.get_topic_display(),
        )


def help_tasks(user, today: date) -> Iterator[Task]:
    """Answer a request for help that was passed on; for the secretary, pass the new ones on (2.3.1)."""
    if has_concern(user, helping.CARRIES):
        calendar = working_calendar()
        for request in helping.carried_by(user.person):
            yield Task(
                "Ответьте на обращение о помощи",
                request.get_absolute_url(),
                names.HELP,
                answer_until(today_of(request.asked_at), calendar),
                f"№\xa0{request.title}: {request.get_topic_display()}",
            )
    if may_route_help(user):
        yield from _to_route()


def _to_route() -> Iterator[Task]:
    new = HelpRequest.objects.filter(state=HelpState.NEW).count()
    if new:
        yield Task(
            "Передайте обращения о помощи тем, кто ответит",
            f"{reverse('inquiries:help_requests')}?state={HelpState.NEW}",
            names.HELP,
            about=counted(new, "обращение", "обращения", "обращений"),
        )


def answers_of(organisation, since: date, until: date) -> Iterator[Participation]:
    """What the organisation was asked and how it answered (R77)."""
    for addressee in information.addressed_in(organisation, since, until):
        asked = addressee.request
        words, _ = standing_of(addressee.answered_on, asked.due_on, today_of(), asked.state)
        yield Participation(
            on=today_of(asked.sent_at),
            kind="запрос сведений",
            title=f"{asked}: {asked.title}",
            outcome=words,
            rule=names.ANSWERING,
            url=addressee.get_absolute_url(),
            counts=addressee.answered_on is not None,
        )


def participation(user, organisation) -> tuple[str, str] | None:
    """On the page of an organisation: in what it took part."""
    if not organisation.is_member:
        return None
    return "Участие в\xa0делах Ассоциации", reverse(
        "inquiries:participation", args=[organisation.pk]
    )


register_tasks(question_tasks, "запросы сведений")
register_owed_by_organisation(answers_owed)
register_owed_to_organisation(help_owed)
register_tasks(help_tasks, "обращения о помощи")
participation_sources("Ответы на запросы", answers_of)
register_next_step(participation)
register_office_page(
    "Участие в\xa0делах Ассоциации",
    lambda organisation: reverse("inquiries:participation", args=[organisation.pk]),
)
