"""Pairs in a period, for the annual report; a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum
from django.db.models.functions import Greatest

from ..choices import Contact, EndGround
from ..models import Entry, Pair, Stage
from ..rules.report import Fact, Length, Line, by_name, hour_count, length_of, summed


@dataclass(frozen=True)
class Work:
    """Of one kind of contact: how often, how many minutes."""

    kind: Contact
    times: int
    minutes: int

    @property
    def hour_count(self) -> float:
        return hour_count(self.minutes)


@dataclass(frozen=True)
class Reached:
    """A pair that ended by the certificate of its candidate."""

    mentor: str
    candidate: str
    certificate: str
    on: date


@dataclass(frozen=True)
class PairReport:
    since: date
    until: date
    total: Line
    territories: list[Line]
    branches: list[Line]
    length: Length | None
    work: list[Work]
    reached: list[Reached]

    @property
    def tables(self) -> list[tuple[str, str, list[Line]]]:
        return [
            ("По\xa0территориям", "Территория", self.territories),
            ("По\xa0отраслям", "Отрасль", self.branches),
        ]

    @property
    def rows(self) -> int:
        """Of all its tables together."""
        return sum(map(len, (self.territories, self.branches, self.work, self.reached)))

    @property
    def question(self) -> str:
        return f"since={self.since:%d.%m.%Y}&until={self.until:%d.%m.%Y}"


def report_on(since: date, until: date) -> PairReport:
    """Territory and branch are those of the candidate, as the register has them today."""
    facts = _facts(since, until)
    return PairReport(
        since,
        until,
        summed("Всего", facts, since, until),
        by_name(facts, "territory", since, until),
        by_name(sorted(facts, key=lambda fact: fact.branch), "branch", since, until),
        length_of(facts, since, until),
        _work(since, until),
        _reached(since, until),
    )


def _facts(since: date, until: date) -> list[Fact]:
    stages, minutes = _stages(since, until), _minutes(since, until)
    pairs = (
        Pair.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=since), begins_on__lte=until)
        .select_related("candidate__territory", "candidate__branch")
        .order_by("candidate__territory__order", "candidate__territory__name", "pk")
    )
    return [
        Fact(
            pair.candidate_id,
            pair.candidate.territory.name,
            pair.candidate.branch.name,
            pair.begins_on,
            pair.ended_on,
            pair.end_ground == EndGround.CERTIFIED,
            stages[pair.pk],
            minutes[pair.pk],
        )
        for pair in pairs
    ]


def _stages(since: date, until: date) -> dict[int, int]:
    """By pair; a stage is passed at the moment of the later of its two confirmations."""
    passed = (
        Stage.objects.filter(mentor_at__isnull=False, candidate_at__isnull=False)
        .alias(passed_at=Greatest("mentor_at", "candidate_at"))
        .filter(passed_at__date__range=(since, until))
    )
    rows = passed.order_by().values_list("pair").annotate(number=Count("pk"))
    return defaultdict(int, rows)


def _entries(since: date, until: date):
    return Entry.objects.filter(struck_at__isnull=True, held_on__range=(since, until)).order_by()


def _minutes(since: date, until: date) -> dict[int, int]:
    rows = _entries(since, until).values_list("pair").annotate(minutes=Sum("minutes"))
    return defaultdict(int, rows)


def _work(since: date, until: date) -> list[Work]:
    """By kind, in the order of the choices."""
    rows = _entries(since, until).values_list("kind").annotate(Count("pk"), Sum("minutes"))
    by_kind = {kind: Work(Contact(kind), times, minutes) for kind, times, minutes in rows}
    return [by_kind[kind] for kind in Contact if kind in by_kind]


def _reached(since: date, until: date) -> list[Reached]:
    pairs = Pair.objects.filter(
        end_ground=EndGround.CERTIFIED, ended_on__range=(since, until)
    ).select_related("mentor", "candidate", "certificate")
    return [
        Reached(
            pair.mentor.short_name,
            pair.candidate.short_name,
            str(pair.certificate),
            pair.ended_on,
        )
        for pair in pairs.order_by("ended_on", "candidate__short_name", "pk")
    ]
