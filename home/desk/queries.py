"""What waits for a person, gathered from every room."""

import logging
from dataclasses import dataclass
from datetime import date

from .registry import Task, task_sources
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
    tasks: list[Task] = []
    unavailable: list[str] = []
    for source in task_sources():
        try:
            tasks += list(source.tasks(user, today))
        except Exception:  # a room may fail in any way, and the other rooms' tasks still wait
            logger.exception("desk: the source «%s» failed", source.title)
            unavailable.append(source.title)
    tasks.sort(key=lambda task: (task.due or date.max, task.title, task.about))
    return Desk([DeskTask(task, urgency(task.due, today)) for task in tasks], unavailable)
