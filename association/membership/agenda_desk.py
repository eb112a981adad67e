"""What applications put on the desk of the secretary, from the first look to the order."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from association.organisations.choices import Standing
from home.desk.registry import Task
from home.workdays.queries import working_calendar

from . import permissions, queries
from .choices import Outcome, State
from .models import MembershipApplication, MembershipSettings
from .rules import names


def secretary_tasks(user, today: date) -> Iterator[Task]:
    """Look at what was sent, have it judged, bring it before the Presidium, record the order."""
    if not permissions.may_decide_applications(user):
        return
    days, calendar = MembershipSettings.load().review_days, working_calendar()
    for application in queries.awaiting_secretary():
        since = application.signed_at or application.submitted_at
        due = queries.review_deadline(since, days, calendar)
        if told := _told(application, due, today):
            url = reverse("membership_admin:application", args=[application.pk])
            about = f"{application.title}: {application.organisation}"
            title, rule, until = told
            yield Task(title, url, rule, until, about)


def _told(application: MembershipApplication, due: date | None, today: date):
    """(title, rule, day) of the next step, or None while others are at work."""
    if application.state == State.ADMITTED:
        return "Внесите приказ о приёме", names.ADMISSION_ORDER, None
    if not application.signed_at:
        return "Проверьте новое заявление", names.REVIEW_TERM, due
    if _needs_conclusion(application):
        return _told_of_expertise(application, due, today)
    if application.on_agenda:
        return None
    return "Внесите заявление в повестку Президиума", names.ON_AGENDA, due


def _needs_conclusion(application: MembershipApplication) -> bool:
    """As `queries.needs_conclusion`, from what the one query of the list has brought."""
    return (
        application.organisation.standing == Standing.CANDIDATE
        and application.asks_recommendation
        and application.last_outcome != Outcome.POSITIVE
    )


def _told_of_expertise(application: MembershipApplication, due: date | None, today: date):
    if application.expertise_due:
        is_late = today > application.expertise_due
        title = "Экспертиза просрочена: продлите её или поручите другим"
        return (title, names.EXPERTISE_TERM, application.expertise_due) if is_late else None
    if application.last_outcome:
        return "Ответьте заявителю по экспертному заключению", names.EXPERT_CONCLUSION, due
    return "Поручите экспертизу документов", names.EXPERTISE, due
