"""The Presidium of the demo."""

import datetime

from association.organisations.models import Organisation
from home.accounts.models import Person

from .choices import BodyKind, OfficeKind
from .models import CollegialBody, Office

GROUND = "Общее собрание, протокол от 15 сентября 2025\xa0г. №\xa01"
SINCE = datetime.date(2025, 9, 15)
# Chair and deputy are elected for three years (3.6, 3.8).
UNTIL = datetime.date(2028, 9, 15)


def load(chair: Person, secretary: Person, organisations: list[Organisation]) -> CollegialBody:
    """A Presidium of the heads of `organisations`; the first of them is headed by the chair (3.4)."""
    presidium, _ = CollegialBody.objects.get_or_create(
        kind=BodyKind.PRESIDIUM,
        defaults={
            "title": "Президиум Ассоциации",
            "title_genitive": "Президиума Ассоциации",
            "rules_code": "presidium",
        },
    )
    CollegialBody.objects.get_or_create(
        kind=BodyKind.GENERAL_MEETING,
        defaults={
            "title": "Общее собрание",
            "title_genitive": "Общего собрания",
            "rules_code": "general-meeting",
        },
    )
    _office(presidium, OfficeKind.CHAIR, chair, organisations[0], UNTIL)
    _office(presidium, OfficeKind.DEPUTY_CHAIR, organisations[1].head, organisations[1], UNTIL)
    _office(presidium, OfficeKind.SECRETARY, secretary, None, None)
    for organisation in organisations[2:]:
        _office(presidium, OfficeKind.MEMBER, organisation.head, organisation, None)
    return presidium


def _office(body, kind, person, organisation, until) -> None:
    Office.objects.get_or_create(
        body=body,
        kind=kind,
        person=person,
        since=SINCE,
        defaults={"organisation": organisation, "until": until, "ground": GROUND},
    )
