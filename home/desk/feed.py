"""The dated tasks of a person as entries of a calendar: a title and a day, nothing that is confidential."""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime

from django.urls import reverse

from home.notices import ics
from home.notices.emails import absolute

from .models import CalendarLink
from .queries import desk_of


def entries_of(link: CalendarLink, today: date, at: datetime) -> Iterator[ics.Entry]:
    """What is about a task stays in the cabinet: an address of a calendar travels through foreign servers."""
    seen: dict[str, int] = {}
    for entry in desk_of(link.user, today).tasks:
        task = entry.task
        if task.due is None:
            continue
        key = f"{link.user_id} {task.title} {task.url} {task.due}"
        number = seen[key] = seen.get(key, -1) + 1
        digest = hashlib.sha256(f"{key} {number}".encode()).hexdigest()[:32]
        yield ics.Entry(
            uid=f"{digest}@tasks",
            starts=task.due,
            ends=task.due,
            stamped=at,
            summary=f"Срок: {task.title}",
            url=absolute(reverse("desk:desk")),
        )
