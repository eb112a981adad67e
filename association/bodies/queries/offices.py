"""Who holds an office, who is on a roster."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from association.organisations.models import Organisation
from association.organisations.queries import members
from home.accounts.models import Person

from ..choices import HEADS, VOTING_OFFICES, BodyKind, OfficeKind
from ..models import CollegialBody, Office

OFFICERS = (*HEADS, OfficeKind.DEPUTY_CHAIR, OfficeKind.SECRETARY)


@dataclass(frozen=True)
class Seat:
    """One place on the roster: who sits on it, in what office, for what organisation, as what at work."""

    person: Person
    office: OfficeKind
    organisation: Organisation | None
    position: str


def holder(body_kind: BodyKind, office_kind: OfficeKind, on: date) -> Office | None:
    """Who holds the office on the day; the latest of them where a kind has several bodies or places."""
    return (
        Office.objects.in_force(on)
        .filter(body__kind=body_kind, kind=office_kind, body__owner=None)
        .select_related("body", "person", "organisation")
        .order_by("-since", "-pk")
        .first()
    )


def offices_of(body: CollegialBody, on: date):
    """Every office in force; in the general meeting the officers of the Presidium act (3.6, C36)."""
    here = Q(body=body)
    if body.kind == BodyKind.GENERAL_MEETING:
        here |= Q(body__kind=BodyKind.PRESIDIUM, kind__in=OFFICERS)
    return Office.objects.in_force(on).filter(here).select_related("person", "organisation__head")


def roster(body: CollegialBody, on: date) -> list[Seat]:
    """Who has a vote in the body on the day, each person once (T46, T82).

    In the general meeting each member organisation has one vote, given by its head (3.6, C36).
    """
    if body.kind == BodyKind.GENERAL_MEETING:
        return _heads_of_members(on)
    seats: dict[int, Seat] = {}
    for office in sorted(offices_of(body, on), key=_rank):
        if office.kind in VOTING_OFFICES:
            seats.setdefault(office.person_id, _seat(office))
    return list(seats.values())


def _heads_of_members(on: date) -> list[Seat]:
    organisations = members(on).select_related("head").order_by("short_name", "pk")
    seats: dict[int, Seat] = {}
    for organisation in organisations:
        seat = Seat(organisation.head, OfficeKind.MEMBER, organisation, organisation.head_position)
        seats.setdefault(organisation.head_id, seat)
    return list(seats.values())


def _rank(office: Office) -> tuple:
    return VOTING_OFFICES.index(office.kind) if office.kind in VOTING_OFFICES else 9, office.pk


def _seat(office: Office) -> Seat:
    return Seat(office.person, OfficeKind(office.kind), office.organisation, position_of(office))


def position_of(office: Office) -> str:
    """What stands after the surname in a protocol: «директор, школа № 1»."""
    organisation = office.organisation
    if office.position or organisation is None:
        return office.position
    return organisation.head_position if organisation.head_id == office.person_id else ""


def past_offices(body: CollegialBody, on: date):
    """Who held what before, the latest first."""
    past = Office.objects.filter(body=body, until__lte=on).select_related("person", "organisation")
    return past.order_by("-until", "-pk")
