"""Acts on what stands beside an adopted text: misprints are corrected, doubtful places interpreted."""

import datetime

from django.db import transaction
from wagtail.log_actions import log

from home.pages.cache import empty_public_cache
from home.rulebook import DomainError
from home.search.operations import index
from home.workdays.queries import today

from .. import reading
from ..beside import with_errata
from ..models import Clause, Edition, Erratum, Interpretation
from ..rules import (
    ERRATA,
    INTERPRETATION,
    Objection,
    objection_to_date,
    objection_to_erratum,
)


@transaction.atomic
def correct_misprint(
    clause: Clause,
    *,
    wrong: str,
    right: str,
    made_on: datetime.date,
    ground: str,
    by,
    at: datetime.datetime,
) -> Erratum:
    """A dated correction that every reader sees; the frozen text itself stays as it was adopted."""
    edition = _adopted(clause, ERRATA)
    printed = "\n".join(filter(None, (clause.title, clause.text)))
    for text in (printed, with_errata(printed, list(clause.errata.all()))):
        objection = objection_to_erratum(
            text,
            wrong=wrong,
            right=right,
            made_on=made_on,
            since=edition.adopted_on,
            today=today(at),
        )
        _refuse(objection, ERRATA)
    erratum = Erratum.objects.create(
        clause=clause,
        wrong=wrong,
        right=right,
        made_on=made_on,
        ground=ground,
        made_by=by,
        made_at=at,
    )
    index("clauses", [edition.page_id])
    data = {"anchor": clause.anchor, "wrong": wrong, "right": right}
    _tell(edition, "regulations.correct_misprint", data, by=by, at=at)
    return erratum


@transaction.atomic
def write_interpretation(
    clause: Clause,
    *,
    text: str,
    written_on: datetime.date,
    decision: str = "",
    by,
    at: datetime.datetime,
) -> Interpretation:
    """A note at a clause; `decision` names the act that approved it, if one did."""
    edition = _adopted(clause, INTERPRETATION)
    objection = objection_to_date(
        written_on, since=edition.adopted_on, today=today(at), field="written_on"
    )
    _refuse(objection, INTERPRETATION)
    interpretation = Interpretation.objects.create(
        clause=clause,
        text=text,
        written_on=written_on,
        decision=decision,
        author=by,
        created_at=at,
    )
    data = {"anchor": clause.anchor}
    _tell(edition, "regulations.write_interpretation", data, by=by, at=at)
    return interpretation


@transaction.atomic
def withdraw_interpretation(
    interpretation: Interpretation, *, by, at: datetime.datetime
) -> Interpretation:
    """From today on readers do not see it; the record stays."""
    interpretation = (
        Interpretation.objects.select_for_update(of=("self",))
        .select_related("clause__edition__page")
        .get(pk=interpretation.pk)
    )
    if interpretation.withdrawn_on:
        raise DomainError("Это толкование уже снято.", INTERPRETATION)
    interpretation.withdrawn_on = today(at)
    interpretation.save(update_fields=["withdrawn_on"])
    clause = interpretation.clause
    data = {"anchor": clause.anchor}
    _tell(clause.edition, "regulations.withdraw_interpretation", data, by=by, at=at)
    return interpretation


def _adopted(clause: Clause, rule) -> Edition:
    """The edition of the clause, locked: two corrections of one place follow each other."""
    edition = Edition.objects.select_for_update(of=("self",)).select_related("page")
    edition = edition.get(pk=clause.edition_id)
    if not edition.is_adopted:
        raise DomainError("Проект правят прямо в тексте, пока он не принят.", rule)
    return edition


def _refuse(objection: Objection | None, rule) -> None:
    if objection:
        raise DomainError(objection.message, rule, field=objection.field)


def _tell(edition: Edition, action: str, data: dict, *, by, at) -> None:
    log(edition, action, user=by, timestamp=at, data=data)
    empty_public_cache()
    transaction.on_commit(lambda: reading.forget(edition.page))
