"""What expertises put on the desk of those who were asked; nobody else is asked a query."""

from collections.abc import Iterator
from datetime import date

from association.bodies.seats import has_concern, person_seats
from home.desk.registry import Task

from . import expertises
from .choices import ExpertiseState
from .models import Expert
from .rules import names


def was_asked(user) -> bool:
    return has_concern(user, expertises.ASKED)


def expert_tasks(user, today: date) -> Iterator[Task]:
    """Say what you think of the package; the lead gives the conclusion when all have spoken or the term is over."""
    if not was_asked(user):
        return
    seats = person_seats(user)
    for place in expertises.places_of(user).filter(expertise__state=ExpertiseState.UNDER_WAY):
        if place.expertise.body_id in seats and (title := _next_of(place, user, today)):
            expertise = place.expertise
            about = f"{expertise.application.title}: {expertise.application.organisation}"
            url = expertise.get_absolute_url()
            yield Task(title, url, names.EXPERTISE, expertise.due_on, about)


def _next_of(place: Expert, user, today: date) -> str:
    is_lead = place.expertise.lead_id == user.person_id
    if is_lead and (not place.silent or today > place.expertise.due_on):
        return "Дайте заключение о документах кандидата"
    if not place.opinion:
        return "Выскажите мнение о документах кандидата"
    return ""
