"""What the room puts into the registries of the rooms below."""

from django.urls import reverse
from django.utils import timezone

from home.accounts.choices import Role
from home.accounts.roles import grant
from home.desk.registry import Task, register_cabinet_item, register_tasks
from home.notices.registry import register_audience

from . import queries
from .choices import Standing
from .models import Organisation
from .rules import AUTHORISED_REPRESENTATIVE

READABLE = ("organisation", "joinrequest", "representative", "standingchange")

grant(
    Role.SECRETARY,
    "organisations.change_organisation",
    *(f"organisations.view_{model}" for model in READABLE),
)
grant(Role.AUTHORITY_SUPPORT, *(f"organisations.view_{model}" for model in READABLE))
grant(
    Role.ADMINISTRATOR,
    *(
        f"organisations.{act}_{model}"
        for model in ("territory", "branch")
        for act in ("add", "change", "delete", "view")
    ),
)

register_cabinet_item("Организации", "organisations:organisations", order=20)


def join_tasks(user, today):
    """Requests for access that wait for the user."""
    for request in queries.join_requests_waiting_for(user):
        yield Task(
            title="Решите, открыть ли доступ к организации",
            url=reverse("organisations:decide_join", args=[request.pk]),
            rule=AUTHORISED_REPRESENTATIVE,
            about=f"{request.person.full_name} — {request.organisation.short_name}",
        )


register_tasks(join_tasks, "просьбы о доступе к организациям")


def _people_with(standing: Standing):
    organisations = Organisation.objects.filter(standing=standing)
    return queries.people_of(organisations, timezone.localdate())


register_audience(
    "organisations.members",
    "Представители всех членов Ассоциации",
    lambda: _people_with(Standing.MEMBER),
)
register_audience(
    "organisations.candidates",
    "Представители всех кандидатов",
    lambda: _people_with(Standing.CANDIDATE),
)
