"""Rooms name here what can be found; the search knows none of them.

A room has *owners*, things with a key of their own (a page, an organisation), and gives for each any
number of entries: a regulation owns its clauses. When an owner changes, the room says so by
`operations.index(code, owners)`.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """One thing that can be found: plain text in every field, escaped where it is shown."""

    owner: str
    key: str
    """Names the entry for ever within its source."""
    title: str
    url: str = ""
    """Whole, or what follows the address of the owner where the source gives `addresses`."""
    body: str = ""
    heading: str | None = None
    """What of the title is searched by words; None: all of it."""
    number: str = ""
    """By it alone the entry is found exactly: «3.13»."""
    kind: str = ""
    path: str = ""
    """Where it stands: «Раздел 4 › 4.7»."""
    when: datetime.date | None = None
    order: int = 0
    """Among equals, the lower comes first."""
    audience: str = ""
    """Who may find it: a token that some `Source.audiences` gives, "label.name"; empty: everybody."""
    doors: tuple[str, ...] = ()
    """What may be closed before it, such as the pages above; see `Source.closed`."""
    visible_from: datetime.date | None = None
    visible_until: datetime.date | None = None
    """The first day on which it is found no more."""


@dataclass(frozen=True)
class Source:
    """Where entries come from.

    `owners()` gives the keys of all that is to be in the index, `entries(owners)` what stands in it for
    some of them (nothing for one that is not to be found). The rest is asked when somebody searches:
    `addresses(owners)` → {owner: address} of those that may still be shown; `closed()` → doors closed now,
    for the entries of every source; `audiences(user)` → what the user may find beside the public entries;
    `number_of(query)` → the number that a query means, or ""; `name_of(owner)` → how the one owner within which
    somebody searches is called, "" when it is not theirs to see.
    """

    code: str
    title: str
    owners: Callable[[], Iterable]
    entries: Callable[[list[str]], Iterable[Entry]]
    addresses: Callable[[list[str]], dict[str, str]] | None = None
    closed: Callable[[], Iterable[str]] | None = None
    audiences: Callable[..., Iterable[str]] | None = None
    number_of: Callable[[str], str] | None = None
    name_of: Callable[[str], str] | None = None


_sources: dict[str, Source] = {}


def register_source(code: str, title: str, owners, entries, **asked_later) -> None:
    """Called from a room's `registrations.py`; ValueError when the code is taken by another."""
    source = Source(code, title, owners, entries, **asked_later)
    if _sources.setdefault(code, source) != source:
        raise ValueError(f"two sources of search are called {code}")


def sources() -> list[Source]:
    return list(_sources.values())


def source_of(code: str) -> Source | None:
    return _sources.get(code)
