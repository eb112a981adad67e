"""What a query finds: one statement for all sources or for one, then the rows on show."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from home.workdays.queries import today

from .engines import engine
from .models import IndexEntry
from .registry import Entry, Source, source_of, sources
from .rules import Asked

IN_A_GROUP = 5
ON_A_PAGE = 15
SUGGESTIONS = 8
# An entry found by its number stands before whatever is found by words.
BY_NUMBER = -1_000_000.0


@dataclass(frozen=True)
class Group:
    """The best of one source, and how many there are."""

    source: Source
    count: int
    results: list[Entry]

    @property
    def has_more(self) -> bool:
        return self.count > IN_A_GROUP


@dataclass(frozen=True)
class _Sought:
    """A piece of SQL and its parameters; of hits, a statement that lists (id, source, score, place)."""

    sql: str
    params: tuple

    def __bool__(self) -> bool:
        return bool(self.sql)


def find_groups(asked: Asked, user) -> list[Group]:
    """The best few of every source that has any; those found by number first."""
    hits = _hits(asked, user)
    if not hits:
        return []
    best = " UNION ALL ".join(
        [
            "SELECT * FROM (SELECT * FROM hits WHERE source = %s ORDER BY score, place, id LIMIT %s) AS b"
        ]
        * len(sources())
    )
    rows = _read(
        f"WITH hits AS MATERIALIZED ({hits.sql}),"  # noqa: S608
        " counts AS MATERIALIZED (SELECT source, COUNT(*) AS total FROM hits GROUP BY source)"
        f" SELECT b.id, b.source, counts.total, b.score, b.place FROM ({best}) AS b"
        " JOIN counts ON counts.source = b.source",
        (*hits.params, *(value for source in sources() for value in (source.code, IN_A_GROUP))),
    )
    rows.sort(key=lambda row: (row[3], row[4], row[0]))
    shown = _shown([row[0] for row in rows])
    groups = []
    for source in sources():
        own = [row for row in rows if row[1] == source.code]
        results = [shown[row[0]] for row in own if row[0] in shown]
        if results:
            groups.append((own[0][3] > BY_NUMBER, Group(source, own[0][2], results)))
    return [group for _, group in sorted(groups, key=lambda pair: pair[0])]


class Found(Sequence):
    """Everything that one source has found: counts by `len`, is read by slices.

    Counting brings the first page along: a common word is looked through once for both.
    """

    def __init__(self, asked: Asked, user, code: str, *, within: str = ""):
        """`within` is one owner of the source, such as a regulation; "" for all."""
        self._hits = _hits(asked, user, only=code, within=within)

    @cached_property
    def _beginning(self) -> tuple[int, list[int]]:
        """(how many, ids of the first)."""
        if not self._hits:
            return 0, []
        rows = _read(
            f"WITH hits AS MATERIALIZED ({self._hits.sql})"  # noqa: S608
            " SELECT id, (SELECT COUNT(*) FROM hits) FROM hits ORDER BY score, place, id LIMIT %s",
            (*self._hits.params, ON_A_PAGE),
        )
        return (rows[0][1], [pk for pk, _ in rows]) if rows else (0, [])

    def __len__(self) -> int:
        return self._beginning[0]

    def __getitem__(self, wanted: slice) -> list[Entry]:
        start, stop, _ = wanted.indices(len(self))
        first = self._beginning[1]
        ids = first[start:stop] if stop <= len(first) else self._ids(start, stop)
        shown = _shown(ids)
        return [shown[pk] for pk in ids if pk in shown]

    def _ids(self, start: int, stop: int) -> list[int]:
        rows = _read(
            f"SELECT id FROM ({self._hits.sql}) AS hits"  # noqa: S608
            " ORDER BY score, place, id LIMIT %s OFFSET %s",
            (*self._hits.params, max(0, stop - start), start),
        )
        return [pk for (pk,) in rows]


def owners_found(asked: Asked, user, code: str) -> RawSQL:
    """Keys of the owners of a source whose entries are found: for `filter(pk__in=…)` in a list of the room's own."""
    hits = _hits(asked, user, only=code)
    if not hits:
        return RawSQL("SELECT CAST(NULL AS BIGINT) WHERE 1 = 0", ())
    sql = (
        "SELECT CAST(o.owner AS BIGINT) FROM search_indexentry o"  # noqa: S608
        f" WHERE o.id IN (SELECT id FROM ({hits.sql}) AS hits)"
    )
    return RawSQL(sql, hits.params)  # noqa: S611


def suggest(asked: Asked, user) -> list[Entry]:
    """What the last word, unfinished, may become: numbers and words of titles alone."""
    hits = _hits(asked, user, unfinished=True)
    if not hits:
        return []
    ids = _read(
        f"SELECT id FROM ({hits.sql}) AS hits ORDER BY score, place, id LIMIT %s",  # noqa: S608
        (*hits.params, SUGGESTIONS),
    )
    shown = _shown([pk for (pk,) in ids])
    return [shown[pk] for (pk,) in ids if pk in shown]


