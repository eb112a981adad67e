"""What the room puts into the registries of the rooms below."""

from collections.abc import Iterator
from datetime import date

from django.db.models.signals import post_delete, post_save
from django.urls import path, reverse
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from documents.regulations.models import RegulationPage
from documents.regulations.registry import (
    on_adopted,
    register_page_routes,
    register_personal_marks,
    register_public_marks,
)
from home.accounts.choices import Role
from home.accounts.roles import grant
from home.desk.registry import Task, register_tasks
from home.rulebook import register_resolver

from . import operations, permissions, queries
from .marks import personal_marks, public_marks
from .review import to_review, waiting_rows
from .rules import LINKED
from .views import public

for role in (Role.SECRETARY, Role.EDITOR, Role.AUTHORITY_SUPPORT):
    grant(role, "coverage.view_coverage")

register_resolver(queries.links_of)
register_public_marks(public_marks)
register_personal_marks(personal_marks)
on_adopted(operations.carry_over)
register_page_routes(
    "regulationpage",
    [
        path("coverage/", public.show_coverage, name="coverage"),
        path("coverage.csv/", public.coverage_as_csv, name="coverage_csv"),
        path("coverage.json/", public.coverage_as_json, name="coverage_json"),
    ],
)

SHOWN_APART = 7
"""More tasks than that about changed clauses are told as one."""


def changed_clauses(user, today: date) -> Iterator[Task]:
    """A rule whose clause says other words now, or is gone, waits for somebody who knows both."""
    if not permissions.may_link_rules(user):
        return
    rows = [row for row in waiting_rows(today).changed() if row.rule]
    url = reverse("coverage_admin:review")
    if len(rows) > SHOWN_APART:
        about = f"Пункты изменились, правил: {len(rows)}"
        yield Task("Проверьте связи правил с пунктами", url, LINKED, about=about)
        return
    for row in rows:
        about = f"{row.edition.page.short_name}: {to_review(row).reason}"
        yield Task(
            f"Проверьте правило «{row.rule.title}»", f"{url}#row-{row.pk}", LINKED, None, about
        )


def proposed_links(user, today: date) -> Iterator[Task]:
    if not permissions.may_link_rules(user):
        return
    count = waiting_rows(today).proposed().count()
    if count:
        yield Task(
            "Подтвердите связи, которые предложила программа",
            reverse("coverage_admin:review"),
            LINKED,
            about=f"Связей: {count}.",
        )


register_tasks(changed_clauses, "пункты, которые изменились")
register_tasks(proposed_links, "связи правил с пунктами")


def _forget(**kwargs):
    queries.forget_links()


# Any page: the address of a regulation changes with that of the section above it.
for signal in (page_published, page_unpublished, post_page_move):
    signal.connect(_forget, dispatch_uid="coverage.forget_links")
post_delete.connect(_forget, sender=RegulationPage, dispatch_uid="coverage.forget_links")
for signal in (post_save, post_delete):
    signal.connect(_forget, sender=PageViewRestriction, dispatch_uid="coverage.forget_links")
