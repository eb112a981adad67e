"""A text comes in: on a page that stands, or on a new one."""

import datetime

from django.db import transaction
from django.utils.text import Truncator
from wagtail.models import Page, Site

from home.pages.slugs import slug_for
from home.rulebook import DomainError
from home.workdays.queries import today

from ..importer import Outline
from ..models import Edition, RegulationIndexPage, RegulationPage
from ..rules import SOURCE_READABLE
from .editions import adopt_edition, draft_edition

TITLE_LENGTH = RegulationPage._meta.get_field("title").max_length
SHORT_NAME_LENGTH = RegulationPage._meta.get_field("short_name").max_length


@transaction.atomic
def create_page(
    index: RegulationIndexPage,
    *,
    title: str,
    short_name: str,
    slug: str,
    key: str | None = None,
    live: bool = True,
    by,
) -> RegulationPage:
    """A page, which shows its text as soon as an edition is in force; the adoption publishes one not `live`."""
    page = RegulationPage(title=title, short_name=short_name, slug=slug, key=key, live=live)
    index.add_child(instance=page)
    revision = page.save_revision(user=by)
    if live:
        revision.publish(user=by)
    return page


@transaction.atomic
def import_edition(
    outline: Outline,
    *,
    source: bytes,
    source_name: str,
    slug: str | None = None,
    title: str | None = None,
    key: str | None = None,
    effective_from: datetime.date | None = None,
    draft: bool = False,
    by,
    at: datetime.datetime,
) -> Edition:
    """A draft on the page of this slug, which is made when missing; adopted when a date is given.

    The first edition of a page is in force from today unless `draft`: a page without a text helps nobody.
    """
    title = title or outline.title
    slug = slug or slug_for(title)
    page = RegulationPage.objects.filter(slug=slug).first()
    if page is None:
        _refuse_title(title)
        short_name = Truncator(title).chars(SHORT_NAME_LENGTH)
        page = create_page(
            regulation_index(), title=title, short_name=short_name, slug=slug, key=key, by=by
        )
    if effective_from is None and not draft and not page.editions.exists():
        effective_from = today(at)
    edition = draft_edition(page, outline, source=source, source_name=source_name, by=by, at=at)
    if effective_from is None:
        return edition
    adopted_on = min(effective_from, today(at))
    return adopt_edition(
        edition, effective_from=effective_from, adopted_on=adopted_on, by=by, at=at
    )


def regulation_index(parent: Page | None = None) -> RegulationIndexPage:
    """The list of regulations; made at /regulations/ when there is none."""
    index = RegulationIndexPage.objects.first()
    if index is None:
        parent = parent or Site.objects.get(is_default_site=True).root_page
        index = RegulationIndexPage(title="Положения", slug="regulations", show_in_menus=True)
        parent.add_child(instance=index)
        index.save_revision().publish()
    return index


def _refuse_title(title: str) -> None:
    if not title:
        raise DomainError(
            "Заголовка в тексте нет: задайте его сами (--title).", SOURCE_READABLE, field="title"
        )
    if len(title) > TITLE_LENGTH:
        raise DomainError(
            f"Заголовок длиннее {TITLE_LENGTH} знаков: задайте короче (--title).",
            SOURCE_READABLE,
            field="title",
        )
