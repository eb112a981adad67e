"""What the other rooms put on the desk: tasks of a person, standing duties, and pages of the cabinet."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from home.rulebook import Rule


@dataclass(frozen=True)
class Task:
    """What waits for a person: a sentence with a verb, where to do it, by which rule, until when.

    `about` names the object in the words of the reader («Заявление № 12 от 3 ноября»).
    """

    title: str
    url: str
    rule: Rule
    due: date | None = None
    about: str = ""


@dataclass(frozen=True)
class TaskSource:
    """`title` names the part of the desk to its reader when the source fails: «заявления о приёме»."""

    tasks: Callable[..., Iterable[Task]]
    title: str


@dataclass(frozen=True)
class CabinetItem:
    title: str
    url_name: str
    order: int
    visible: Callable[..., bool]


_sources: dict[Callable[..., Iterable[Task]], TaskSource] = {}
_items: dict[str, CabinetItem] = {}


def register_tasks(source: Callable[..., Iterable[Task]], title: str = "часть задач") -> None:
    """`source(user, today)` yields the Tasks of a user; its queries must not grow with the tasks."""
    _sources[source] = TaskSource(source, title)


def task_sources() -> list[TaskSource]:
    return list(_sources.values())


@dataclass(frozen=True)
class Duty:
    """What a person owes as long as they hold a place: a sentence with a verb, by which rule.

    `about` is the place («Секретарь, Президиум»), by which the list is grouped; `url` is the page of that place.
    """

    title: str
    rule: Rule
    about: str
    url: str = ""


@dataclass(frozen=True)
class DutySource:
    duties: Callable[..., Iterable[Duty]]
    title: str


_duties: dict[Callable[..., Iterable[Duty]], DutySource] = {}


def register_duties(source: Callable[..., Iterable[Duty]], title: str) -> None:
    """`source(user, today)` yields the standing Duties of a user; what has a day is a Task and comes from `register_tasks`."""
    _duties[source] = DutySource(source, title)


def duty_sources() -> list[DutySource]:
    return list(_duties.values())


def _for_everyone(user) -> bool:
    return True


def register_cabinet_item(
    title: str, url_name: str, order: int, visible: Callable[..., bool] = _for_everyone
) -> None:
    """A page in the navigation of the cabinet, for users of whom `visible(user)` is true."""
    _items[url_name] = CabinetItem(title, url_name, order, visible)


def cabinet_items(user) -> list[CabinetItem]:
    return sorted(
        (item for item in _items.values() if item.visible(user)),
        key=lambda item: (item.order, item.title),
    )


CabinetBar = Callable[..., dict | None]
_bars: dict[str, CabinetBar] = {}


def register_cabinet_bar(template: str, source: CabinetBar) -> None:
    """What a room says at the head of every page of the cabinet: `source(request)` gives the context of the
    template, or None for nothing; it costs every page, so one query at most."""
    _bars[template] = source


def cabinet_bars(request) -> list[tuple[str, dict]]:
    found = ((template, source(request)) for template, source in _bars.items())
    return [(template, context) for template, context in found if context is not None]
