"""What ends of membership put on the desk of the secretary; nobody else is asked a query."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from home.desk.registry import Task

from . import departures, permissions
from .models import MembershipSettings
from .rules import names


def removal_tasks(user, today: date) -> Iterator[Task]:
    """A filed proposal waits for its place on an agenda of the Presidium, or for the paper that the setting asks."""
    if not permissions.may_end_memberships(user):
        return
    waiting = list(departures.removals_waiting())
    needs_own = bool(waiting) and MembershipSettings.load().removal_needs_own_application
    for departure in waiting:
        lacks = needs_own and not departure.own_scan_id
        yield Task(
            "Получите заявление самой организации"
            if lacks
            else "Внесите вывод из состава в повестку Президиума",
            reverse("leaving_admin:departure", args=[departure.pk]),
            names.REMOVAL,
            about=f"{departure.title}: {departure.organisation.short_name}",
        )
