"""Members and processes with none, and who helped whom in a period (3.17, R49, R50)."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Count, QuerySet

from association.organisations.queries import members

from ..choices import Support
from ..models import ProcessSupport
from .assignments import members_without, processes_with_members, support_record


@dataclass(frozen=True)
class ProcessRow:
    """One process: how many answer for it on the last day, and how often they helped, by kind."""

    name: str
    responsible: int
    given: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.given.values())


@dataclass(frozen=True)
class ProcessReport:
    """Who stands without a process is of the last day, `on`; help is of the days since … until."""

    since: date
    until: date
    on: date
    members: int
    without: QuerySet
    rows: list[ProcessRow]
    support: QuerySet = field(repr=False)

    @property
    def given(self) -> list[tuple[str, int]]:
        return [(kind.label, sum(row.given[kind] for row in self.rows)) for kind in Support]

    @property
    def total(self) -> int:
        return sum(row.total for row in self.rows)

    @cached_property
    def length(self) -> int:
        """Rows of members and of help together."""
        return self.total + self.without.count()

    @property
    def question(self) -> str:
        """The period for an address."""
        return f"since={self.since:%d.%m.%Y}&until={self.until:%d.%m.%Y}"


def report_on(since: date, until: date, today: date) -> ProcessReport:
    """What has not come yet is not told: `on` is no later than today."""
    on = min(until, today)
    member_rows = members(on)
    support = support_record(struck_at=None, on__range=(since, until))
    return ProcessReport(
        since,
        until,
        on,
        members=member_rows.count(),
        without=members_without(on, member_rows),
        rows=_rows(since, until, on),
        support=support,
    )


def _rows(since: date, until: date, on: date) -> list[ProcessRow]:
    counted = (
        ProcessSupport.objects.standing()
        .filter(on__range=(since, until))
        .order_by()
        .values_list("assignment__process", "kind")
        .annotate(number=Count("pk"))
    )
    given = {(process, kind): number for process, kind, number in counted}
    helped = {process for process, _ in given}
    return [
        ProcessRow(
            each.name,
            len(each.responsible),
            {kind: given.get((each.pk, kind), 0) for kind in Support},
        )
        for each in processes_with_members(on, also=helped)
    ]
