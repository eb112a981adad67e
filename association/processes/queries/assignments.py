"""Who answers for which process, what is proposed to the meeting, and who has none (3.17, R49, R50)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from association.bodies.choices import BodyKind
from association.bodies.models import CollegialBody
from association.meetings.models import AgendaItem, Decision
from association.meetings.queries.dossiers import OVER
from association.organisations.choices import Standing
from association.organisations.models import Organisation, Representative
from association.organisations.queries import acting_for

from ..choices import Assigning, ProposalState
from ..models import (
    AssignmentLine,
    AssignmentProposal,
    Process,
    ProcessAssignment,
    ProcessSupport,
)
from ..registry import strengths_of
from ..rules import assigning as rules

MEMBERS = Organisation.objects.filter(standing=Standing.MEMBER)


@dataclass(frozen=True)
class Asked:
    """What a reader looks for; an empty value asks for nothing."""

    words: str = ""
    process: int | None = None
    territory: int | None = None
    kind: str = ""


def helpers(asked: Asked, on: date) -> QuerySet[ProcessAssignment]:
    """Members to turn to, by process."""
    found = (
        ProcessAssignment.objects.in_force(on)
        .filter(organisation__standing=Standing.MEMBER)
        .select_related("organisation__territory", "process")
        .order_by("process__order", "process__name", "organisation__short_name", "pk")
    )
    if asked.words:
        named = Organisation.objects.matching(asked.words)
        found = found.filter(organisation__in=named.values("pk"))
    if asked.process:
        found = found.filter(process=asked.process)
    if asked.territory:
        found = found.filter(organisation__territory=asked.territory)
    if asked.kind:
        given = ProcessSupport.objects.standing().filter(assignment=OuterRef("pk"))
        found = found.filter(Exists(given.filter(kind=asked.kind)))
    return found


def help_given_by(assignments) -> dict[int, dict[str, int]]:
    """How many entries of each kind stand, by assignment; one query for those of a page."""
    counted = (
        ProcessSupport.objects.standing()
        .filter(assignment__in=[each.pk for each in assignments])
        .order_by()
        .values_list("assignment", "kind")
        .annotate(number=Count("pk"))
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for assignment, kind, number in counted:
        found[assignment][kind] = number
    return found


def people_of(assignments, on: date) -> dict[int, list[str]]:
    """Names of those who speak for the members of a page, by organisation; one query."""
    found: dict[int, list[str]] = defaultdict(list)
    speaking = Representative.objects.in_force(on).filter(
        organisation__in={each.organisation_id for each in assignments}
    )
    for each in speaking.select_related("person").order_by("pk"):
        found[each.organisation_id].append(each.person.full_name)
    return found


def processes_without(on: date) -> QuerySet[Process]:
    """In use, and nobody answers for them."""
    held = ProcessAssignment.objects.in_force(on).filter(process=OuterRef("pk"))
    return Process.objects.in_use().filter(~Exists(held))


def all_processes(on: date) -> list[Process]:
    """Retired ones too, each with `is_held`: whether somebody answers for it; one query."""
    held = ProcessAssignment.objects.in_force(on).filter(process=OuterRef("pk"))
    return list(Process.objects.annotate(is_held=Exists(held)))


def members_without(on: date, members: QuerySet | None = None) -> QuerySet[Organisation]:
    """Those that answer for nothing, though each has to (3.17)."""
    held = ProcessAssignment.objects.in_force(on).filter(organisation=OuterRef("pk"))
    found = MEMBERS if members is None else members
    return found.filter(~Exists(held)).select_related("territory").order_by("short_name", "pk")


def responsible_of(user) -> list[Organisation]:
    """Members for which the user acts: these may answer for processes; asks what the desk has asked already."""
    return [each for each in acting_for(user) if each.is_member]


def assignments_of(organisations, on: date) -> QuerySet[ProcessAssignment]:
    return (
        ProcessAssignment.objects.in_force(on)
        .filter(organisation__in=organisations)
        .select_related(
            "organisation", "process", "decision__meeting__body", "decision__meeting__protocol"
        )
        .order_by("organisation__short_name", "process__order", "process__name")
    )


def support_record(**asked) -> QuerySet[ProcessSupport]:
    """Entries with whom they tell of, the latest first; struck ones too, for whoever may read them."""
    return (
        ProcessSupport.objects.filter(**asked)
        .select_related("assignment__organisation", "assignment__process", "organisation", "file")
        .order_by("-on", "-pk")
    )


def may_be_helped():
    """Whom a member's entry can name: everybody who belongs (3.17)."""
    return Organisation.objects.filter(standing__in=[Standing.MEMBER, Standing.CANDIDATE]).order_by(
        "short_name", "pk"
    )


def of_general_meeting(body: CollegialBody) -> bool:
    """No other body assigns processes (3.17, R50)."""
    return body.kind == BodyKind.GENERAL_MEETING and body.owner_id is None


def proposals_for(body: CollegialBody) -> QuerySet[AssignmentProposal]:
    """What the meeting of the Association can be asked to decide."""
    if not of_general_meeting(body):
        return AssignmentProposal.objects.none()
    return AssignmentProposal.objects.filter(state=ProposalState.READY).order_by("year", "number")


def open_proposals() -> QuerySet[AssignmentProposal]:
    """Each with `is_on_agenda` of a meeting that is not over."""
    items = AgendaItem.objects.filter(
        subject_type=ContentType.objects.get_for_model(AssignmentProposal),
        subject_id=OuterRef("pk"),
    ).exclude(meeting__state__in=OVER)
    return (
        AssignmentProposal.objects.filter(state__in=rules.OPEN_STATES)
        .annotate(is_on_agenda=Exists(items))
        .order_by("year", "number")
    )


