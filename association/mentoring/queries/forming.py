"""Lists of pairs: what stands in them, whom the law lets into a pair on a day, how far the agreement has come."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from association.bodies.choices import BodyKind
from association.bodies.models import CollegialBody
from association.meetings.models import AgendaItem
from association.meetings.queries.dossiers import OVER
from association.organisations.models import Organisation
from association.organisations.queries import certified
from home.rulebook import DomainError
from home.workdays.choices import DayKind
from home.workdays.queries import today, working_calendar
from home.workdays.rules import CalendarMissing, Deadline, add_days

from ..choices import Hold, Line, ListState, Stance
from ..models import ListLine, ListOpinion, MentoringSettings, Pair, PairList
from ..rules import forming as rules
from ..rules.board import Board
from ..rules.ratio import Ratio, refusals_of_ratio
from ..rules.suggesting import Field
from .parties import able_to_mentor, candidates, mentors, ratio_on

PROPOSED = ~Q(hold=Hold.DROPPED)
"""Lines that go to the decision: what the chair has dropped stays on the board alone."""


def lists() -> QuerySet[PairList]:
    """The latest first, with how many pairs each forms and ends, and what the Presidium says of it."""
    forms = Q(lines__kind=Line.FORM) & ~Q(lines__hold=Hold.DROPPED)
    found = PairList.objects.annotate(
        formed=Count("lines", filter=forms, distinct=True),
        ended=Count("lines", filter=Q(lines__kind=Line.END), distinct=True),
        asked=Count("opinions", distinct=True),
        said=Count("opinions", filter=~Q(opinions__stance=""), distinct=True),
        objected=Count("opinions", filter=Q(opinions__stance=Stance.OBJECTED), distinct=True),
    )
    return found.select_related("decision__meeting").order_by("-year", "-number")


def lines_of(pair_list: PairList) -> QuerySet[ListLine]:
    return pair_list.lines.select_related(
        "mentor__territory",
        "mentor__branch",
        "candidate__territory",
        "candidate__branch",
        "pair__mentor",
        "pair__candidate",
    )


def proposed_lines(pair_list: PairList) -> list[ListLine]:
    return list(lines_of(pair_list).filter(PROPOSED))


@dataclass(frozen=True)
class Party:
    """One of a pair as a refusal names it."""

    pk: int
    name: str = field(compare=False)

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Facts:
    """What the law of pairs asks of everybody, read at once for a day."""

    ratio: Ratio
    able: frozenset[int]
    willing: frozenset[int]
    candidates: frozenset[int]
    certified: frozenset[int]
    at_work: dict[int, tuple[Party, Party]]
    """Pairs in force by their key: mentor and candidate."""

    def check(self, mentor, candidate) -> None:
        """R43, R44, R68 of two organisations; DomainError with the clause."""
        two = Party(mentor.pk, mentor.short_name), Party(candidate.pk, candidate.short_name)
        rules.check_standing(
            rules.Standing(
                mentor=mentor.short_name,
                candidate=candidate.short_name,
                mentor_is_certified_member=mentor.pk in self.able,
                mentor_is_willing=mentor.pk in self.willing,
                candidate_has_status=candidate.pk in self.candidates,
                candidate_is_certified=candidate.pk in self.certified,
                is_at_work=two in self.at_work.values(),
            )
        )


def facts_on(on: date) -> Facts:
    """Six queries, whatever the number of organisations and pairs."""
    working = Pair.objects.in_force(on).select_related("mentor", "candidate")
    return Facts(
        ratio=ratio_on(on),
        able=_keys(able_to_mentor(on)),
        willing=_keys(mentors(on)),
        candidates=_keys(candidates()),
        certified=_keys(certified(on) & candidates()),
        at_work={pair.pk: parties_of(pair) for pair in working},
    )


def _keys(organisations: QuerySet) -> frozenset[int]:
    return frozenset(organisations.values_list("pk", flat=True))


def parties_of(two: Pair | ListLine) -> tuple[Party, Party]:
    mentor, candidate = two.mentor, two.candidate
    return Party(mentor.pk, mentor.short_name), Party(candidate.pk, candidate.short_name)


def refusals_of(lines: Iterable[ListLine], facts: Facts) -> dict[int, DomainError]:
    """By the key of the line: why it could not be approved on the day of the facts, with the numbers and the clause."""
    lines = [line for line in lines if line.hold != Hold.DROPPED]
    found = {line.pk: refusal for line in lines if (refusal := _refusal_of(line, facts))}
    formed = {parties_of(line): line.pk for line in lines if line.kind == Line.FORM}
    by_ratio = refusals_of_ratio(facts.ratio, _staying(lines, facts), formed)
    for two, refusal in by_ratio.items():
        found.setdefault(formed[two], refusal)
    return found


def _refusal_of(line: ListLine, facts: Facts) -> DomainError | None:
    try:
        if line.kind == Line.FORM:
            facts.check(line.mentor, line.candidate)
            rules.check_criterion(line.criterion)
        else:
            rules.check_at_work(is_at_work=line.pair_id in facts.at_work)
    except DomainError as refusal:
        return refusal
    return None


def _staying(lines: list[ListLine], facts: Facts) -> list[tuple[Party, Party]]:
    """Pairs that go on working when the list is approved."""
    ending = {line.pair_id for line in lines if line.kind == Line.END}
    return [two for pk, two in facts.at_work.items() if pk not in ending]


def working_pairs(on: date, words: str = "") -> QuerySet[Pair]:
    """Pairs in force on the day; of many words each stands in the name or a number of one of the two."""
    pairs = Pair.objects.in_force(on).filter(ended_on__isnull=True)
    if words:
        found = Organisation.objects.matching(words)
        pairs = pairs.filter(Q(mentor__in=found) | Q(candidate__in=found))
    return pairs.select_related("mentor__territory", "candidate__territory").order_by(
        "candidate__short_name", "mentor__short_name", "pk"
    )


def board_of(field: Field, lines: Iterable[ListLine]) -> Board:
    """The pairs that the list would form, for the arithmetic of the board."""
    formed = [line for line in lines if line.kind == Line.FORM and line.hold != Hold.DROPPED]
    return Board(
        field,
        pairs=frozenset((line.mentor_id, line.candidate_id) for line in formed),
        locked=frozenset(
            (line.mentor_id, line.candidate_id) for line in formed if line.hold == Hold.LOCKED
        ),
    )


# The agreement.


def usual_term(on: date) -> Deadline | None:
    """The working days of the settings after the day, with the computation; None without a calendar of that year."""
    days = MentoringSettings.load().agreement_days
    try:
        return add_days(on, days, DayKind.WORKING, working_calendar())
    except CalendarMissing:
        return None


def opinions_of(pair_list: PairList) -> list[ListOpinion]:
    return list(pair_list.opinions.select_related("person"))


def agreement_of(pair_list: PairList, opinions: Iterable[ListOpinion], on: date) -> rules.Agreement:
    said = [rules.Opinion(each.stance, bool(each.answered_at)) for each in opinions]
    return rules.agreement_on(said, pair_list.agree_until, on)


def sent_on(pair_list: PairList) -> date:
    """The day on which it was sent to be agreed, in the one stated zone."""
    return today(pair_list.sent_at)


def opinion_for(pair_list: PairList, user) -> ListOpinion | None:
    """The place of the user on the sheet of agreement."""
    if not user.person_id:
        return None
    return pair_list.opinions.filter(person=user.person_id).first()


def with_place_on_agenda(lists: QuerySet[PairList]) -> QuerySet[PairList]:
    """`is_on_agenda`: a meeting that is not over has it among its questions."""
    items = AgendaItem.objects.filter(
        subject_type__app_label=PairList._meta.app_label,
        subject_type__model=PairList._meta.model_name,
        subject_id=OuterRef("pk"),
    ).exclude(meeting__state__in=OVER)
    return lists.annotate(is_on_agenda=Exists(items))


def ready_lists(body: CollegialBody) -> list[PairList]:
    """Lists that the Presidium may decide on: agreed, or the term is over and every objection has its answer (R46)."""
    if body.kind != BodyKind.PRESIDIUM or body.owner_id is not None:
        return []
    waiting = PairList.objects.filter(state=ListState.AGREEMENT, paper__isnull=False)
    on = today()
    return [
        each
        for each in waiting.prefetch_related("opinions").order_by("pk")
        if agreement_of(each, each.opinions.all(), on).is_reached
    ]
