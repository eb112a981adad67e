"""All pairs as the chair sees them: how far, how busy, how silent; the same number of queries for any number of rows."""

from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce

from documents.certificates.models import Certificate
from home.rulebook.text import counted
from home.workdays.queries import today

from ..choices import GRATITUDE_KIND, EndGround, Shown
from ..models import Entry, HelpCall, MentoringSettings, Pair, Stage
from ..rules.working import Progress, in_hours, is_silent, silent_days
from .trouble import TROUBLED, Troubled, as_troubled, with_parties
from .work import silent_pairs

PASSED = Q(mentor_at__isnull=False, candidate_at__isnull=False)


@dataclass(frozen=True)
class Asked:
    words: str = ""
    territory: int | None = None
    shown: str = Shown.WORKING


@dataclass(frozen=True)
class Row:
    """A row of the list; `silent_days` is 0 for a pair that is over."""

    pair: Pair
    trouble: Troubled
    silent_days: int
    is_silent: bool

    @property
    def hours(self) -> str:
        return in_hours(self.pair.minutes)

    @property
    def stages(self) -> str:
        return Progress(self.pair.stages_passed, self.pair.stages_all).in_words

    @property
    def late(self) -> str:
        return f"просрочено:\xa0{self.pair.stages_late}"

    @property
    def silence(self) -> str:
        return counted(self.silent_days, "день", "дня", "дней")


@dataclass(frozen=True)
class Counts:
    working: int
    troubled: int
    silent: int
    asking: int
    ended: int


def silence_days() -> int:
    return MentoringSettings.load().silence_days


def find(asked: Asked, on: date, days: int) -> QuerySet[Pair]:
    """Pairs that are asked for, by territory and name of the candidate, `with_progress`."""
    found = with_parties(Pair.objects.filter(_shown(asked.shown, on, days)), on)
    if asked.shown == Shown.TROUBLED:
        found = found.filter(TROUBLED)
    if asked.territory:
        found = found.filter(candidate__territory=asked.territory)
    found = found.matching(asked.words)
    order = ("candidate__territory__order", "candidate__territory__name", "candidate__short_name")
    return with_progress(found, on).order_by(*order, "pk")


def _shown(shown: str, on: date, days: int) -> Q:
    at_work = Q(ended_on__isnull=True)
    match shown:
        case Shown.ENDED:
            return ~at_work
        case Shown.ALL:
            return Q()
        case Shown.SILENT:
            return at_work & _silent(on, days)
        case Shown.ASKING:
            return at_work & Exists(open_calls())
        case _:
            return at_work


def _silent(on: date, days: int) -> Q:
    return Q(pk__in=silent_pairs(on, days).order_by().values("pk"))


def open_calls() -> QuerySet[HelpCall]:
    return HelpCall.objects.filter(pair=OuterRef("pk"), answered_at__isnull=True)


def with_progress(pairs: QuerySet[Pair], on: date) -> QuerySet[Pair]:
    """Stages passed, late and all; minutes of the journal; calls for help without an answer."""
    stages = Stage.objects.filter(pair=OuterRef("pk"))
    entries = Entry.objects.filter(pair=OuterRef("pk"), struck_at__isnull=True)
    return pairs.annotate(
        stages_all=_number(stages, Count("pk")),
        stages_passed=_number(stages.filter(PASSED), Count("pk")),
        stages_late=_number(stages.filter(~PASSED, due_on__lt=on), Count("pk")),
        minutes=_number(entries, Sum("minutes")),
        calls=_number(open_calls(), Count("pk")),
    )


def _number(rows: QuerySet, what) -> Coalesce:
    counted = rows.order_by().values("pair").annotate(number=what).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def as_row(pair: Pair, on: date, days: int) -> Row:
    """Of a pair `with_parties` and `with_progress`."""
    last = today(pair.last_entry_at) if pair.last_entry_at else None
    return Row(
        pair,
        as_troubled(pair),
        0 if pair.is_over else silent_days(pair.begins_on, last, on),
        not pair.is_over and is_silent(pair.begins_on, last, on, term=days),
    )


def counts_on(on: date, days: int) -> Counts:
    """Over all pairs; one query."""
    at_work = Q(ended_on__isnull=True)
    pairs = with_parties(Pair.objects.all(), on).annotate(is_asking=Exists(open_calls()))
    return Counts(
        **pairs.aggregate(
            working=Count("pk", filter=at_work),
            troubled=Count("pk", filter=at_work & TROUBLED),
            silent=Count("pk", filter=at_work & _silent(on, days)),
            asking=Count("pk", filter=at_work & Q(is_asking=True)),
            ended=Count("pk", filter=~at_work),
        )
    )


def to_thank() -> QuerySet[Pair]:
    """Pairs ended by a certificate after a time of work, for which no paper of thanks was issued yet."""
    issued = Certificate.objects.filter(
        kind__code=GRATITUDE_KIND,
        content_type=ContentType.objects.get_for_model(Pair),
        object_id=OuterRef("pk"),
    )
    return (
        Pair.objects.filter(
            ~Exists(issued), end_ground=EndGround.CERTIFIED, ended_on__gt=F("begins_on")
        )
        .select_related("mentor", "candidate")
        .order_by("ended_on", "pk")
    )
