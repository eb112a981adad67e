"""What the room puts into the registries of the rooms below."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.urls import path, reverse
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from home.accounts.choices import Role
from home.accounts.roles import grant, has_role
from home.desk.registry import Task, register_tasks
from home.pages.cache import empty_public_cache
from home.pages.finding import open_addresses
from home.rulebook import register_linker
from home.search.operations import follow, index
from home.search.registry import register_source

from . import drafts, permissions, reading
from .finding import clause_entries, name_of, number_meant, regulations
from .models import GoverningAct, RegulationPage
from .operations.downloads import prepare_files
from .queries import citation_url, forget_citation_targets
from .registry import on_adopted, register_page_routes, register_public_marks
from .rules import EDITION_REVIEW
from .urls import clause_patterns, page_patterns
from .variants import variant_marks
from .views.acts import acts

READABLE = ("regulations.view_edition", "regulations.view_clause")

grant(Role.SECRETARY, *READABLE, "regulations.change_edition")
grant(Role.EDITOR, *READABLE)
grant(Role.AUTHORITY_SUPPORT, *READABLE)

ACTS = [f"regulations.{right}_governingact" for right in ("add", "change", "delete", "view")]
grant(Role.EDITOR, *ACTS)
grant(Role.SECRETARY, "regulations.view_governingact")
grant(Role.AUTHORITY_SUPPORT, "regulations.view_governingact")

register_page_routes("regulationindexpage", [path("acts/", acts, name="acts")])
register_page_routes("regulationpage", page_patterns)
register_page_routes("regulationpage", clause_patterns, last=True)
register_linker(citation_url)
register_source(
    "clauses",
    "Пункты положений",
    owners=regulations,
    entries=clause_entries,
    addresses=open_addresses,
    number_of=number_meant,
    name_of=name_of,
)
follow(RegulationPage, "clauses")
register_public_marks(variant_marks)
on_adopted(lambda edition, *, by, at: index("clauses", [edition.page_id]))
on_adopted(lambda edition, *, by, at: prepare_files(edition, at=at))


def review_tasks(user, today: date) -> Iterator[Task]:
    """The secretary looks at what was sent; its author mends what came back (R224)."""
    if has_role(user, Role.SECRETARY):
        for edition in drafts.under_review():
            yield _task("Проверьте проект редакции", edition)
    if not permissions.may_prepare_drafts(user):
        return
    for edition in drafts.returned_to(user):
        yield _task("Исправьте проект редакции по\xa0замечанию", edition)


def _task(title: str, edition) -> Task:
    address = reverse("regulations_admin:show_edition", args=[edition.pk])
    about = f"{edition.page.short_name}, редакция\xa0{edition.number}"
    return Task(title, address, EDITION_REVIEW, about=about)


register_tasks(review_tasks, "проекты редакций")


def _forget(**kwargs):
    forget_citation_targets()


# Any page: the address of a regulation changes with that of the section above it.
for signal in (page_published, page_unpublished, post_page_move):
    signal.connect(_forget, dispatch_uid="regulations.forget_citation_targets")
post_delete.connect(
    _forget, sender=RegulationPage, dispatch_uid="regulations.forget_citation_targets"
)
for signal in (post_save, post_delete):
    signal.connect(
        _forget, sender=PageViewRestriction, dispatch_uid="regulations.forget_citation_targets"
    )


def _make_texts_anew(**kwargs):
    """Texts name the acts of the register by links; names are kept until public pages change, so those first."""
    empty_public_cache()
    transaction.on_commit(reading.forget)


for signal in (post_save, post_delete):
    signal.connect(_make_texts_anew, sender=GoverningAct, dispatch_uid="regulations.acts_changed")
