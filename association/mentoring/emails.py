"""To whom the letters of the room go; kinds and texts stand in the module of each subject, <subject>_emails."""

from datetime import date, datetime

from association.bodies.choices import BodyKind
from association.bodies.models import Office
from association.organisations.queries import representatives_in_force
from home.accounts.models import Person
from home.notices.operations import send_notice
from home.notices.registry import NoticeKind
from home.workdays.queries import today

from .permissions import FORMERS


def tell_organisation(
    kind: NoticeKind, organisation, about: str, *, at: datetime, source=None, **context
) -> int:
    """To everyone who speaks for the organisation that day; how many letters are new."""
    letters = [
        send_notice(
            kind,
            to=representative.person,
            about=about,
            context={"organisation": organisation.short_name, **context},
            at=at,
            source=source,
        )
        for representative in representatives_in_force(organisation, today(at))
    ]
    return sum(letter is not None for letter in letters)


def formers(on: date) -> list[Person]:
    """The chair of the Presidium and the deputies on the day, each once."""
    seats = Office.objects.in_force(on).filter(
        body__owner=None, body__kind=BodyKind.PRESIDIUM, kind__in=FORMERS
    )
    return list(Person.objects.filter(pk__in=seats.values("person")))
