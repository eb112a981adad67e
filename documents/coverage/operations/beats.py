"""The beats that every act shares: lock the regulation, save, log, let what is kept be made anew."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from wagtail.log_actions import log

from documents.regulations import reading
from documents.regulations.models import Clause, Edition, RegulationPage
from home.pages.cache import empty_public_cache
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import queries, review
from ..models import Coverage
from ..rules import LINKED


def lock(edition: Edition) -> None:
    """Links of one regulation change one after another, and never while an edition is being adopted."""
    RegulationPage.objects.select_for_update().get(pk=edition.page_id)


def refuse_closed(edition: Edition, at: datetime.datetime) -> None:
    """T6: what is not adopted is linked nowhere; what was in force once stays as it was."""
    if not edition.is_adopted:
        raise DomainError("С проектом редакции правила не связывают: сначала примите её.", LINKED)
    if review.is_closed(edition, today(at)):
        raise DomainError(
            f"{edition} уже не действует: её связи остаются как были. Откройте действующую редакцию.",
            LINKED,
        )


def locked_row(row: Coverage, at: datetime.datetime) -> Coverage:
    lock(row.edition)
    row = (
        Coverage.objects.select_for_update(of=("self",))
        .select_related("edition__page", "clause", "former")
        .get(pk=row.pk)
    )
    if row.removed_at:
        raise DomainError("Эту связь уже сняли.", LINKED)
    refuse_closed(row.edition, at)
    return row


def note(row: Coverage, action: str, *, by, at: datetime.datetime, **data) -> None:
    """The log says rule and anchor, which outlive the row's own words."""
    clause: Clause | None = row.clause or row.former
    facts = {"rule": row.rule_code, "anchor": clause.anchor if clause else "", **data}
    log(row, f"coverage.{action}", user=by, timestamp=at, data=facts)


def forget(pages: Iterable[RegulationPage]) -> None:
    """Marks stand beside the text, citations on every page."""
    pages = list(pages)

    def make_anew():
        queries.forget_links()
        for page in pages:
            reading.forget(page)

    transaction.on_commit(make_anew)
    empty_public_cache()