def _hits(
    asked: Asked, user, *, only: str = "", within: str = "", unfinished: bool = False
) -> _Sought:
    allowed = _allowed(user, only, within)
    numbers = _numbers(asked, only)
    parts = [_by_words(asked, allowed, numbers, unfinished)] if asked else []
    if numbers:
        parts.append(_by_number(numbers, allowed))
    params = tuple(value for part in parts for value in part.params)
    return _Sought(" UNION ALL ".join(part.sql for part in parts), params)


def _by_words(asked: Asked, allowed: _Sought, numbers: _Sought, unfinished: bool) -> _Sought:
    """Hits by words, but those that the number finds anyway."""
    matching = engine()
    query = (matching.beginning if unfinished else matching.query)(asked.words)
    phrases = [f"%{phrase}%" for phrase in asked.phrases]
    texts = " JOIN search_indextext t ON t.entry_id = e.id" if phrases else ""
    sql = (
        f'SELECT e.id, e.source, {matching.score} AS score, e."order" AS place'  # noqa: S608
        f" FROM {matching.table}{texts} WHERE {matching.matches}{allowed.sql}"
        + " AND (t.title_words LIKE %s OR t.body_words LIKE %s)" * len(phrases)
        + (f" AND NOT ({numbers.sql})" if numbers else "")
    )
    queries = [query] * (matching.score.count("%s") + 1)
    twice = [phrase for phrase in phrases for _ in range(2)]
    return _Sought(sql, (*queries, *allowed.params, *twice, *numbers.params))


def _by_number(numbers: _Sought, allowed: _Sought) -> _Sought:
    sql = (
        f'SELECT e.id, e.source, {BY_NUMBER} AS score, e."order" AS place'  # noqa: S608
        f" FROM search_indexentry e WHERE ({numbers.sql}){allowed.sql}"
    )
    return _Sought(sql, (*numbers.params, *allowed.params))


def _numbers(asked: Asked, only: str) -> _Sought:
    """A condition on `e`: the number that the query is to this source or that; empty when it is none."""
    meant = [
        (source.code, source.number_of(asked.text))
        for source in sources()
        if source.number_of and only in ("", source.code)
    ]
    numbers = [(code, number) for code, number in meant if number]
    sql = " OR ".join(["(e.source = %s AND e.number = %s)"] * len(numbers))
    return _Sought(sql, tuple(value for pair in numbers for value in pair))


def _allowed(user, only: str, within: str) -> _Sought:
    """Conditions on `e`, asked anew for every search (T6): the day, the audience, the closed doors."""
    day = today()
    sql = (
        " AND (e.visible_from IS NULL OR e.visible_from <= %s)"
        " AND (e.visible_until IS NULL OR e.visible_until > %s)"
    )
    params: list = [day, day]
    audiences = ["", *_collected("audiences", user)]
    sql += f" AND e.audience IN ({', '.join(['%s'] * len(audiences))})"
    params += audiences
    codes = [only] if only else [source.code for source in sources()]
    sql += f" AND e.source IN ({', '.join(['%s'] * len(codes))})"
    params += codes
    if within:
        sql += " AND e.owner = %s"
        params.append(within)
    if closed := _collected("closed"):
        sql += f" AND NOT {engine().inside_any}"
        params.append(json.dumps([f"/{door}/" for door in closed]))
    return _Sought(sql, tuple(params))


def _collected(ask: str, *args) -> list[str]:
    return [
        token for source in sources() if (asked := getattr(source, ask)) for token in asked(*args)
    ]


def _read(sql: str, params: tuple) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def _shown(ids: list[int]) -> dict[int, Entry]:
    """Entries by id; one whose owner may no longer be shown is left out, however the index lags."""
    unseen = ("texts__title_words", "texts__body_words")
    rows = IndexEntry.objects.select_related("texts").defer(*unseen).in_bulk(ids)
    owners: dict[str, set[str]] = {}
    for row in rows.values():
        owners.setdefault(row.source, set()).add(row.owner)
    addresses = {code: _addresses(code, found) for code, found in owners.items()}
    return {
        pk: replace(entry_of(row), url=f"{addresses[row.source][row.owner]}{row.texts.url}")
        for pk, row in rows.items()
        if row.owner in addresses[row.source]
    }


def _addresses(code: str, owners: set[str]) -> dict[str, str]:
    source = source_of(code)
    if source.addresses is None:
        return dict.fromkeys(owners, "")
    return source.addresses(sorted(owners))


def entry_of(row: IndexEntry) -> Entry:
    return Entry(
        owner=row.owner,
        key=row.key,
        title=row.texts.title,
        url=row.texts.url,
        body=row.texts.body,
        number=row.number,
        kind=row.texts.kind,
        path=row.texts.path,
        when=row.texts.when,
        order=row.order,
        audience=row.audience,
    )


def owners_indexed(code: str) -> set[str]:
    return set(IndexEntry.objects.filter(source=code).values_list("owner", flat=True))


def checksums_of(code: str, owners: list[str]) -> dict[str, tuple[int, str]]:
    """{key: (id, checksum)} of what the index holds of some owners."""
    rows = IndexEntry.objects.filter(Q(source=code, owner__in=owners))
    return {key: (pk, checksum) for key, pk, checksum in rows.values_list("key", "pk", "checksum")}
