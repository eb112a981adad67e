"""What everybody may see of mentoring: which organisations work together, never what they do (3.16, T7)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet, Sum

from association.organisations.choices import BELONGING
from association.organisations.models import Territory

from ..choices import EndGround
from ..models import Pair
from ..rules.ratio import Ratio
from . import parties


@dataclass(frozen=True)
class PairsPlace:
    """A territory as the map takes it; pairs are counted where the candidate is."""

    pk: int
    name: str
    column: int | None
    row: int | None
    pairs: int
    mentors: int
    candidates: int

    @property
    def count(self) -> int:
        return self.pairs

    @property
    def words(self) -> str:
        return f"пар {self.pairs}, наставников {self.mentors}, кандидатов {self.candidates}"


def pairs_at_work(on: date) -> QuerySet[Pair]:
    """Of organisations that belong, by territory of the candidate."""
    return (
        Pair.objects.in_force(on)
        .filter(mentor__standing__in=BELONGING, candidate__standing__in=BELONGING)
        .select_related("mentor__territory", "candidate__territory", "candidate__branch")
        .order_by(
            "candidate__territory__order",
            "candidate__territory__name",
            "candidate__short_name",
            "mentor__short_name",
            "pk",
        )
    )


@dataclass(frozen=True)
class Asked:
    words: str = ""
    territory: int | None = None


def find(asked: Asked, on: date) -> QuerySet[Pair]:
    """Those of a territory of candidates, or of an organisation of that name."""
    found = pairs_at_work(on)
    if asked.territory:
        found = found.filter(candidate__territory=asked.territory)
    return found.matching(asked.words)


def places(on: date) -> list[PairsPlace]:
    """Every territory in the order of the administrator; four queries."""
    pairs = _by_territory(pairs_at_work(on), "candidate__territory")
    mentors = _by_territory(parties.mentors(on), "territory")
    candidates = _by_territory(parties.candidates(), "territory")
    return [
        PairsPlace(
            each.pk,
            each.name,
            each.map_column,
            each.map_row,
            pairs.get(each.pk, 0),
            mentors.get(each.pk, 0),
            candidates.get(each.pk, 0),
        )
        for each in Territory.objects.all()
    ]


def _by_territory(rows: QuerySet, path: str) -> dict[int, int]:
    return dict(rows.order_by().values_list(path).annotate(number=Count("pk", distinct=True)))


def ratio_of(found: list[PairsPlace], on: date) -> Ratio:
    """The counts of the ratio rule, as the table adds them up (R48, C38)."""
    mentors = sum(place.mentors for place in found)
    return Ratio(mentors, sum(place.candidates for place in found), on)


def certified_candidates() -> int:
    """How many candidates have reached their certificate with the help of a mentor."""
    reached = Pair.objects.filter(end_ground=EndGround.CERTIFIED, ended_on__gt=F("begins_on"))
    return reached.aggregate(number=Count("candidate", distinct=True))["number"]


def work_of_mentor(organisation, since: date, until: date) -> QuerySet[Pair]:
    """Its pairs of those days, with the `times` and `minutes` of their journals within them."""
    counts = Q(
        entries__struck_at__isnull=True, entries__held_on__gte=since, entries__held_on__lte=until
    )
    return (
        Pair.objects.filter(mentor=organisation, begins_on__lte=until)
        .filter(Q(ended_on__isnull=True) | Q(ended_on__gte=since))
        .select_related("candidate")
        .annotate(
            times=Count("entries", filter=counts), minutes=Sum("entries__minutes", filter=counts)
        )
        .order_by("begins_on", "pk")
    )
