"""Who belongs to the Association: on any day by the history of standings, by each order as it was frozen (R27)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from association.organisations.models import Organisation, Particulars, StandingChange

from .models import CompositionLine, Order
from .rules.composition import BELONGING, Difference, Line, difference, in_order

FIELDS = tuple(Line.__dataclass_fields__)


@dataclass(frozen=True)
class Composition:
    """A list of members and candidates: by an order, or on a day; and the order it is compared with."""

    on: date
    order: Order | None
    lines: list[Line]
    before: Order | None
    changes: Difference

    @property
    def title(self) -> str:
        if self.order:
            return f"Состав по приказу №\xa0{self.order.number} от {self.on:%d.%m.%Y}"
        return f"Состав на {self.on:%d.%m.%Y}"


def belonging_on(on: date) -> list[Line]:
    """Members and candidates at the end of the day, as they were called then; three queries for any number."""
    last = StandingChange.objects.filter(organisation=OuterRef("pk"), on__lte=on).order_by(
        "-on", "-pk"
    )
    organisations = (
        Organisation.objects.annotate(
            standing_then=Subquery(last.values("standing_to")[:1]),
            since_then=Subquery(last.values("on")[:1]),
        )
        .filter(standing_then__in=BELONGING)
        .select_related("territory", "head")
    )
    told = _particulars_on(on)
    return in_order(_line(each, told.get(each.pk, each)) for each in organisations)


def _particulars_on(on: date) -> dict[int, Particulars]:
    """The last of each organisation that was true by then."""
    found = Particulars.objects.filter(since__lte=on).select_related("territory", "head")
    return {each.organisation_id: each for each in found.order_by("organisation", "since", "pk")}


def _line(organisation: Organisation, told: Particulars | Organisation) -> Line:
    """Where no particulars of that day are known, those of today are the nearest."""
    return Line(
        organisation_id=organisation.pk,
        standing=organisation.standing_then,
        since=organisation.since_then,
        full_name=told.full_name,
        short_name=told.short_name,
        legal_address=told.legal_address,
        territory=told.territory.name,
        head_name=told.head.full_name,
        head_position=told.head_position,
    )


def composition_on(on: date) -> Composition:
    """As of a day, beside the last order of that day or before."""
    lines, before = belonging_on(on), orders_with_composition().filter(date__lte=on).first()
    return Composition(on, None, lines, before, _changes(before, lines))


def composition_by(order: Order) -> Composition:
    """As the order confirmed it, beside the order before."""
    lines, before = lines_of(order), order_before(order)
    return Composition(order.date, order, lines, before, _changes(before, lines))


def _changes(before: Order | None, lines: list[Line]) -> Difference:
    """The first list of all differs from nothing."""
    return difference(lines_of(before) if before else lines, lines)


def lines_of(order: Order) -> list[Line]:
    rows = CompositionLine.objects.filter(order=order).order_by("position")
    return [Line(*row) for row in rows.values_list(*FIELDS)]


def orders_with_composition():
    """The latest first; an order from before compositions were kept has none."""
    kept = CompositionLine.objects.values("order")
    return Order.objects.filter(pk__in=kept).order_by("-date", "-pk")


def order_before(order: Order) -> Order | None:
    """By the days of the orders, and of one day as they were entered."""
    earlier = orders_with_composition().filter(date__lt=order.date)
    same_day = orders_with_composition().filter(date=order.date, pk__lt=order.pk)
    return same_day.first() or earlier.first()
