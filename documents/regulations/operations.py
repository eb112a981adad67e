"""Acts on regulations: a text comes in as a draft edition, and a draft is adopted."""

import datetime
from collections import defaultdict
from hashlib import sha256

from django.db import transaction
from django.db.models import Max
from django.utils.text import Truncator
from wagtail.log_actions import log
from wagtail.models import Page, Site

from home.pages.cache import empty_public_cache
from home.pages.slugs import slug_for
from home.rulebook import DomainError
from home.workdays.queries import today

from .choices import EditionStatus
from .importer import Node, Outline
from .models import Clause, Edition, RegulationIndexPage, RegulationPage
from .queries import forget_citation_targets
from .rules import (
    EDITION_ADOPTION,
    EDITION_FROZEN,
    SOURCE_READABLE,
    Adoption,
    objection_to_adoption,
)

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
    by,
) -> RegulationPage:
    """A published page, which shows its text as soon as an edition is in force."""
    page = RegulationPage(title=title, short_name=short_name, slug=slug, key=key)
    index.add_child(instance=page)
    page.save_revision(user=by).publish(user=by)
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


@transaction.atomic
def draft_edition(
    page: RegulationPage,
    outline: Outline,
    *,
    source: bytes,
    source_name: str,
    adopted_by: str = "",
    by,
    at: datetime.datetime,
) -> Edition:
    """A new draft with the clauses of the outline; what stands is not touched."""
    RegulationPage.objects.select_for_update().get(pk=page.pk)
    number = page.editions.aggregate(last=Max("number"))["last"] or 0
    edition = Edition.objects.create(
        page=page,
        number=number + 1,
        title=outline.title or page.title,
        adopted_by=adopted_by,
        source_name=source_name[:255],
        source_sha256=sha256(source).hexdigest(),
        text_sha256=_hash_of_text(outline),
        created_at=at,
    )
    _create_clauses(edition, outline)
    data = {"source": edition.source_name, "warnings": len(outline.warnings)}
    log(edition, "regulations.draft_edition", user=by, timestamp=at, data=data)
    return edition


@transaction.atomic
def adopt_edition(
    edition: Edition,
    *,
    effective_from: datetime.date,
    adopted_on: datetime.date,
    adopted_by: str = "",
    by,
    at: datetime.datetime,
) -> Edition:
    """Freeze a draft; it is in force from its date until a later edition is.

    `adopted_by` is the decision in words, kept from the draft when empty.
    """
    RegulationPage.objects.select_for_update().get(pk=edition.page_id)
    edition = Edition.objects.select_for_update().select_related("page").get(pk=edition.pk)
    if edition.is_adopted:
        raise DomainError("Эта редакция уже принята, изменить её нельзя.", EDITION_FROZEN)
    _refuse_objectionable(edition, effective_from, adopted_on, at)
    edition.status = EditionStatus.ADOPTED
    edition.adopted_on = adopted_on
    edition.adopted_by = adopted_by or edition.adopted_by
    edition.effective_from = effective_from
    edition.save(update_fields=["status", "adopted_on", "adopted_by", "effective_from"])
    data = {"adopted_on": str(adopted_on), "effective_from": str(effective_from)}
    log(
        edition, "regulations.adopt_edition", user=by, timestamp=at, data=data, content_changed=True
    )
    empty_public_cache()
    transaction.on_commit(forget_citation_targets)
    return edition


def _refuse_objectionable(edition: Edition, effective_from, adopted_on, at) -> None:
    others = edition.page.editions.adopted()
    adoption = Adoption(
        adopted_on=adopted_on,
        effective_from=effective_from,
        today=today(at),
        clauses=edition.clauses.count(),
        last_effective_from=others.aggregate(last=Max("effective_from"))["last"],
    )
    if objection := objection_to_adoption(adoption):
        raise DomainError(objection.message, EDITION_ADOPTION, field=objection.field)


def _create_clauses(edition: Edition, outline: Outline) -> None:
    """One statement for each depth: a clause is saved after the one that it stands in."""
    by_depth: dict[int, list[Clause]] = defaultdict(list)
    open_clauses: list[Clause] = []
    for order, (depth, node) in enumerate(outline.walk(), start=1):
        del open_clauses[depth:]
        parent = open_clauses[-1] if open_clauses else None
        clause = _clause(edition, node, order=order, depth=depth, parent=parent)
        open_clauses.append(clause)
        by_depth[depth].append(clause)
    for depth in sorted(by_depth):
        # The parent has its key only now.
        for clause in by_depth[depth]:
            clause.parent_id = clause.parent.pk if clause.parent else None
        Clause.objects.bulk_create(by_depth[depth])


def _clause(edition: Edition, node: Node, **place) -> Clause:
    return Clause(
        edition=edition,
        kind=node.kind,
        marker=node.marker,
        label=node.label,
        title=node.title,
        text=node.text,
        anchor=node.anchor,
        text_sha256=node.text_sha256,
        **place,
    )


def _hash_of_text(outline: Outline) -> str:
    digests = [f"{node.anchor} {node.text_sha256}" for _, node in outline.walk()]
    return sha256("\n".join([outline.title, *digests]).encode()).hexdigest()
