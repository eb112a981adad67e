"""How a rule stands for one reader at this moment: «заявление № 12 рассматривается до 5 декабря»."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from .registry import Rule

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class LiveState:
    """A sentence for one reader, plain text, and where to look closer; shown at the clauses of the rule."""

    rule: Rule
    text: str
    url: str = ""


_sources: list[Callable[..., Iterable[LiveState]]] = []


def register_live_states(source: Callable[..., Iterable[LiveState]]) -> None:
    """`source(user, on)` yields what holds for the user on that day; a few queries for all rules of a room.

    Not for what waits for the reader: the desk's tasks are shown at their clauses too.
    """
    if source not in _sources:
        _sources.append(source)


def live_states(user, on: date) -> list[LiveState]:
    """Of all rooms; one that fails takes down only its own part."""
    found: list[LiveState] = []
    for source in _sources:
        try:
            found += list(source(user, on))
        except Exception:  # a room may fail in any way, and the text must still be read
            logger.exception("live states: the source %s failed", source.__qualname__)
    return found
