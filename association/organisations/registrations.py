"""What the room puts into the registries of the rooms below."""

from django.urls import reverse

from home.accounts.choices import Role
from home.accounts.registry import register_personal_data
from home.accounts.roles import grant
from home.desk.registry import (
    Task,
    register_cabinet_bar,
    register_cabinet_item,
    register_tasks,
)
from home.notices.registry import (
    Audience,
    register_audience,
    register_audiences,
    register_reminder,
)
from home.rulebook import register_live_states
from home.workdays.queries import today

from . import queries
from .bar import acting_bar
from .choices import Standing
from .life import life_events
from .live import organisations_now
from .models import Branch, Organisation, Territory
from .operations import remind_of_qms
from .permissions import may_confirm_qms_certificate, may_decide_certification
from .personal import REPRESENTATIONS
from .registry import register_life
from .rules import AUTHORISED_REPRESENTATIVE, CERTIFIED_BY_RECORD, MAY_BE_CERTIFIED

READABLE = (
    "certificationrequest",
    "joinrequest",
    "organisation",
    "qmscertificate",
    "reorganisation",
    "representative",
    "standin",
    "standingchange",
)

grant(
    Role.SECRETARY,
    "organisations.add_reorganisation",
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


def qms_tasks(user, today):
    """Certificates that members have entered; asks nothing for whoever does not confirm them."""
    if not may_confirm_qms_certificate(user):
        return
    for certificate in queries.qms_certificates_waiting():
        yield Task(
            title="Сверьте сертификат СМК со\xa0сканом",
            url=reverse("organisations:check_qms", args=[certificate.pk]),
            rule=CERTIFIED_BY_RECORD,
            about=f"{certificate.organisation.short_name}, №\xa0{certificate.number}",
        )


def certification_tasks(user, today):
    """Requests to be certified that wait for their outcome; asks nothing for whoever is no secretary."""
    if not may_decide_certification(user):
        return
    for request in queries.certification_requests_waiting():
        yield Task(
            title="Внесите исход заявки на сертификацию СМК",
            url=reverse("organisations:decide_certification", args=[request.pk]),
            rule=MAY_BE_CERTIFIED,
            about=request.organisation.short_name,
        )


register_tasks(join_tasks, "просьбы о доступе к организациям")
register_tasks(qms_tasks, "сертификаты СМК, которые ждут подтверждения")
register_tasks(certification_tasks, "заявки на сертификацию СМК")
register_reminder("сроки сертификатов СМК", remind_of_qms)
register_life(life_events)
register_cabinet_bar("organisations/acting_bar.html", acting_bar)
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
