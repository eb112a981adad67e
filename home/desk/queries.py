"""What waits for a person, gathered from every room."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .models import CalendarLink
from .registry import Duty, Task, duty_sources, task_sources
from .rules import urgency

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class DeskTask:
    """A task as the desk shows it: with how urgent it is on this day."""

    task: Task
    state: str


@dataclass(frozen=True)
class Desk:
    """`unavailable` names the parts whose source failed, so that an empty desk is never a false comfort."""

    tasks: list[DeskTask]
    unavailable: list[str]


def desk_of(user, today: date) -> Desk:
    """Soonest due first, then what has no day. A source that fails takes down only its own part."""
    sources = ((source.tasks, source.title) for source in task_sources())
    tasks, unavailable = _gather(sources, user, today)
    tasks.sort(key=lambda task: (task.due or date.max, task.title, task.about))
    return Desk([DeskTask(task, urgency(task.due, today)) for task in tasks], unavailable)


def _gather(sources: Iterable[tuple], user, today: date) -> tuple[list, list[str]]:
    """What all the functions yield, and the titles of those that failed."""
    found, unavailable = [], []
    for function, title in sources:
        try:
            found += list(function(user, today))
        except Exception:  # a room may fail in any way, and what the other rooms say still counts
            logger.exception("desk: the source «%s» failed", title)
            unavailable.append(title)
    return found, unavailable


@dataclass(frozen=True)
class Duties:
    """`dated` are the tasks that have a last day; `standing` holds (place, its duties)."""

    dated: list[DeskTask]
    standing: list[tuple[str, list[Duty]]]
    unavailable: list[str]


def duties_of(user, today: date) -> Duties:
    """Everything that the user owes, by which clauses: the list for the cabinet."""
    desk = desk_of(user, today)
    sources = ((source.duties, source.title) for source in duty_sources())
    duties, unavailable = _gather(sources, user, today)
    places: dict[str, list[Duty]] = {}
    for duty in duties:
        places.setdefault(duty.about, []).append(duty)
    dated = [each for each in desk.tasks if each.task.due]
    return Duties(dated, list(places.items()), desk.unavailable + unavailable)


def calendar_link_of(user) -> CalendarLink | None:
    return CalendarLink.objects.filter(user=user).first()


def calendar_link(token: str) -> CalendarLink | None:
    """Of an account that may still come in; the rights of its owner are asked anew by every task (T5)."""
    links = CalendarLink.objects.select_related("user__person")
    return links.filter(token=token, user__is_active=True).first()
