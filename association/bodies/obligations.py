"""What the desk of a person shows of the bodies: vacancies, terms, seats without a ground, standing duties."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from home.desk.registry import Duty, Task

from . import queries
from .choices import BodyKind, OfficeKind
from .models import CollegialBody
from .permissions import may_keep_body
from .queries import BodyState
from .rules.duties import owed_by
from .rules.offices import MEMBERS_ARE_HEADS
from .seats import person_seats


def tasks_of_bodies(user, today: date) -> Iterator[Task]:
    """For those who lead, run or keep a body; nobody else costs a query."""
    bodies = queries.bodies_kept_by(user)
    if bodies is None:
        return
    for state in queries.states_of(list(bodies.in_being(today)), today):
        yield from _tasks_of(state, user)


def _tasks_of(state: BodyState, user) -> Iterator[Task]:
    body = state.body
    url = body.get_absolute_url()
    for gap, rule in state.gaps:
        fills = gap.office and may_keep_body(user, body)
        fill_url = f"{reverse('bodies:fill_office', args=[body.pk])}?kind={gap.office}"
        yield Task(f"{gap.text}: {body.title}", fill_url if fills else url, rule)
    for held in state.unfit:
        about = f"{held.office.person}: {held.flaw}."
        yield Task(f"Проверьте состав: {body.title}", url, MEMBERS_ARE_HEADS, about=about)
    for held in state.ending:
        office = held.office
        verb = "Срок истёк" if held.is_over else "Срок истекает"
        yield Task(
            f"{verb}: {office.get_kind_display().lower()}, {body.title}",
            url,
            state.term_rule(office),
            due=office.runs_out,
            about=office.person.full_name,
        )


def duties_of_offices(user, today: date) -> Iterator[Duty]:
    """By the regulation on which the rules of each body rest."""
    seats = person_seats(user)
    if not seats:
        return
    sources = {code: each.source for code, each in queries.rule_sets_in_force().items()}
    for body in _acting(seats, today):
        for kind in sorted(seats[body.pk]):
            office = OfficeKind(kind)
            for each in owed_by(sources.get(body.rules_code, ""), office):
                about = f"{office.label}, {body.title}"
                yield Duty(each.title, each.rule, about, body.get_absolute_url())


def _acting(seats, today: date):
    """The general meeting is left out: there the officers of the Presidium act, and their duties are told once."""
    bodies = CollegialBody.objects.in_being(today).filter(pk__in=seats)
    return bodies.exclude(kind=BodyKind.GENERAL_MEETING)
