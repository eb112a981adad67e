"""What rooms above know of members and processes."""

from collections.abc import Callable, Collection

Place = tuple[int, int]
"""Keys of a member and of a process."""

_sources: list[Callable[..., Collection[Place]]] = []


def register_strengths(source: Callable[..., Collection[Place]]) -> None:
    """`source(organisations)` gives the Places in which they say they are strong, in one query."""
    if source not in _sources:
        _sources.append(source)


def strengths_of(organisations) -> set[Place]:
    return {place for source in _sources for place in source(organisations)}
