"""What the room knows of ends of membership, asked in the words of the field."""

from datetime import date

from django.db.models import Q

from association.bodies.choices import VOTING_OFFICES, BodyKind, OfficeKind
from association.bodies.models import CollegialBody, Office
from association.bodies.queries import holder
from association.organisations.choices import Standing
from association.organisations.models import Organisation
from association.organisations.queries import organisations_represented_by
from home.accounts.choices import Role
from home.accounts.models import Person

from .choices import DepartureKind, DepartureState
from .models import Departure, MembershipSettings
from .rules import leaving

LEFT_BEHIND = {Standing.MEMBER: Standing.FORMER, Standing.CANDIDATE: Standing.NONE}
"""What an organisation becomes when it is in the Association no more; a candidate was never a member (C12)."""

FOUND_AT_MOST = 20


def departures_of(user):
    """Those that the user's organisations have begun, and removals of them that are more than a draft.

    Whoever only stands in for an organisation ends nothing of it.
    """
    mine = organisations_represented_by(user).values("pk")
    return (
        Departure.objects.filter(
            Q(organisation__in=mine) & ~(Q(kind=DepartureKind.REMOVAL) & Q(number=None))
            | Q(initiator__in=mine)
        )
        .select_related("organisation", "initiator")
        .distinct()
    )


def departures_around(organisation: Organisation):
    """The same for one organisation."""
    return Departure.objects.filter(
        Q(organisation=organisation) & ~(Q(kind=DepartureKind.REMOVAL) & Q(number=None))
        | Q(initiator=organisation)
    ).select_related("organisation", "initiator")


def may_end(organisation: Organisation) -> bool:
    """There is something to leave."""
    return organisation.standing in LEFT_BEHIND


def standing_since(organisation: Organisation) -> date | None:
    last = organisation.standing_changes.order_by("-on", "-pk").first()
    return last.on if last else None


def members_now() -> int:
    return Organisation.objects.filter(standing=Standing.MEMBER).count()


def floor_warning(organisation: Organisation) -> str:
    """Of ending this membership; a candidate does not count (R36, C12)."""
    return leaving.floor_warning(members_now() - 1) if organisation.is_member else ""


def removable_by(initiator: Organisation, text: str):
    """Members that another member may propose to remove (3.14), by the words asked for."""
    members = Organisation.objects.filter(standing=Standing.MEMBER).exclude(pk=initiator.pk)
    return members.matching(text).select_related("territory")[:FOUND_AT_MOST]


def needs_own_application(departure: Departure) -> bool:
    """The setting asks for the application of the organisation itself, and it is not here (C13)."""
    return (
        departure.kind == DepartureKind.REMOVAL
        and departure.own_scan_id is None
        and MembershipSettings.load().removal_needs_own_application
    )


def reading_of_removal() -> str:
    settings = MembershipSettings.load()
    return leaving.reading_of_removal(
        own_application_is_needed=settings.removal_needs_own_application
    )


def removals_waiting():
    """Filed and without an answer of the Presidium."""
    return (
        Departure.objects.filter(kind=DepartureKind.REMOVAL, state=DepartureState.FILED)
        .select_related("organisation", "initiator")
        .order_by("filed_at", "pk")
    )


def removals_for(body: CollegialBody):
    """What the Presidium may put on its agenda; no other body removes (3.14)."""
    if body.kind != BodyKind.PRESIDIUM:
        return Departure.objects.none()
    waiting = removals_waiting()
    if MembershipSettings.load().removal_needs_own_application:
        waiting = waiting.filter(own_scan__isnull=False)
    return waiting


def draft_of_removal(departure: Departure) -> tuple[str, str]:
    """The title of the item and the draft of the decision."""
    organisation = departure.organisation
    return (
        f"О выводе из состава Ассоциации: {organisation.short_name}"[:300],
        f"Вывести из состава Ассоциации: {organisation.full_name} "
        f"({departure.title}, предложено: {departure.initiator.short_name}).",
    )


def papers_of(departure: Departure) -> list[tuple[str, object]]:
    """(title, StoredFile) of everything that has been handed in."""
    found = (
        ("Печатное заявление", departure.paper),
        ("Заявление с подписью руководителя", departure.scan),
        ("Заявление самой организации", departure.own_scan),
    )
    return [(title, stored) for title, stored in found if stored]


def dossier_of_removal(departure: Departure) -> list[tuple[str, object]]:
    """What goes with the question to the Presidium: the signed application instead of the blank one."""
    papers = papers_of(departure)
    return papers[1:] if departure.scan_id and departure.paper_id else papers


def seats_of(organisation: Organisation, on: date) -> list[Office]:
    """Places held for a member in bodies that only heads of members sit in (3.4, R28)."""
    seats = Office.objects.in_force(on).filter(
        organisation=organisation, body__owner=None, kind__in=VOTING_OFFICES
    )
    found = seats.select_related("body", "person", "organisation")
    return [seat for seat in found if seat.body.rule_set.members_are_heads]


def office_people(on: date):
    """Who learns of every end: the secretariat and the chair of the Presidium."""
    chair = holder(BodyKind.PRESIDIUM, OfficeKind.CHAIR, on)
    told = Q(user__groups__name=Role.SECRETARY.label, user__is_active=True)
    if chair:
        told |= Q(pk=chair.person_id)
    return Person.objects.filter(told).distinct()
