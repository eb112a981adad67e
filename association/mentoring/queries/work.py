"""What the room of a pair shows, and what waits for its people."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import (
    CharField,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Cast, Coalesce

from association.organisations.choices import BELONGING
from association.organisations.models import Organisation, Representative
from association.organisations.queries import organisations_represented_by
from home.workdays.queries import today

from ..choices import Contact, Side
from ..models import Entry, HelpCall, MentoringSettings, Message, Pair, SharedFile, Stage
from ..rules.working import Progress, is_silent, silent_days

IN_PAIR = "mentoring.pair"
"""Concern of whoever speaks for one of a pair, whether it works or is over."""

PASSED = Q(stages__mentor_at__isnull=False, stages__candidate_at__isnull=False)


def pairs_of_person(person):
    """For the one query of the desk; pairs of organisations that belong, for which the person speaks today."""
    return _pairs_of(Organisation.objects.represented_by(person.pk, today()))


def _pairs_of(organisations):
    own = organisations.filter(standing__in=BELONGING).values("pk")
    return Pair.objects.filter(Q(mentor__in=own) | Q(candidate__in=own))


def own_pairs(user):
    """Pairs of the organisations for which the user speaks, those at work first, each with its stages counted."""
    return with_progress(_pairs_of(organisations_represented_by(user))).order_by(
        F("ended_on").desc(nulls_first=True), "-begins_on", "-pk"
    )


def with_progress(pairs):
    return pairs.select_related("mentor", "candidate").annotate(
        stages_total=Count("stages", distinct=True),
        stages_passed=Count("stages", filter=PASSED, distinct=True),
    )


def progress_of(pair) -> Progress:
    """Of a pair that `with_progress` has read."""
    return Progress(pair.stages_passed, pair.stages_total)


def stages_of(pair: Pair):
    """By term, as people read a plan; who confirmed is there."""
    return pair.stages.select_related("mentor_by__person", "candidate_by__person").order_by(
        "due_on", "order", "pk"
    )


def journal_of(pair: Pair):
    return pair.entries.select_related("stage", "by__person").prefetch_related("files__file")


@dataclass(frozen=True)
class Hours:
    """Of one kind of work: how often, and how many minutes in all."""

    kind: Contact
    times: int
    minutes: int


def hours_of(pair: Pair) -> list[Hours]:
    """By kind, in the order of the choices; what is struck counts nothing."""
    sums = (
        pair.entries.filter(struck_at=None)
        .order_by()
        .values_list("kind")
        .annotate(times=Count("pk"), minutes=Sum("minutes"))
    )
    by_kind = {kind: Hours(Contact(kind), times, minutes) for kind, times, minutes in sums}
    return [by_kind[kind] for kind in Contact if kind in by_kind]


def questions_of(pair: Pair):
    """Those that wait first, then the newest; `last_side` has had the last word, `said` counts what was said to it."""
    return (
        _with_last_word(pair.messages.filter(question=None))
        .select_related("by__person")
        .annotate(
            said=Count("answers"),
            waits=Exists(_waiting().filter(pk=OuterRef("pk"))),
        )
        .order_by("-waits", "-at", "-pk")
    )


def _with_last_word(questions):
    answers = Message.objects.filter(question=OuterRef("pk")).order_by("-at", "-pk")
    return questions.annotate(last_side=Coalesce(Subquery(answers.values("side")[:1]), F("side")))


def _waiting():
    """Questions for whose answer the other side is waited for (rules.working.waits_for)."""
    asked = Message.objects.filter(question=None, settled_at=None)
    return _with_last_word(asked).filter(last_side=F("side"))


def thread_of(question: Message):
    return question.answers.select_related("by__person").prefetch_related("files__file")


def files_of(pair: Pair):
    return pair.files.select_related("file", "by__person", "entry", "message")


def people_of_sides(pair: Pair, on: date) -> list[tuple[Organisation, list[Representative]]]:
    """Who speaks for each of the two, as the two see each other."""
    parties = (pair.mentor, pair.candidate)
    people = Representative.objects.in_force(on).filter(organisation__in=parties)
    found = list(people.select_related("person").order_by("person__surname", "person__name", "pk"))
    return [(each, [one for one in found if one.organisation_id == each.pk]) for each in parties]


@dataclass(frozen=True)
class Counts:
    """How much there is behind each way of the room."""

    entries: int
    questions: int
    files: int
    calls: int


def counts_of(pair: Pair) -> Counts:
    """In one query."""

    def number(rows):
        counted = rows.filter(pair=OuterRef("pk")).order_by().values("pair").annotate(n=Count("pk"))
        return Coalesce(Subquery(counted.values("n"), output_field=IntegerField()), 0)

    row = Pair.objects.filter(pk=pair.pk).values_list(
        number(Entry.objects.filter(struck_at=None)),
        number(Message.objects.filter(question=None)),
        number(SharedFile.objects.exclude(file=None)),
        number(HelpCall.objects.all()),
    )
    return Counts(*row.get())


CONFIRM, OVERDUE, ANSWER = "confirm", "overdue", "answer"


@dataclass(frozen=True)
class Waiting:
    """What one pair waits for from the user: how many, the first of them by name, the earliest term."""

    kind: str
    pair_id: int
    number: int
    title: str
    due_on: date | None
    partner: str


def waiting_for(user, on: date) -> list[Waiting]:
    """Stages to confirm, stages overdue, questions to answer, in one query."""
    own = organisations_represented_by(user).filter(standing__in=BELONGING).values("pk")
    first, *rest = [*_to_confirm(own), *_overdue(own, on), *_to_answer(own)]
    rows = first.union(*rest, all=True)
    found: dict[tuple[str, int], list] = {}
    for kind, pair_id, title, due_on, partner in rows:
        found.setdefault((kind, pair_id), []).append((due_on, title, partner))
    return [_first_of(kind, pair_id, items) for (kind, pair_id), items in sorted(found.items())]


def _first_of(kind: str, pair_id: int, items: list) -> Waiting:
    due_on, title, partner = min(items, key=lambda item: (item[0] or date.max, item[1]))
    return Waiting(kind, pair_id, len(items), title, due_on, partner)


def _of_sides(rows, kind: str, own, mine: dict[Side, Q], title="title", due_on="due_on"):
    """One query for each side of whom the user speaks for; `mine` says what waits for that side."""
    for side, condition in mine.items():
        yield (
            rows.filter(condition, pair__ended_on=None, **{f"pair__{side}__in": own})
            .order_by()
            .values_list(
                Value(kind, CharField()),
                "pair_id",
                title,
                due_on,
                f"pair__{side.other}__short_name",
            )
        )


def _to_confirm(own) -> Iterator:
    mine = {
        Side.MENTOR: Q(mentor_at=None, candidate_at__isnull=False),
        Side.CANDIDATE: Q(candidate_at=None, mentor_at__isnull=False),
    }
    return _of_sides(Stage.objects.all(), CONFIRM, own, mine)


def _overdue(own, on: date) -> Iterator:
    """Of both: neither has confirmed them."""
    late = Q(due_on__lt=on, mentor_at=None, candidate_at=None)
    return _of_sides(Stage.objects.all(), OVERDUE, own, dict.fromkeys(Side, late))


def _to_answer(own) -> Iterator:
    mine = {side: Q(side=side.other) for side in Side}
    no_title, no_term = Value("", CharField()), Cast(Value(None), DateField())
    return _of_sides(_waiting(), ANSWER, own, mine, no_title, no_term)


def help_calls_for(user):
    """Of pairs at work, for the desk of a chair: not of those in which they speak for one of the two."""
    own = organisations_represented_by(user).filter(standing__in=BELONGING).values("pk")
    waiting = HelpCall.objects.filter(answered_at=None, pair__ended_on=None)
    return waiting.exclude(Q(pair__mentor__in=own) | Q(pair__candidate__in=own)).select_related(
        "pair__mentor", "pair__candidate"
    )


def ended_with_files(ended_by: date):
    """Pairs that were over by the day and keep documents still."""
    kept = SharedFile.objects.filter(pair=OuterRef("pk")).exclude(file=None)
    return (
        Pair.objects.filter(Exists(kept), ended_on__lte=ended_by)
        .select_related("mentor", "candidate")
        .order_by("pk")
    )


def silent_pairs(on: date, days: int):
    """At work, without an entry for so many days (rules.working.is_silent), beginning counted too."""
    border = on - timedelta(days=days)
    return (
        Pair.objects.in_force(on)
        .filter(ended_on=None, begins_on__lte=border)
        .filter(Q(last_entry_at=None) | Q(last_entry_at__date__lte=border))
        .select_related("mentor", "candidate")
        .order_by("pk")
    )


@dataclass
class Written:
    """What one side of a pair has done between two moments."""

    entries: int = 0
    messages: int = 0
    files: int = 0
    stages: int = 0


def written_between(since: datetime, until: datetime) -> dict[tuple[int, Side], Written]:
    """By pair and side, in a fixed number of queries."""
    found: dict[tuple[int, Side], Written] = {}
    for name, rows in _written(since, until):
        for pair_id, side, number in rows:
            written = found.setdefault((pair_id, Side(side)), Written())
            setattr(written, name, getattr(written, name) + number)
    return found


def _written(since: datetime, until: datetime) -> Iterator[tuple[str, list]]:
    def counted(rows, side="side", moment: str = "at"):
        rows = rows.filter(**{f"{moment}__gte": since, f"{moment}__lt": until}).order_by()
        return rows.values_list("pair_id", side).annotate(number=Count("pk"))

    yield "entries", counted(Entry.objects.filter(struck_at=None))
    yield "messages", counted(Message.objects.all())
    # Files of an entry or a message are told of with it.
    yield "files", counted(SharedFile.objects.filter(entry=None, message=None).exclude(file=None))
    for side in Side:
        yield "stages", counted(Stage.objects.all(), Value(side.value, CharField()), f"{side}_at")


def silence_of(pair: Pair, on: date) -> int | None:
    """Days without an entry when they are too many, else None (rules.working.is_silent)."""
    last_on = today(pair.last_entry_at) if pair.last_entry_at else None
    term = MentoringSettings.load().silence_days
    if not is_silent(pair.begins_on, last_on, on, term=term):
        return None
    return silent_days(pair.begins_on, last_on, on)
