"""What upper rooms want to know about organisations, and what they offer to those who speak for one."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from home.desk.registry import Task
from home.rulebook import Rule

_handlers: list[Callable] = []
_next_steps: list[Callable] = []


def on_standing_changed(handler: Callable) -> None:
    """`handler(change)` gets each StandingChange inside its transaction, once."""
    if handler not in _handlers:
        _handlers.append(handler)


def tell_standing_changed(change) -> None:
    for handler in _handlers:
        handler(change)


def register_next_step(step: Callable) -> None:
    """`step(user, organisation)` gives (title, url) of what a representative may do next, or None."""
    if step not in _next_steps:
        _next_steps.append(step)


def next_steps(user, organisation) -> Iterator[tuple[str, str]]:
    for step in _next_steps:
        if offered := step(user, organisation):
            yield offered


@dataclass(frozen=True)
class LifeEvent:
    """One act in the life of an organisation, for its «Линия жизни».

    `at` orders events of one day. `papers` are pairs of a title and an address, each guarded by its own room.
    `is_public`: the open register may show title, day, rule and papers of it, never `by` nor `own_papers`, which are
    for the organisation itself and the office.
    """

    on: date
    title: str
    rule: Rule
    at: datetime | None = None
    by: str = ""
    detail: str = ""
    papers: tuple[tuple[str, str], ...] = ()
    own_papers: tuple[tuple[str, str], ...] = ()
    is_public: bool = False


LifeSource = Callable[..., Iterable[LifeEvent]]
_life: list[LifeSource] = []


def register_life(source: LifeSource) -> None:
    """`source(organisation)` yields the LifeEvents that a room knows of an organisation, in few queries."""
    if source not in _life:
        _life.append(source)


def life_of(organisation) -> list[LifeEvent]:
    """The whole line, the latest first."""
    events = [event for source in _life for event in source(organisation)]
    return sorted(events, key=_moment, reverse=True)


def _moment(event: LifeEvent) -> tuple[date, float]:
    return event.on, event.at.timestamp() if event.at else 0.0


@dataclass(frozen=True)
class Participation:
    """That an organisation took part in something (R76, R77): an event, a meeting, an answer."""

    on: date
    kind: str
    title: str
    outcome: str
    rule: Rule
    url: str = ""
    counts: bool = True
    """False where it was asked or invited and did not take part."""


ParticipationSource = Callable[..., Iterable[Participation]]
_participation: dict[str, ParticipationSource] = {}


def participation_sources(title: str, source: ParticipationSource) -> None:
    """`source(organisation, since, until)` yields Participations of the days since … until; `title` names the kind."""
    _participation[title] = source


def participation_of(organisation, since: date, until: date) -> dict[str, list[Participation]]:
    """By the title of the source, in the order in which rooms registered."""
    return {
        title: sorted(source(organisation, since, until), key=lambda one: one.on, reverse=True)
        for title, source in _participation.items()
    }


_on_reorganised: list[Callable] = []


def on_reorganised(handler: Callable) -> None:
    """`handler(reorganisation, *, by, at)` is called once, in the transaction that records it."""
    if handler not in _on_reorganised:
        _on_reorganised.append(handler)


def tell_reorganised(reorganisation, *, by, at: datetime) -> None:
    for handler in _on_reorganised:
        handler(reorganisation, by=by, at=at)


_on_certified: list[Callable] = []


def on_certified(handler: Callable) -> None:
    """`handler(certificate, *, by, at)` is called once, in the transaction from which a QmsCertificate counts (R4, R68)."""
    if handler not in _on_certified:
        _on_certified.append(handler)


def tell_certified(certificate, *, by, at: datetime) -> None:
    for handler in _on_certified:
        handler(certificate, by=by, at=at)


PublicFacts = Callable[..., Iterable[tuple[str, str, str | None]]]
_public_facts: list[PublicFacts] = []


def register_public_facts(source: PublicFacts) -> None:
    """`source(organisation)` yields (label, value, address or None) for a member's page of the open register."""
    if source not in _public_facts:
        _public_facts.append(source)


def public_facts_of(organisation) -> list[tuple[str, str, str | None]]:
    return [fact for source in _public_facts for fact in source(organisation)]


Affairs = Callable[..., Iterable[Task]]
_owed_by: dict[Affairs, None] = {}
_owed_to: dict[Affairs, None] = {}


def register_owed_by_organisation(source: Affairs) -> None:
    """`source(organisation, today)` yields Tasks of what the organisation has to do, in one query, for its front page."""
    _owed_by[source] = None


def register_owed_to_organisation(source: Affairs) -> None:
    """The same of what the Association has to do for it: reviews under way, requests without an answer."""
    _owed_to[source] = None


def owed_by(organisation, today: date) -> list[Task]:
    return [task for source in _owed_by for task in source(organisation, today)]


def owed_to(organisation, today: date) -> list[Task]:
    return [task for source in _owed_to for task in source(organisation, today)]


OfficePage = Callable[..., str]
_office_pages: dict[str, OfficePage] = {}


def register_office_page(title: str, address: OfficePage) -> None:
    """A button of each row of the register of organisations in the admin; `address(organisation)` is where it leads."""
    _office_pages[title] = address


def office_pages(organisation) -> list[tuple[str, str]]:
    return [(title, address(organisation)) for title, address in _office_pages.items()]
