"""The front page of mentoring in the cabinet: what each subject of the room has for the user."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from home.rulebook import Rule


@dataclass(frozen=True)
class Card:
    """One way in, with the state of things as its text: «3 этапа из 5, последняя запись 4 ноября»."""

    title: str
    text: str
    url: str
    rule: Rule
    label: str = ""
    tone: str = "neutral"
    """A status beside the title, as components/status.html takes it; none without a label."""


CardSource = Callable[..., Iterable[Card]]
_sources: dict[CardSource, int] = {}


def register_card(source: CardSource, order: int) -> None:
    """`source(user, today)` yields Cards, in at most one query and none for whom it has nothing."""
    _sources[source] = order


def cards_for(user, today: date) -> list[Card]:
    ordered = sorted(_sources, key=_sources.get)
    return [card for source in ordered for card in source(user, today)]
