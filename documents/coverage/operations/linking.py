"""What an editor does with links: make, move, take away, confirm; or mark that a clause carries no rule."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from documents.regulations.models import Clause
from home.rulebook import DomainError, find_rule
from home.rulebook.text import one_line

from .. import review
from ..choices import Manner, Standing
from ..models import Coverage
from ..rules import LINKED
from .beats import forget, lock, locked_row, note, refuse_closed
from .carrying import carry

TEXT_LENGTH = Coverage._meta.get_field("text").max_length


@transaction.atomic
def link_rule(
    code: str, clause: Clause, *, manner: str, text: str = "", by, at: datetime.datetime
) -> Coverage:
    """Say that a rule carries out a clause; `text` in place of the program's own sentence, if any."""
    edition = clause.edition
    lock(edition)
    refuse_closed(edition, at)
    if find_rule(code) is None:
        raise DomainError("Такого правила в программе нет.", LINKED, field="rule")
    if manner not in (Manner.ENFORCED, Manner.ASSISTED):
        raise DomainError("Укажите, как исполняется пункт.", LINKED, field="manner")
    _refuse_double(code, clause)
    row = Coverage(
        edition=edition,
        clause=clause,
        rule_code=code,
        manner=manner,
        text=_checked(text),
        linked_at=at,
        linked_by=by,
        confirmed_at=at,
        confirmed_by=by,
    )
    row.save()
    _drop_note(clause, by=by, at=at)
    note(row, "link_rule", by=by, at=at, manner=manner)
    _carry_forward([row], by=by, at=at)
    forget([edition.page])
    return row


@transaction.atomic
def mark_informational(clause: Clause, text: str, *, by, at: datetime.datetime) -> Coverage:
    """Say that a clause has nothing to carry out, and why."""
    edition = clause.edition
    lock(edition)
    refuse_closed(edition, at)
    if not (text := _checked(text)):
        raise DomainError("Напишите, почему исполнять здесь нечего.", LINKED, field="text")
    if clause.coverage.standing().of_rules().exists():
        raise DomainError("Пункт связан с правилом: сначала снимите связь.", LINKED)
    _refuse_double("", clause)
    row = Coverage(
        edition=edition,
        clause=clause,
        manner=Manner.INFORMATIONAL,
        text=text,
        linked_at=at,
        linked_by=by,
        confirmed_at=at,
        confirmed_by=by,
    )
    row.save()
    note(row, "mark_informational", by=by, at=at)
    _carry_forward([row], by=by, at=at)
    forget([edition.page])
    return row


@transaction.atomic
def move_link(row: Coverage, clause: Clause, *, by, at: datetime.datetime) -> Coverage:
    """Lead a rule to another clause of the same edition: the clause it was linked to has changed or gone."""
    row = locked_row(row, at)
    if clause.edition_id != row.edition_id:
        raise DomainError("Выберите пункт той же редакции.", LINKED, field="clause")
    if clause.pk != row.clause_id:
        _refuse_double(row.rule_code, clause)
    former = row.clause or row.former
    row.clause, row.former = clause, former
    row.confirmed_at, row.confirmed_by = at, by
    row.save(update_fields=["clause", "former", "confirmed_at", "confirmed_by"])
    note(row, "move_link", by=by, at=at, former=former.anchor)
    _carry_forward([row], by=by, at=at)
    forget([row.edition.page])
    return row


@transaction.atomic
def unlink(row: Coverage, *, by, at: datetime.datetime) -> None:
    """Take a link away, from the editions to come as well; the row stays and says who did it."""
    row = locked_row(row, at)
    for each in [row, *_continued(row)]:
        each.removed_at, each.removed_by = at, by
        each.save(update_fields=["removed_at", "removed_by"])
        note(each, "unlink", by=by, at=at)
    forget([row.edition.page])


@transaction.atomic
def confirm_links(rows: Iterable[Coverage], *, by, at: datetime.datetime) -> int:
    """Say of links that they are right as the clauses read now; how many were waiting."""
    confirmed = 0
    pages = {}
    for row in sorted(rows, key=lambda each: (each.edition.page_id, each.pk)):
        row = locked_row(row, at)
        if row.standing == Standing.LOST:
            raise DomainError(
                f"Пункта для правила «{row.rule or 'без правила'}» больше нет: "
                "свяжите его с другим пунктом или снимите связь.",
                LINKED,
            )
        if row.confirmed_at:
            continue
        row.confirmed_at, row.confirmed_by = at, by
        row.save(update_fields=["confirmed_at", "confirmed_by"])
        note(row, "confirm_link", by=by, at=at)
        pages[row.edition.page_id] = row.edition.page
        confirmed += 1
    forget(pages.values())
    return confirmed


def _checked(text: str) -> str:
    text = one_line(text)
    if len(text) > TEXT_LENGTH:
        raise DomainError(f"Не длиннее {TEXT_LENGTH} знаков.", LINKED, field="text")
    return text


def _refuse_double(code: str, clause: Clause) -> None:
    if clause.coverage.standing().filter(rule_code=code).exists():
        words = "Это правило с этим пунктом уже связано." if code else "Пункт уже отмечен."
        raise DomainError(words, LINKED)


def _drop_note(clause: Clause, *, by, at: datetime.datetime) -> None:
    """A clause that a rule carries out is no longer one without rules."""
    for row in clause.coverage.standing().filter(rule_code=""):
        unlink(row, by=by, at=at)


def _carry_forward(rows: list[Coverage], *, by, at: datetime.datetime) -> None:
    edition = rows[0].edition
    for later in review.later_editions(edition):
        rows = carry(rows, edition, later, by=by, at=at)
        edition = later


def _continued(row: Coverage) -> list[Coverage]:
    """The same link in the editions to come."""
    found: list[Coverage] = []
    clauses = {row.clause_id or row.former_id}
    anchor = (row.clause or row.former).anchor
    for later in review.later_editions(row.edition):
        same = later.coverage.standing().filter(rule_code=row.rule_code).select_related("clause")
        for each in same:
            if each.former_id in clauses or (each.clause and each.clause.anchor == anchor):
                found.append(each)
                clauses.add(each.clause_id)
    return found
