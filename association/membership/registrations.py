"""What the room puts into the registries of the rooms below."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from association.bodies.seats import register_concern
from association.meetings.registry import Matter, register_matter
from association.organisations.choices import Standing
from association.organisations.models import StandingChange
from association.organisations.queries import acting_for
from association.organisations.registry import (
    on_reorganised,
    on_standing_changed,
    register_life,
    register_next_step,
    register_office_page,
    register_public_facts,
)
from association.organisations.rules import MEMBERS_ARE_ORGANISATIONS
from documents.certificates.registry import (
    register_entitlement,
    register_holder,
    register_opener,
    reserve_kind,
)
from documents.readers.registry import register_readers
from home.accounts.choices import Role
from home.accounts.registry import register_personal_data
from home.accounts.roles import grant
from home.desk.registry import Task, register_cabinet_item, register_tasks
from home.notices.registry import register_reminder
from home.rulebook import register_live_states

from . import departures, expertises, holders, operations, permissions, queries
from .agenda_desk import secretary_tasks
from .application_life import life_of_applications
from .choices import State
from .expertise_desk import expert_tasks, was_asked
from .leaving_desk import removal_tasks
from .life import life_of_certificates, life_of_departures
from .live import applications_now
from .models import Departure, MembershipApplication
from .personal import EXPERT_WORK
from .public_facts import standing_certificates
from .rules import names

READABLE = ("departure", "membershipapplication", "order")

grant(
    Role.SECRETARY,
    "membership.change_membershipapplication",
    "membership.change_membershipsettings",
    *(f"membership.view_{model}" for model in READABLE),
)
grant(Role.AUTHORITY_SUPPORT, *(f"membership.view_{model}" for model in READABLE))

register_cabinet_item(
    "Моя организация", "membership:overview", order=10, visible=lambda user: bool(acting_for(user))
)
register_cabinet_item("Заявление", "membership:applications", order=30)


def first_steps(user, today: date) -> Iterator[Task]:
    """A newcomer registers an organisation; one that has never applied is invited to."""
    if queries.is_newcomer(user):
        yield Task(
            "Зарегистрируйте организацию",
            reverse("organisations:register"),
            MEMBERS_ARE_ORGANISATIONS,
            about="Если она уже есть в реестре, вы попросите доступ к ней.",
        )
    for organisation in queries.organisations_that_never_applied(user):
        yield Task(
            "Подайте заявление о приёме",
            reverse("membership:start_application"),
            names.HEAD_APPLIES,
            about=organisation.short_name,
        )


def applicant_tasks(user, today: date) -> Iterator[Task]:
    """Finish the draft, mend what came back, bring the signature."""
    for application in queries.awaiting_applicant(user):
        about = f"{application.title}: {application.organisation}"
        url = application.get_absolute_url()
        if application.state == State.DRAFT:
            yield Task("Закончите и отправьте заявление", url, names.APPLICATION_FORM, about=about)
        elif application.state == State.RETURNED:
            yield Task("Исправьте заявление по замечаниям", url, names.PROCEDURE, about=about)
        elif application.state == State.SUBMITTED and application.signed_at is None:
            yield Task(
                "Загрузите заявление с подписью руководителя",
                reverse("membership:attach_signed_scan", args=[application.pk]),
                names.HEAD_APPLIES,
                about=about,
            )


register_matter(
    Matter(
        "admission",
        "Приём в Ассоциацию",
        MembershipApplication,
        operations.admit_by_meeting,
        queries.awaiting_decision,
        queries.draft_of_admission,
        rejected=operations.refuse_by_meeting,
        papers=expertises.dossier_of,
    )
)
register_matter(
    Matter(
        "removal",
        "Вывод из состава Ассоциации",
        Departure,
        operations.remove_by_meeting,
        departures.removals_for,
        departures.draft_of_removal,
        rejected=operations.reject_by_meeting,
        papers=departures.dossier_of_removal,
    )
)
register_tasks(first_steps, "первые шаги")
register_tasks(applicant_tasks, "ваши заявления о приёме")
register_tasks(secretary_tasks, "заявления о приёме на рассмотрении")
register_tasks(expert_tasks, "экспертизы, которые вам поручены")
register_concern(expertises.ASKED, expertises.asked, body="expertise__body")
register_cabinet_item("Экспертизы", "membership:expertises", order=46, visible=was_asked)
register_cabinet_item(
    "Состав Ассоциации", "membership:composition", order=36, visible=permissions.may_see_registers
)
register_reminder("экспертизы", operations.remind_of_expertises)
register_reminder("сроки хранения документов заявлений", operations.forget_papers)
register_tasks(removal_tasks, "предложения о выводе из состава")
register_live_states(applications_now)


def joining(user, organisation) -> tuple[str, str] | None:
    """On the page of an organisation: apply, or go on with what is under way."""
    if queries.organisations_that_may_apply(user).filter(pk=organisation.pk).exists():
        return "Подать заявление о приёме", reverse("membership:start_application")
    application = organisation.applications.open().first()
    return ("Открыть заявление о приёме", application.get_absolute_url()) if application else None


register_next_step(joining)


register_readers(queries.people_bound_by, queries.regulations_binding)
register_opener(holders.may_open_certificate)
register_entitlement(holders.is_entitled)
reserve_kind("membership")
register_holder(holders.sources_of)


def end_certificates(change: StandingChange) -> None:
    """The certificate stands while membership lasts (R92)."""
    if change.standing_from == Standing.MEMBER:
        operations.end_certificates(change)


on_standing_changed(end_certificates)
on_reorganised(operations.end_by_reorganisation)
register_life(life_of_applications)
register_life(life_of_departures)
register_life(life_of_certificates)
register_public_facts(standing_certificates)
register_personal_data(EXPERT_WORK)
register_office_page(
    "Линия жизни", lambda organisation: reverse("leaving_admin:life", args=[organisation.pk])
)
