"""To whom the letters of the room go; kinds and texts stand in the module of each subject, <subject>_emails."""

from datetime import date

from association.bodies.choices import BodyKind, OfficeKind
from association.bodies.models import Office
from home.accounts.models import Person


def formers(on: date) -> list[Person]:
    """The chair of the Presidium and the deputies on the day, each once."""
    seats = Office.objects.in_force(on).filter(
        body__owner=None,
        body__kind=BodyKind.PRESIDIUM,
        kind__in=(OfficeKind.CHAIR, OfficeKind.DEPUTY_CHAIR),
    )
    return list(Person.objects.filter(pk__in=seats.values("person")))
