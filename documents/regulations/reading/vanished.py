"""Anchors for ever (decision 003): those of earlier editions that an edition lacks, and where they lead."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from ..choices import EditionStatus
from ..comparison import moved_anchors
from ..models import Clause, Edition
from ..naming import INNER_KINDS, citation


@dataclass(frozen=True)
class Vanished:
    """A piece of an earlier edition and the anchors of what stood in it.

    `since` is when the last edition that had it came into force; `now_anchor` is empty when it is gone.
    """

    anchor: str
    name: str
    since: datetime.date
    now_anchor: str = ""
    now_name: str = ""
    inner: tuple[str, ...] = ()


def vanished_from(edition: Edition, clauses: Sequence[Clause]) -> list[Vanished]:
    """The latest first, then in the order of their text; two queries for any number of editions."""
    lacking = _lacking(edition) if edition.is_adopted else {}
    if not lacking:
        return []
    old_texts = _texts_of({clause.edition_id for clause in lacking.values()})
    moved = {pk: moved_anchors(text, clauses) for pk, text in old_texts.items()}
    here = {clause.anchor: clause for clause in clauses}
    by_key = {clause.pk: clause for text in (clauses, *old_texts.values()) for clause in text}
    rows, inner = _rows(lacking)
    found = []
    for clause in rows:
        now = here.get(moved[clause.edition_id].get(clause.anchor, ""))
        found.append(
            Vanished(
                clause.anchor,
                _called(clause, by_key),
                clause.edition.effective_from,
                now.anchor if now else "",
                _called(now, by_key) if now else "",
                tuple(inner.get(clause.pk, ())),
            )
        )
    return found


def _lacking(edition: Edition) -> dict[str, Clause]:
    """By anchor, each as the last edition that had it says."""
    earlier = Clause.objects.filter(
        edition__page_id=edition.page_id,
        edition__status=EditionStatus.ADOPTED,
        edition__effective_from__lt=edition.effective_from,
    ).exclude(anchor__in=edition.clauses.values("anchor"))
    rows = (
        earlier.select_related("edition")
        .defer("edition__source_text", "edition__findings", "text")
        .order_by("-edition__effective_from", "order")
    )
    lacking: dict[str, Clause] = {}
    for clause in rows:
        lacking.setdefault(clause.anchor, clause)
    return lacking


def _rows(lacking: dict[str, Clause]) -> tuple[list[Clause], dict[int, list[str]]]:
    """What has a row of its own, and by its key the anchors of what stood in it."""
    rows: list[Clause] = []
    row_of: dict[int, int] = {}
    inner: dict[int, list[str]] = {}
    for clause in lacking.values():
        holder = row_of.get(clause.parent_id)
        if holder is None or clause.kind not in INNER_KINDS:
            rows.append(clause)
            row_of[clause.pk] = clause.pk
        else:
            row_of[clause.pk] = holder
            inner.setdefault(holder, []).append(clause.anchor)
    return rows, inner


def _texts_of(edition_ids: set[int]) -> dict[int, list[Clause]]:
    texts: dict[int, list[Clause]] = {pk: [] for pk in edition_ids}
    for clause in Clause.objects.filter(edition__in=edition_ids).order_by("order"):
        texts[clause.edition_id].append(clause)
    return texts


def _called(clause: Clause, by_key: dict[int, Clause]) -> str:
    chain = [clause]
    while parent := by_key.get(chain[0].parent_id):
        chain.insert(0, parent)
    return citation(chain)
