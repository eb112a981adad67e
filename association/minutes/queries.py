"""What is asked of protocols."""

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from wagtail.log_actions import registry as log_registry

from association.bodies.choices import HEADS, VOTING_OFFICES, BodyKind, OfficeKind
from association.bodies.models import Office
from association.bodies.queries import bodies_for, roster
from association.bodies.seats import has_concern, person_seats, presidium_offices
from association.meetings.choices import Capacity
from association.meetings.models import Invitation, Meeting
from association.organisations.choices import Standing
from association.organisations.models import Organisation
from documents.records.models import Record
from home.accounts.choices import Role
from home.accounts.models import Person
from home.accounts.roles import has_role
from home.workdays.queries import today, working_calendar
from home.workdays.rules import CalendarMissing, Deadline, add_days

from .choices import AgreementAnswer, ProtocolState, SignatureCapacity
from .models import Agreement, Protocol, Signature
from .rules import signing, term
from .rules.agreement import Line

TO_AGREE, TO_SIGN, IN_GENERAL_MEETING = "minutes.agree", "minutes.sign", "minutes.general"
"""Codes of what ties a person to protocols beside an office."""
UNDER_WAY = (ProtocolState.DRAFT, ProtocolState.AGREEMENT, ProtocolState.SIGNING)
FINAL = (ProtocolState.SIGNED, ProtocolState.WRITTEN_OFF)


def protocols() -> QuerySet[Protocol]:
    """With all that pages and permissions ask of them."""
    return Protocol.objects.select_related(
        "body__owner",
        "meeting__body__owner",
        "meeting__rule_set",
        "meeting__presiding",
        "meeting__secretary",
        "paper",
    )


def protocols_for(user) -> QuerySet[Protocol]:
    """All that `permissions.may_see_protocol` opens to the user."""
    if not user.is_authenticated or not user.is_active:
        return Protocol.objects.none()
    begun = ~Q(state=ProtocolState.DRAFT)
    bodies = bodies_for(user).order_by().values("pk")
    visible = Q(body__in=bodies) & begun | _made_by(user)
    if user.person_id:
        place = Invitation.objects.standing().filter(
            meeting=OuterRef("meeting"), person=user.person_id
        )
        visible |= Q(Exists(place.filter(capacity=Capacity.VOTING))) & begun
        visible |= Q(Exists(place.exclude(sent_at=None)), state__in=FINAL)
    return protocols().filter(visible)


def _made_by(user) -> Q:
    """Protocols whose drafts the user sees: of bodies they run or lead, and of meetings they held."""
    kinds = {*HEADS, OfficeKind.SECRETARY}
    made = Q(body__in=[pk for pk, held in person_seats(user).items() if held & kinds])
    if has_role(user, Role.SECRETARY):
        made |= Q(body__owner=None)
    if presidium_offices(user) & kinds:
        made |= Q(body__kind=BodyKind.GENERAL_MEETING)
    if user.person_id:
        made |= Q(meeting__presiding=user.person_id) | Q(meeting__secretary=user.person_id)
    return made


def held_on(meeting: Meeting) -> date:
    """The day of the protocol, in the one stated zone."""
    return today(term.held_at(meeting.starts_at, meeting.opened_at, meeting.closes_at))


def drawing_term(meeting: Meeting) -> Deadline | None:
    """Until when the protocol is drawn up (4.10; 3.5 of the group's rules; C7), None while the year is not confirmed."""
    rules = meeting.rule_set
    try:
        return add_days(
            held_on(meeting),
            rules.minutes_days,
            rules.minutes_day_kind,
            working_calendar(),
            move_from_day_off=rules.minutes_moves_off_days_off,
        )
    except CalendarMissing:
        return None


def agreement_term(protocol: Protocol, start: date) -> Deadline | None:
    """Until when members answer; None while the year is not confirmed."""
    try:
        return add_days(
            start, protocol.meeting.rule_set.agreement_days, "working", working_calendar()
        )
    except CalendarMissing:
        return None


def sheets_of(protocol: Protocol) -> tuple[list[Agreement], list[Agreement]]:
    """The agreement sheet under the present content, and what was answered to those that were taken back since."""
    lines = protocol.agreements.select_related("person").order_by(
        "person__surname", "person__name", "pk"
    )
    present = [each for each in lines if each.content_sha256 == protocol.content_sha256]
    earlier = [
        each
        for each in lines
        if each.content_sha256 != protocol.content_sha256 and each.answer != AgreementAnswer.NONE
    ]
    return present, sorted(earlier, key=lambda each: each.answered_at, reverse=True)


def lines_of(protocol: Protocol) -> QuerySet[Agreement]:
    """The agreement sheet under the present content."""
    return (
        protocol.agreements.filter(content_sha256=protocol.content_sha256)
        .select_related("person")
        .order_by("person__surname", "person__name", "pk")
    )


def as_lines(agreements) -> list[Line]:
    return [Line(each.answer, bool(each.reply)) for each in agreements]


def signatures_of(protocol: Protocol) -> QuerySet[Signature]:
    """Those under the present content."""
    return protocol.signatures.filter(content_sha256=protocol.content_sha256).select_related(
        "person", "scan", "agreement_text"
    )


