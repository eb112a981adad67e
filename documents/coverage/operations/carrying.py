"""Links by themselves: rules find the clauses that they cite, and a new edition takes the links of the one before."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from documents.regulations.comparison import moved_anchors
from documents.regulations.models import Edition
from home.rulebook import Rule, all_rules
from home.workdays.queries import today

from .. import queries, review
from ..choices import Manner
from ..models import Coverage
from ..rules import fate_of
from .beats import forget, lock, note


@transaction.atomic
def carry_over(edition: Edition, *, by, at: datetime.datetime) -> None:
    """At an adoption: the links of the edition before, then the rules that nobody has linked yet."""
    if before := review.edition_before(edition):
        rows = before.coverage.standing().select_related("clause", "former")
        carry(rows, before, edition, by=by, at=at)
    link_cited_rules(edition, by=by, at=at)
    forget([edition.page])


def carry(
    rows: Iterable[Coverage], old: Edition, new: Edition, *, by, at: datetime.datetime
) -> list[Coverage]:
    """The same links in a later edition. A clause of the same words is followed, also under another number;
    where the words are others, or the clause is gone, the link waits for a person."""
    rows = list(rows)
    if not rows:
        return []
    texts = {edition.pk: queries.pieces_of(edition) for edition in (old, new)}
    moved = moved_anchors(old.clauses.order_by("order"), new.clauses.order_by("order"))
    carried = [_follow(row, new, texts, moved) for row in rows]
    for row, next_row in zip(rows, carried, strict=True):
        next_row.save()
        _say(row, next_row, by=by, at=at)
    return carried


def _follow(row: Coverage, new: Edition, texts: dict, moved: dict[str, str]) -> Coverage:
    """A row for the new edition, not saved yet."""
    known = row.clause or row.former
    here, there = _text_of(known.edition_id, texts), texts[new.pk]
    fate = fate_of(here[known.anchor], there, moved)
    next_row = Coverage(
        edition=new,
        clause_id=there[fate.anchor].pk if fate.anchor else None,
        former=known,
        rule_code=row.rule_code,
        manner=row.manner,
        text=row.text,
        linked_at=row.linked_at,
        linked_by=row.linked_by,
    )
    if fate.is_same and row.confirmed_at:
        next_row.confirmed_at, next_row.confirmed_by = row.confirmed_at, row.confirmed_by
    elif row.needs_review and row.former_id:
        # Still the words that somebody confirmed last.
        next_row.former = row.former
    elif fate.is_same:
        next_row.former = None
    return next_row


def _text_of(edition_id: int, texts: dict) -> dict:
    """A lost clause stands in an edition still earlier."""
    if edition_id not in texts:
        texts[edition_id] = queries.pieces_of(Edition.objects.get(pk=edition_id))
    return texts[edition_id]


def _say(row: Coverage, next_row: Coverage, *, by, at: datetime.datetime) -> None:
    """The log tells of what did not simply stay."""
    known = row.clause or row.former
    if next_row.clause is None:
        note(next_row, "lose_clause", by=by, at=at)
    elif not next_row.confirmed_at and next_row.former_id:
        note(next_row, "find_changed", by=by, at=at, former=known.anchor)
    elif next_row.clause.anchor != known.anchor:
        note(next_row, "follow_clause", by=by, at=at, former=known.anchor)


@transaction.atomic
def link_cited_rules(edition: Edition, *, by, at: datetime.datetime) -> list[Coverage]:
    """Propose links for the rules that cite clauses of this edition and that nobody has ever linked here.

    The program's citation is all the ground there is, so each waits for a person to confirm it; once taken away,
    it is not proposed again.
    """
    key = edition.page.key
    if not edition.is_adopted or not key:
        return []
    lock(edition)
    touched = Coverage.objects.filter(edition__page=edition.page_id).of_rules()
    codes = set(touched.values_list("rule_code", flat=True))
    made = [
        row
        for rule in all_rules()
        if rule.code not in codes
        for row in _proposals(rule, key, edition, at)
    ]
    for row in made:
        row.save()
        note(row, "propose_link", by=by, at=at)
    target = edition
    rows = made
    for later in review.later_editions(edition) if made else ():
        rows, target = carry(rows, target, later, by=by, at=at), later
    if made:
        forget([edition.page])
    return made


def _proposals(rule: Rule, key: str, edition: Edition, at: datetime.datetime) -> list[Coverage]:
    pieces = queries.pieces_of(edition)
    anchors = dict.fromkeys(anchor for _, anchor in queries.cited_anchors(rule, key, edition))
    manner = Manner.ASSISTED if rule.assists else Manner.ENFORCED
    return [
        Coverage(
            edition=edition,
            clause_id=pieces[anchor].pk,
            rule_code=rule.code,
            manner=manner,
            linked_at=at,
        )
        for anchor in anchors
    ]


def propose_everywhere(*, by, at: datetime.datetime) -> int:
    """For every regulation that rules cite: what a new version of the program brings. How many were made."""
    first: dict[int, Edition] = {}
    for edition in review.editions_to_link(today(at)):
        first.setdefault(edition.page_id, edition)
    return sum(len(link_cited_rules(each, by=by, at=at)) for each in first.values())
