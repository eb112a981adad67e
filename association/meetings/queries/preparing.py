"""Meetings as their readers ask for them before they open; what one may see follows the permissions."""

from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, Max, Min, OuterRef, Prefetch, Q, Subquery
from django.utils.timezone import localtime
from wagtail.models import ModelLogEntry

from association.bodies.choices import HEADS, BodyKind, OfficeKind
from association.bodies.models import CollegialBody
from association.bodies.permissions import may_found_for_association
from association.bodies.queries import bodies_for, offices_of, people_to_name
from association.bodies.seats import has_concern, person_seats, presidium_offices
from documents.records.choices import Level
from home.accounts.models import Person
from home.workdays.queries import today, working_calendar
from home.workdays.rules import CalendarMissing

from .. import permissions
from ..choices import Answer, Capacity, Fate, MeetingState
from ..models import AgendaItem, Invitation, ItemFile, ItemRemark, Meeting, Proposal
from ..registry import matters
from ..rules import preparing as rules
from ..rules.procedure import BEFORE

INVITED = "invited"
"""The concern of whoever has been sent an invitation to a meeting that is not over."""
OVER = (MeetingState.CLOSED, MeetingState.CANCELLED)
FOUND_AT_MOST = 20


@dataclass(frozen=True)
class Asked:
    """Filters of the list of meetings."""

    body: int | None = None
    year: int | None = None
    state: str = ""


def invitations_under_way(person):
    """Sent, not taken back, to meetings that are not over; for the one query of `association.bodies.seats`."""
    standing = Invitation.objects.standing().filter(person=person, sent_at__isnull=False)
    return standing.exclude(meeting__state__in=OVER)


def visible_to(user):
    """All that `permissions.may_see_meeting` opens to the user, in one query."""
    if not user.is_authenticated or not user.is_active:
        return Meeting.objects.none()
    invited = Invitation.objects.standing().filter(
        meeting=OuterRef("pk"), person=user.person_id, sent_at__isnull=False
    )
    return Meeting.objects.filter(
        Q(body__in=bodies_for(user).order_by().values("pk")) | Exists(invited)
    )


def find(user, asked: Asked, *, coming: bool):
    """Coming ones from the nearest, past ones from the latest; each with the user's own answer."""
    own = Invitation.objects.standing().filter(meeting=OuterRef("pk"), person=user.person_id)
    found = visible_to(user).select_related("body", "venue")
    found = found.annotate(own_answer=Subquery(own.values("answer")[:1]))
    if asked.body is not None:
        found = found.filter(body=asked.body)
    if asked.year is not None:
        found = found.filter(starts_at__year=asked.year)
    if asked.state:
        found = found.filter(state=asked.state)
    if coming:
        return found.exclude(state__in=OVER).order_by("starts_at", "pk")
    return found.filter(state__in=OVER).order_by("-starts_at", "-pk")


def years_of(user) -> list[int]:
    """Years of the meetings the user sees, newest first, without gaps; this year when there are none."""
    ends = visible_to(user).order_by().aggregate(first=Min("starts_at"), last=Max("starts_at"))
    this_year = today().year
    first, last = (localtime(end).year if end else this_year for end in ends.values())
    return list(range(max(last, this_year), first - 1, -1))


def held_bodies(user, kinds: set[str], prefix: str = "body__") -> Q:
    """Bodies in which the user holds one of these offices; officers of the Presidium act in the general meeting (C36)."""
    own = {pk for pk, offices in person_seats(user).items() if offices & kinds}
    found = Q(**{f"{prefix}pk__in": own})
    if presidium_offices(user) & kinds:
        found |= Q(**{f"{prefix}kind": BodyKind.GENERAL_MEETING})
    return found


def holds_any(user, kinds: set[str]) -> bool:
    return any(offices & kinds for offices in person_seats(user).values())


CALLING_OFFICES = {*HEADS, OfficeKind.SECRETARY}


def bodies_to_call(user):
    """Of which the user may call a meeting."""
    found = held_bodies(user, CALLING_OFFICES, prefix="")
    if may_found_for_association(user):
        found |= Q(owner=None)
    found = CollegialBody.objects.filter(found).in_being(today()).order_by("title", "pk")
    return found.select_related("owner")


def levels_of(user, meeting: Meeting) -> set[str]:
    return {level for level in Level.values if permissions.may_see_level(user, meeting, level)}


def agenda_of(meeting: Meeting) -> list[AgendaItem]:
    """With everything that stands under an item, in a fixed number of queries."""
    return list(
        meeting.items.select_related("speaker", "responsible", "subject_type")
        .prefetch_related(
            Prefetch("files", ItemFile.objects.select_related("file")),
            Prefetch("remarks", ItemRemark.objects.select_related("author")),
        )
        .order_by("position")
    )


def people_of(meeting: Meeting):
    """Everybody on the list: those with a vote first, heads before members."""
    return (
        meeting.invitations.standing()
        .select_related("person__user", "organisation")
        .order_by("-capacity", "person__surname", "person__name", "pk")
    )


@dataclass(frozen=True)
class Turnout:
    """What the list says before the meeting; of those with a vote, for the quorum."""

    voting: int
    coming: int
    without_answer: int
    others: int
    read: int
    invited: int
    quorum: int


def turnout_of(meeting: Meeting, people: list[Invitation]) -> Turnout:
    voting = [each for each in people if each.capacity == Capacity.VOTING]
    coming = [each for each in voting if each.answer in (Answer.COMING, Answer.REMOTE)]
    return Turnout(
        voting=len(voting),
        coming=len(coming),
        without_answer=sum(each.answer == Answer.NONE for each in voting),
        others=len(people) - len(voting),
        read=sum(each.materials_read_at is not None for each in people),
        invited=len(people),
        quorum=-(
            -len(voting) * meeting.rule_set.quorum.numerator // meeting.rule_set.quorum.denominator
        ),
    )


