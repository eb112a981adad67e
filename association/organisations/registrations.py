"""What the room puts into the registries of the rooms below."""

from django.urls import reverse

from home.accounts.choices import Role
from home.accounts.registry import register_personal_data
from home.accounts.roles import grant
from home.desk.registry import Task, register_cabinet_item, register_tasks
from home.notices.registry import Audience, register_audience, register_audiences
from home.rulebook import register_live_states
from home.workdays.queries import today

from . import queries
from .choices import Standing
from .live import organisations_now
from .models import Branch, Organisation, Territory
from .personal import REPRESENTATIONS
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
register_live_states(organisations_now)


def _people_of(**fields):
    """A circle of those who speak today for the organisations with these fields."""
    return lambda: queries.people_of(Organisation.objects.filter(**fields), today())


register_audience(
    "organisations.members",
    "Представители всех членов Ассоциации",
    _people_of(standing=Standing.MEMBER),
)
register_audience(
    "organisations.candidates",
    "Представители всех кандидатов",
    _people_of(standing=Standing.CANDIDATE),
)


def members_by_place_and_branch():
    """A circle of members for each territory and each branch."""
    for field, rows in (("territory", Territory.objects.all()), ("branch", Branch.objects.all())):
        for row in rows:
            yield Audience(
                f"organisations.members.{field}.{row.pk}",
                f"Представители членов: {row.name}",
                _people_of(standing=Standing.MEMBER, **{field: row}),
            )


register_audiences(members_by_place_and_branch)
register_personal_data(REPRESENTATIONS)
