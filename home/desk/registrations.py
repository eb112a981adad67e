"""The desk's own items, and the tasks of rooms too low to know the desk: workdays, notices, accounts."""

from django.urls import reverse

from home.accounts import permissions as accounts_permissions
from home.accounts.choices import Role
from home.accounts.queries import erasures_waiting, withdrawals_waiting
from home.accounts.roles import grant, has_role
from home.accounts.rules import CONSENT_WITHDRAWAL, ERASURE, withdrawal_due
from home.notices.queries import undelivered
from home.notices.rules import DELIVERED
from home.workdays.queries import today as date_of
from home.workdays.queries import year_to_confirm
from home.workdays.rules import KNOWN_YEAR

from .registry import Task, register_cabinet_item, register_tasks


def calendar_tasks(user, today):
    """A year without a confirmed calendar would stop every term that runs into it (T52)."""
    if not has_role(user, Role.ADMINISTRATOR):
        return
    missing = year_to_confirm(today)
    if missing:
        year, needed_by = missing
        yield Task(
            f"Подтвердите производственный календарь на\N{NO-BREAK SPACE}{year}\N{NO-BREAK SPACE}год",
            reverse("workdays_confirmedyear_modeladmin_create"),
            KNOWN_YEAR,
            due=needed_by,
            about="Без этого сроки, которые заходят в этот год, не считаются.",
        )


def undelivered_letters(user, today):
    """Letters that reached nobody wait for the secretary."""
    if not has_role(user, Role.SECRETARY):
        return
    count = undelivered().count()
    if count:
        yield Task(
            "Разберите письма, которые не дошли",
            reverse("notices_letter_modeladmin_index"),
            DELIVERED,
            about=f"Таких писем: {count}.",
        )


def withdrawn_consents(user, today):
    """Who took a consent back must be forgotten within the term of the law (T66)."""
    if not accounts_permissions.may_see_withdrawals(user):
        return
    for consent in withdrawals_waiting():
        yield Task(
            "Прекратите обработку данных и отметьте это",
            reverse("accounts_admin:end_processing", args=[consent.pk]),
            CONSENT_WITHDRAWAL,
            due=withdrawal_due(date_of(consent.withdrawn_at)),
            about=f"Согласие отозвано: {consent.person}, «{consent.text.title}».",
        )


def erasures(user, today):
    """Who asked to be forgotten gets an answer within the term of the law (T67)."""
    if not accounts_permissions.may_see_withdrawals(user):
        return
    for request in erasures_waiting():
        yield Task(
            "Уничтожьте данные или откажите в словах",
            reverse("accounts_admin:decide_erasure", args=[request.pk]),
            ERASURE,
            due=request.due_on,
            about=request.person.full_name,
        )


register_tasks(calendar_tasks, "производственный календарь")
register_tasks(undelivered_letters, "недоставленные письма")
register_tasks(withdrawn_consents, "отозванные согласия")
register_tasks(erasures, "требования об уничтожении данных")
register_cabinet_item("Мой стол", "desk:desk", 0)
register_cabinet_item("Мои обязанности", "desk:duties", 5)
register_cabinet_item("Письма", "notices:inbox", 80)
register_cabinet_item("Какие письма присылать", "notices:preferences", 85)
register_cabinet_item("Мои данные и вход", "accounts:profile", 90)
register_cabinet_item("Что о вас хранится", "accounts:personal_data", 92)
register_cabinet_item("Согласия", "accounts:consents", 95)
register_cabinet_item(
    "Управление сайтом", "wagtailadmin_home", 100, visible=accounts_permissions.may_enter_admin
)

# The calendar's room stands beside the accounts and knows no roles.
for role in (Role.SECRETARY, Role.ADMINISTRATOR):
    grant(
        role,
        "workdays.view_dayoverride",
        "workdays.add_dayoverride",
        "workdays.change_dayoverride",
        "workdays.delete_dayoverride",
        "workdays.view_confirmedyear",
        "workdays.add_confirmedyear",
    )