def proposals_waiting(meeting: Meeting):
    """New ones, and those put off at another meeting of the body: they come back (R113)."""
    put_off_elsewhere = Q(fate=Fate.PUT_OFF) & ~Q(meeting=meeting)
    return (
        meeting.body.proposals.filter(Q(fate=Fate.NEW) | put_off_elsewhere)
        .select_related("author", "file", "meeting")
        .order_by("proposed_at", "pk")
    )


def proposals_decided(meeting: Meeting):
    decided = meeting.proposals.exclude(fate=Fate.NEW)
    return decided.select_related("author", "file", "item").order_by("decided_at", "pk")


def subjects_waiting(body: CollegialBody) -> list[tuple]:
    """(matter, subject, title of the item) of what the rooms above put before this body and nobody has taken yet."""
    waiting = [
        (matter, subject)
        for matter in matters()
        if matter.subjects is not None
        for subject in matter.subjects(body)
    ]
    taken = _subjects_on_agendas(waiting)
    return [
        (matter, subject, matter.draft(subject)[0])
        for matter, subject in waiting
        if (_type_of(subject), subject.pk) not in taken
    ]


def _subjects_on_agendas(waiting) -> set[tuple[int, int]]:
    if not waiting:
        return set()
    types = {_type_of(subject) for _, subject in waiting}
    items = AgendaItem.objects.filter(subject_type__in=types).exclude(meeting__state__in=OVER)
    return set(items.values_list("subject_type", "subject_id"))


def _type_of(subject) -> int:
    return ContentType.objects.get_for_model(subject).pk


@dataclass(frozen=True)
class OpinionTerm:
    """Until when opinions are in time and how that was found; `missing` says why it could not be."""

    last: date | None = None
    steps: tuple[str, ...] = ()
    missing: str = ""


def opinion_term(meeting: Meeting) -> OpinionTerm | None:
    """None where the rules of the body know no written opinions."""
    days = meeting.rule_set.opinion_days
    if days is None or meeting.is_without_sitting:
        return None
    try:
        found = rules.opinion_deadline(today(meeting.starts_at), days, working_calendar())
    except CalendarMissing as missing:
        return OpinionTerm(missing=missing.message)
    return OpinionTerm(found.date, found.steps)


def opinions_for(user, meeting: Meeting):
    """All for the office and, once the meeting is open, for those with a vote; before that one's own (R118)."""
    opinions = meeting.opinions.select_related("invitation__person", "item", "file")
    if permissions.may_see_opinions(user, meeting):
        return opinions
    return opinions.filter(invitation__person=user.person_id or 0)


def people_to_invite(meeting: Meeting, text: str):
    """Whom the secretary finds by name: the circle of the body and whoever came to it before, never the register (T7)."""
    body = meeting.body
    before = Invitation.objects.filter(meeting__body=body).values("person")
    known = people_to_name(body, today()).values("pk")
    here = meeting.invitations.standing().values("person")
    circle = Person.objects.filter(Q(pk__in=known) | Q(pk__in=before)).exclude(pk__in=here)
    return circle.found_by(text).order_by("surname", "name", "pk")


def head_of(body: CollegialBody, on: date):
    """Who approves the agenda today, or None."""
    return next((each for each in offices_of(body, on) if each.kind in HEADS), None)


def history_of(meeting: Meeting):
    """What was done, the latest first."""
    return (
        ModelLogEntry.objects.for_instance(meeting)
        .select_related("user__person")
        .order_by("-timestamp", "-pk")
    )


_SECRETARYS_STEPS = (MeetingState.COLLECTING, MeetingState.APPROVED)


def waiting_for_office(user):
    """Meetings whose next step is the user's, for the desk."""
    return (
        Meeting.objects.filter(
            _kept_by(user) & Q(state__in=_SECRETARYS_STEPS)
            | held_bodies(user, set(HEADS)) & Q(state=MeetingState.DRAFTED)
        )
        .select_related("body", "rule_set")
        .order_by("starts_at", "pk")
    )


def _kept_by(user) -> Q:
    """Whose papers the user keeps: by an office in the body, or as the office of the Association."""
    kept = held_bodies(user, {OfficeKind.SECRETARY})
    return kept | Q(body__owner=None) if may_found_for_association(user) else kept


def own_invitations(user):
    """For the desk: nothing is asked when there is nothing."""
    if not has_concern(user, INVITED):
        return Invitation.objects.none()
    return (
        invitations_under_way(user.person)
        .filter(meeting__state__in=BEFORE)
        .select_related("meeting__body", "meeting__rule_set")
        .annotate(
            has_materials=Exists(ItemFile.objects.filter(item__meeting=OuterRef("meeting"))),
            has_opinion=Exists(
                Invitation.objects.filter(pk=OuterRef("pk"), opinions__isnull=False)
            ),
        )
        .order_by("meeting__starts_at", "pk")
    )


def proposals_by_body(user) -> list[tuple[CollegialBody, int]]:
    """How many new proposals each body has, for the desk of whoever takes them."""
    fresh = Proposal.objects.filter(_kept_by(user), fate=Fate.NEW).order_by()
    numbers = dict(fresh.values_list("body").annotate(number=Count("pk")))
    bodies = CollegialBody.objects.filter(pk__in=numbers) if numbers else ()
    return [(body, numbers[body.pk]) for body in bodies]
