"""One clause: in the text of its edition, and in the editions before and after."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from home.pages.cache import kept

from .comparison import moved_anchors
from .models import Clause, Edition
from .naming import INNER_KINDS
from .queries import Succession


@dataclass(frozen=True)
class ClauseInText:
    """A clause, what it stands in (`chain` ends with itself) and all clauses of its edition."""

    chain: tuple[Clause, ...]
    clauses: tuple[Clause, ...]

    @property
    def clause(self) -> Clause:
        return self.chain[-1]

    @property
    def within(self) -> list[Clause]:
        """Itself and everything below it, in the order of the text."""
        inside = {self.clause.pk}
        found = []
        for clause in self.clauses:
            if clause.pk in inside or clause.parent_id in inside:
                inside.add(clause.pk)
                found.append(clause)
        return found

    @property
    def before(self) -> Clause | None:
        """The one of its kind that a reader meets before it; of a row, within the same clause."""
        return next((one for one in reversed(self._alike) if one.order < self.clause.order), None)

    @property
    def following(self) -> Clause | None:
        return next((one for one in self._alike if one.order > self.clause.order), None)

    @property
    def _alike(self) -> list[Clause]:
        kind, parent = self.clause.kind, self.clause.parent_id
        if kind in INNER_KINDS:
            return [
                one for one in self.clauses if one.parent_id == parent and one.kind in INNER_KINDS
            ]
        return [one for one in self.clauses if one.kind == kind]


def find_clause(edition: Edition, anchor: str) -> ClauseInText | None:
    """One query."""
    clauses = tuple(edition.clauses.order_by("order"))
    by_key = {clause.pk: clause for clause in clauses}
    found = next((clause for clause in clauses if clause.anchor == anchor), None)
    if found is None:
        return None
    chain = [found]
    while chain[0].parent_id:
        chain.insert(0, by_key[chain[0].parent_id])
    return ClauseInText(tuple(chain), clauses)


def last_edition_with(seen: Succession, anchor: str) -> Edition | None:
    having = Clause.objects.filter(edition__in=seen.editions, anchor=anchor)
    keys = set(having.values_list("edition_id", flat=True))
    return next((edition for edition in reversed(seen.editions) if edition.pk in keys), None)


def moved_to(old: Edition, new: Edition | None, anchor: str) -> str | None:
    """The anchor that the clause has in another adopted edition; None when it is not there."""
    if new is None:
        return None
    moved, there = kept(f"regulations-moved-{old.pk}-{new.pk}", lambda: _moved(old, new))
    return moved.get(anchor) or (anchor if anchor in there else None)


def _moved(old: Edition, new: Edition) -> tuple[dict[str, str], set[str]]:
    """Anchors that differ, and those that stayed the same clause."""
    texts = [list(edition.clauses.order_by("order")) for edition in (old, new)]
    moved = moved_anchors(*texts)
    taken = set(moved.values())
    return moved, {clause.anchor for clause in texts[1]} - taken


class Happening(StrEnum):
    """What an edition did to a clause."""

    FIRST = "first"
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True)
class Moment:
    """An edition that touched the clause, and the one before it."""

    edition: Edition
    before: Edition | None
    happening: Happening


def history_of(seen: Succession, clause: Clause) -> list[Moment]:
    """The latest first; an edition that left the clause and what stands in it alone is not among them. One query."""
    digests = _digests(seen.editions, clause)
    moments = []
    before, last = None, None
    for edition in seen.editions:
        digest = digests.get(edition.pk)
        if digest != last:
            moments.append(Moment(edition, before, _happening(before, last, digest)))
        before, last = edition, digest
    return moments[::-1]


def _happening(before: Edition | None, last: str | None, digest: str | None) -> Happening:
    if before is None:
        return Happening.FIRST
    if digest is None:
        return Happening.REMOVED
    return Happening.CHANGED if last else Happening.ADDED


def _digests(editions: Iterable[Edition], clause: Clause) -> dict[int, str]:
    """{edition: hash of the clause with everything below it}."""
    rows = Clause.objects.filter(edition__in=editions)
    if clause.anchor.startswith("p-") or clause.kind in INNER_KINDS:
        # What stands in a clause begins with its anchor; what stands in a section need not.
        rows = rows.filter(anchor__startswith=clause.anchor)
    found: dict[int, list[str]] = defaultdict(list)
    inside: set[int] = set()
    fields = ("pk", "parent_id", "edition_id", "anchor", "marker", "text_sha256")
    for pk, parent, edition, anchor, marker, digest in rows.order_by(
        "edition", "order"
    ).values_list(*fields):
        if anchor == clause.anchor or parent in inside:
            inside.add(pk)
            found[edition].append(f"{marker} {digest}")
    return {pk: sha256("\n".join(parts).encode()).hexdigest() for pk, parts in found.items()}