def missing_capacities(protocol: Protocol) -> list[SignatureCapacity]:
    """In what capacities it still waits for a signature."""
    given = set(signatures_of(protocol).values_list("capacity", flat=True))
    wanted = signing.capacities(protocol.meeting.rule_set.signatories)
    return [capacity for capacity in wanted if capacity not in given]


def who_signs(protocol: Protocol, capacity: str) -> Person | None:
    if capacity == SignatureCapacity.PRESIDING:
        return protocol.meeting.presiding
    return protocol.meeting.secretary


def held_office_on(protocol: Protocol, person: Person, capacity: str, on: date) -> bool:
    """Whether on the day the person still had a place that lets them preside, or be the secretary."""
    kinds = VOTING_OFFICES
    if capacity == SignatureCapacity.SECRETARY:
        kinds = (OfficeKind.SECRETARY, *VOTING_OFFICES)
    within_term = Q(term_ends__isnull=True) | Q(term_ends__gt=on)
    held = Office.objects.in_force(on).filter(within_term, person=person, kind__in=kinds)
    if held.filter(body=protocol.body_id).exists():
        return True
    # The general meeting has no offices of its own: its chair is that of the Presidium, its members are heads.
    return protocol.body.kind == BodyKind.GENERAL_MEETING and held.filter(body__owner=None).exists()


def members_to_tell(protocol: Protocol, on: date) -> list[Person]:
    """Everybody who had a vote at the meeting or has one in the body today, and its officers, each once."""
    invitations = protocol.meeting.invitations.voting().select_related("person")
    people = {each.person_id: each.person for each in invitations}
    people |= {seat.person.pk: seat.person for seat in roster(protocol.body, on)}
    offices = Office.objects.in_force(on).filter(body=protocol.body_id).select_related("person")
    people |= {office.person_id: office.person for office in offices}
    return sorted(people.values(), key=lambda person: person.pk)


def secretaries_of(protocol: Protocol, on: date) -> list[Person]:
    """Who is told of its terms: the meeting's secretary and the body's of the day, else whoever leads the body."""
    meeting = protocol.meeting
    offices = Office.objects.in_force(on).filter(body=protocol.body_id).select_related("person")
    people = {
        office.person_id: office.person for office in offices if office.kind == OfficeKind.SECRETARY
    }
    if meeting.secretary_id:
        people[meeting.secretary_id] = meeting.secretary
    if not people:
        people = {each.person_id: each.person for each in offices if each.kind in HEADS}
    return list(people.values())


def waiting_for(user) -> QuerySet[Protocol]:
    """Protocols under way that may wait for the user: one query, and none for who has no seat, role or concern."""
    run = [pk for pk, held in person_seats(user).items() if OfficeKind.SECRETARY in held]
    wanted = Q(body__in=run)
    if has_role(user, Role.SECRETARY):
        wanted |= Q(body__owner=None)
    elif not run and not any(has_concern(user, code) for code in (TO_AGREE, TO_SIGN)):
        return Protocol.objects.none()
    if user.person_id:
        wanted |= Q(pk__in=protocols_to_sign(user.person).values("pk"))
        wanted |= Q(pk__in=lines_to_answer(user.person).values("protocol"))
    return (
        protocols()
        .filter(wanted, state__in=UNDER_WAY)
        .prefetch_related("signatures", "agreements")
        .order_by("due_on", "pk")
    )


def unfinished() -> QuerySet[Protocol]:
    """Signed, and still without their paper, their letters or their place in the archive (T57)."""
    protocol_type = ContentType.objects.get_for_model(Protocol)
    record = Record.objects.filter(content_type=protocol_type, object_id=OuterRef("pk"))
    lacks = Q(paper=None) | Q(sent_at=None) | ~Q(Exists(record))
    return protocols().filter(lacks, state=ProtocolState.SIGNED)


def lines_to_answer(person) -> QuerySet[Agreement]:
    """What the person is asked to agree to and has not answered."""
    return Agreement.objects.filter(
        person=person,
        answer=AgreementAnswer.NONE,
        protocol__state=ProtocolState.AGREEMENT,
        content_sha256=F("protocol__content_sha256"),
    )


def protocols_to_sign(person) -> QuerySet[Protocol]:
    """Protocols on their signatures of meetings which the person held."""
    held = Q(meeting__presiding=person) | Q(meeting__secretary=person)
    return Protocol.objects.filter(held, state=ProtocolState.SIGNING)


def general_meetings_of(person) -> QuerySet[Meeting]:
    """Those of the general meeting, for the head of a member organisation, who sits in it without an office (3.6)."""
    heads = Organisation.objects.filter(head=person, standing=Standing.MEMBER)
    return Meeting.objects.filter(Exists(heads), body__kind=BodyKind.GENERAL_MEETING)


def history(protocol: Protocol):
    """Entries of the log, the first act first."""
    return (
        log_registry.get_logs_for_instance(protocol)
        .select_related("user__person")
        .order_by("timestamp", "pk")
    )
