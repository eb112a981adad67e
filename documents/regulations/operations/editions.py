"""A text becomes a draft edition, and a draft is adopted."""

import datetime
from collections import defaultdict
from hashlib import sha256

from django.db import transaction
from django.db.models import Max
from wagtail.log_actions import log

from documents.uploads.models import StoredFile
from home.pages.cache import empty_public_cache
from home.rulebook import DomainError
from home.workdays.queries import today

from ..choices import EditionStatus
from ..drafts import version_of
from ..importer import Node, Outline
from ..models import Clause, Edition, RegulationPage
from ..queries import forget_citation_targets
from ..registry import tell_adopted
from ..rules import (
    DRAFT_UNCHANGED,
    EDITION_ADOPTION,
    EDITION_FROZEN,
    Adoption,
    objection_to_adoption,
)

ADOPTION_FIELDS = [
    "status",
    "adopted_on",
    "act_kind",
    "act_number",
    "adopted_by",
    "effective_from",
]


@transaction.atomic
def draft_edition(
    page: RegulationPage,
    outline: Outline,
    *,
    source: bytes,
    source_name: str,
    source_file: StoredFile | None = None,
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
        source_name=source_name[:255],
        source_file=source_file,
        source_text=outline.source,
        findings=findings_of(outline),
        source_sha256=sha256(source).hexdigest(),
        text_sha256=hash_of_text(outline),
        created_at=at,
        created_by=by,
    )
    create_clauses(edition, outline)
    data = {"source": edition.source_name, "warnings": len(outline.warnings)}
    log(edition, "regulations.draft_edition", user=by, timestamp=at, data=data)
    return edition


@transaction.atomic
def adopt_edition(
    edition: Edition,
    *,
    effective_from: datetime.date,
    adopted_on: datetime.date,
    act_kind: str = "",
    act_number: str = "",
    adopted_by: str = "",
    seen: int | None = None,
    by,
    at: datetime.datetime,
) -> Edition:
    """Freeze a draft; it is in force from its date until a later edition is.

    `act_kind`, `act_number`, `adopted_by` (whose, in the genitive) and `adopted_on` say by what act (R162);
    `seen` is the version of the draft that the secretary has read.
    """
    RegulationPage.objects.select_for_update().get(pk=edition.page_id)
    edition = Edition.objects.select_for_update().select_related("page").get(pk=edition.pk)
    if edition.is_adopted:
        raise DomainError("Эта редакция уже принята, изменить её нельзя.", EDITION_FROZEN)
    if seen is not None and version_of(edition) != seen:
        raise DomainError(
            "Пока вы\xa0смотрели, проект исправили: прочтите его ещё раз.", DRAFT_UNCHANGED
        )
    _refuse_objectionable(edition, effective_from, adopted_on, at)
    edition.status = EditionStatus.ADOPTED
    edition.adopted_on = adopted_on
    edition.act_kind = act_kind
    edition.act_number = act_number
    edition.adopted_by = adopted_by
    edition.effective_from = effective_from
    edition.save(update_fields=ADOPTION_FIELDS)
    data = {"adopted_on": str(adopted_on), "effective_from": str(effective_from)}
    log(
        edition, "regulations.adopt_edition", user=by, timestamp=at, data=data, content_changed=True
    )
    _publish_first(edition.page, by=by)
    tell_adopted(edition, by=by, at=at)
    empty_public_cache()
    transaction.on_commit(forget_citation_targets)
    return edition


def _publish_first(page: RegulationPage, *, by) -> None:
    """A page made for its first draft; one that somebody took away later stays away."""
    if not page.live and page.first_published_at is None:
        page.save_revision(user=by).publish(user=by, skip_permission_checks=True)


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


def create_clauses(edition: Edition, outline: Outline) -> None:
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
        line=node.line,
        **place,
    )


def hash_of_text(outline: Outline) -> str:
    digests = [f"{node.anchor} {node.text_sha256}" for _, node in outline.walk()]
    return sha256("\n".join([outline.title, *digests]).encode()).hexdigest()


def findings_of(outline: Outline) -> dict:
    """What the editor of a draft is shown beside it."""
    return {
        "warnings": [fault.as_json() for fault in outline.warnings],
        "dropped": [piece.as_json() for piece in outline.dropped],
        "title_line": outline.title_line,
    }
