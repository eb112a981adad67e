"""One clause: in the text of its edition, and in the editions before and after."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from hashlib import sha256
from itertools import pairwise
from operator import or_

from django.db.models import Q

from .caching import recall, remember
from .comparison import moved_anchors
from .models import Clause, Edition
from .naming import INNER_KINDS, short_name
from .queries import Succession

KEPT_SECONDS = 30 * 24 * 60 * 60


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


def after(older: Edition, newer: Edition, anchor: str) -> str | None:
    """Its anchor in the newer edition, if it is there at all; None when another clause has its number."""
    moved = _moved_between(older, newer)
    return moved.get(anchor) or (anchor if anchor not in moved.values() else None)


def before(older: Edition, newer: Edition, anchor: str) -> str | None:
    moved = _moved_between(older, newer)
    former = {new: old for old, new in moved.items()}
    return former.get(anchor) or (anchor if anchor not in moved else None)


def _moved_between(older: Edition, newer: Edition) -> dict[str, str]:
    """Adopted editions never change, so two of them are compared once."""
    key = f"regulations:moved:{older.pk}:{older.text_sha256}:{newer.pk}:{newer.text_sha256}"
    moved = recall(key)
    if moved is None:
        texts = [list(edition.clauses.order_by("order")) for edition in (older, newer)]
        moved = moved_anchors(*texts)
        remember(key, moved, KEPT_SECONDS)
    return moved


class Happening(StrEnum):
    """What an edition did to a clause."""

    FIRST = "first"
    ADDED = "added"
    CHANGED = "changed"
    RENUMBERED = "renumbered"
    REMOVED = "removed"


@dataclass(frozen=True)
class Moment:
    """An edition that touched the clause; `anchor` and `name` are those of the clause in it, or where it last stood."""

    edition: Edition
    former: Edition | None
    happening: Happening
    anchor: str
    name: str


@dataclass(frozen=True)
class _Version:
    """The clause in one edition: `digest` is of its words and of all that stands in it, without their numbers."""

    anchor: str
    name: str
    digest: str


def history_of(seen: Succession, edition: Edition, clause: Clause) -> list[Moment]:
    """The latest first, under whatever number; editions that left it alone are not among them.

    One query, another when its number has changed, and two for every pair of editions never compared before.
    """
    if seen.editions == (edition,):
        return [Moment(edition, None, Happening.FIRST, clause.anchor, short_name(clause))]
    rows = _rows(clause, seen, {clause.anchor})
    anchors = _anchors(seen, edition, clause, rows)
    if others := set(anchors.values()) - {clause.anchor}:
        rows = _rows(clause, seen, {clause.anchor, *others})
    versions = _versions(rows, anchors)
    moments: list[Moment] = []
    former, last = None, None
    for one in seen.editions:
        version = versions.get(one.pk)
        if happening := _happening(former, last, version):
            stood = version or last
            moments.append(Moment(one, former, happening, stood.anchor, stood.name))
        former, last = one, version
    return moments[::-1]


def _happening(
    former: Edition | None, last: _Version | None, version: _Version | None
) -> Happening | None:
    if last is None:
        added = Happening.ADDED if former else Happening.FIRST
        return added if version else None
    if version is None:
        return Happening.REMOVED
    if version.digest != last.digest:
        return Happening.CHANGED
    return None if version.name == last.name else Happening.RENUMBERED


def _rows(clause: Clause, seen: Succession, anchors: set[str]) -> list[Clause]:
    """What stands under these anchors in all editions, and what may stand in it."""
    rows = Clause.objects.filter(edition__in=seen.editions).order_by("edition", "order")
    if clause.anchor.startswith("p-") or clause.kind in INNER_KINDS:
        # What stands in a clause begins with its anchor; what stands in a section need not.
        rows = rows.filter(reduce(or_, [Q(anchor__startswith=anchor) for anchor in anchors]))
    return list(rows)


def _anchors(
    seen: Succession, edition: Edition, clause: Clause, rows: list[Clause]
) -> dict[int, str]:
    """{edition: the anchor of the clause in it}, as far back and on as it can be followed."""
    same = {row.edition_id: row.text_sha256 for row in rows if row.anchor == clause.anchor}
    at = seen.editions.index(edition)
    found = {edition.pk: clause.anchor}

    def follow(way: Iterable[tuple[Edition, Edition]], step) -> None:
        anchor: str | None = clause.anchor
        for here, there in way:
            # The same words under the same number need no comparison.
            is_same = anchor == clause.anchor and same.get(here.pk) == same.get(there.pk, "")
            anchor = anchor if is_same else step(*sorted((here, there), key=_begins), anchor)
            if anchor is None:
                return
            found[there.pk] = anchor

    follow(pairwise(reversed(seen.editions[: at + 1])), before)
    follow(pairwise(seen.editions[at:]), after)
    return found


def _begins(edition: Edition):
    return edition.effective_from


def _versions(rows: list[Clause], anchors: dict[int, str]) -> dict[int, _Version]:
    own: dict[int, Clause] = {}
    inside: set[int] = set()
    parts: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        if row.anchor == anchors.get(row.edition_id):
            own[row.edition_id] = row
        elif row.parent_id not in inside:
            continue
        inside.add(row.pk)
        parts[row.edition_id].append(f"{row.title} {row.text}")
    return {
        pk: _Version(row.anchor, short_name(row), sha256("\n".join(parts[pk]).encode()).hexdigest())
        for pk, row in own.items()
    }