def lines_of(proposal: AssignmentProposal, on: date) -> list[tuple[AssignmentLine, rules.Line]]:
    """Each line with what is true of it on the day; one query."""
    stands = ProcessAssignment.objects.in_force(on).filter(
        organisation=OuterRef("organisation"), process=OuterRef("process")
    )
    found = (
        proposal.lines.select_related("organisation", "process")
        .annotate(stands=Exists(stands))
        .order_by("process__order", "process__name", "kind", "organisation__short_name", "pk")
    )
    return [(line, _as_rule(line)) for line in found]


def _as_rule(line: AssignmentLine) -> rules.Line:
    return rules.Line(
        kind=Assigning(line.kind),
        organisation=line.organisation.short_name,
        process=line.process.name,
        is_member=line.organisation.is_member,
        is_in_use=not line.process.is_retired,
        stands=line.stands,
    )


def draft_of(proposal: AssignmentProposal, on: date) -> tuple[str, str]:
    """The title of the question and the draft of the decision."""
    return rules.draft_of(proposal.title, [line for _, line in lines_of(proposal, on)])


@dataclass(frozen=True)
class Sifted:
    """Which members the matrix shows."""

    words: str = ""
    territory: int | None = None
    without: bool = False


def members_to_assign(sifted: Sifted, on: date) -> QuerySet[Organisation]:
    found = members_without(on) if sifted.without else MEMBERS.select_related("territory")
    if sifted.words:
        found = found.filter(pk__in=Organisation.objects.matching(sifted.words).values("pk"))
    if sifted.territory:
        found = found.filter(territory=sifted.territory)
    return found.order_by("short_name", "pk")


@dataclass(frozen=True)
class Cell:
    """One process of one member: what stands today, and what would stand after the meeting."""

    process: Process
    stands: bool
    is_wanted: bool
    is_taught: bool
    """A room above knows that the member is strong in this process."""

    @property
    def is_open(self) -> bool:
        """A process that is no longer used can be let go of, and not be assigned."""
        return self.stands or self.is_wanted or not self.process.is_retired

    @property
    def is_changed(self) -> bool:
        return self.stands != self.is_wanted


def matrix(
    proposal: AssignmentProposal, members: list[Organisation], on: date
) -> tuple[list[Process], list[tuple[Organisation, list[Cell]]]]:
    """Processes as columns, and for each member a cell of each: four queries for any number of members."""
    standing = standing_of(members, on)
    lines = {
        (line.organisation_id, line.process_id): line.kind
        for line in proposal.lines.filter(organisation__in=members)
    }
    taught = strengths_of(members)
    columns = _columns({process for _, process in standing | set(lines)})
    rows = []
    for member in members:
        cells = [
            _cell(process, (member.pk, process.pk), standing, lines, taught) for process in columns
        ]
        rows.append((member, cells))
    return columns, rows


def _columns(held: set[int]) -> list[Process]:
    return list(Process.objects.filter(Q(is_retired=False) | Q(pk__in=held)))


def _cell(process: Process, place: rules.Place, standing, lines, taught) -> Cell:
    stands = place in standing
    is_wanted = {Assigning.ASSIGN: True, Assigning.RELEASE: False}.get(lines.get(place), stands)
    return Cell(process, stands, is_wanted, place in taught)


def standing_of(members, on: date) -> set[rules.Place]:
    """(member, process) that stand on the day."""
    held = ProcessAssignment.objects.in_force(on).filter(organisation__in=members)
    return set(held.order_by().values_list("organisation", "process"))


def left_without(proposal: AssignmentProposal, on: date) -> QuerySet[Organisation]:
    """Members that would answer for nothing even after the meeting has agreed."""
    released = proposal.lines.filter(
        kind=Assigning.RELEASE, organisation=OuterRef("organisation"), process=OuterRef("process")
    )
    kept = ProcessAssignment.objects.in_force(on).filter(
        ~Exists(released), organisation=OuterRef("pk")
    )
    given = proposal.lines.filter(kind=Assigning.ASSIGN, organisation=OuterRef("pk"))
    return MEMBERS.filter(~Exists(kept), ~Exists(given)).order_by("short_name", "pk")


def decision_in_words(decision: Decision) -> str:
    """«Общее собрание, протокол № 4 от 18.11.2026»: with the number of the minutes as soon as there is one (R50)."""
    body, on = decision.meeting.body.title, f"{decision.adopted_on:%d.%m.%Y}"
    protocol = getattr(decision.meeting, "protocol", None)
    if protocol and protocol.number:
        return f"{body}, протокол №\xa0{protocol.number} от\xa0{on}"
    return f"{body}, решение №\xa0{decision.number} от\xa0{on}"


def history_of(process: Process, on: date) -> QuerySet[ProcessAssignment]:
    """Who answered for the process once and does no more."""
    return (
        process.assignments.filter(until__lte=on)
        .select_related("organisation")
        .order_by("-until", "-pk")
    )


def processes_with_members(on: date, also=()) -> list[Process]:
    """Processes in use or answered for, and those of the keys `also`, with `responsible`: who answers; two queries."""
    held = (
        ProcessAssignment.objects.in_force(on)
        .select_related("organisation")
        .order_by("organisation__short_name", "pk")
    )
    return list(
        Process.objects.filter(
            Q(is_retired=False)
            | Q(pk__in=list(also))
            | Exists(held.order_by().filter(process=OuterRef("pk")))
        ).prefetch_related(Prefetch("assignments", queryset=held, to_attr="responsible"))
    )
