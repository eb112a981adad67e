"""Rooms name here what can be found; the search page asks each of them and knows none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Result:
    """One thing found: plain text in every field, escaped where it is shown."""

    title: str
    url: str
    excerpt: str = ""
    kind: str = ""
    when: date | None = None


@dataclass(frozen=True)
class Source:
    """`find(query, user)` gives a sequence of Results that counts by `len` and is read by slices."""

    code: str
    title: str
    find: Callable[..., Sequence[Result]]


_sources: dict[str, Source] = {}


def register_source(code: str, title: str, find: Callable[..., Sequence[Result]]) -> None:
    """Called from a room's `registrations.py`; ValueError when the code is taken by another."""
    source = Source(code, title, find)
    if _sources.setdefault(code, source) != source:
        raise ValueError(f"two sources of search are called {code}")


def sources() -> list[Source]:
    return list(_sources.values())
