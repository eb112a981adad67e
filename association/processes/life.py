"""What an organisation's line of life, its participation and its public page say of processes (3.17, R49, R76)."""

from collections.abc import Iterator
from datetime import date

from association.organisations.models import Organisation
from association.organisations.registry import LifeEvent, Participation
from home.workdays.queries import today

from .models import ProcessAssignment
from .queries import assignments as queries
from .rules import names

PARTICIPATION = "Методическая помощь"


def life_of_assignments(organisation: Organisation) -> Iterator[LifeEvent]:
    """For everybody: what was assigned and when it ended; the decision itself is guarded by its own room."""
    rows = organisation.assignments.select_related(
        "process", "decision__meeting__body", "decision__meeting__protocol"
    )
    for each in rows:
        decision = (str(each.decision.title), each.decision.get_absolute_url())
        yield LifeEvent(
            each.since,
            f"Закреплён процесс «{each.process.name}»",
            names.ASSIGNED_BY_MEETING,
            detail=queries.decision_in_words(each.decision),
            own_papers=(decision,),
            is_public=True,
        )
        if each.until:
            yield _ended(each)


def _ended(assignment: ProcessAssignment) -> LifeEvent:
    return LifeEvent(
        assignment.until,
        f"Больше не\xa0отвечает за\xa0процесс «{assignment.process.name}»",
        names.ASSIGNED_BY_MEETING,
        detail=assignment.end_reason,
        is_public=True,
    )


def help_given(organisation, since: date, until: date) -> Iterator[Participation]:
    """Each entry of what it has done for others counts as taking part."""
    record = queries.support_record(
        assignment__organisation=organisation, struck_at=None, on__range=(since, until)
    )
    for each in record:
        yield Participation(
            on=each.on,
            kind="методическая помощь",
            title=f"{each.get_kind_display().capitalize()}: {each.title}",
            outcome=f"помогла: {each.organisation.short_name}",
            rule=names.SUPPORT,
        )


def processes_of(organisation: Organisation) -> Iterator[tuple[str, str, None]]:
    """For its page in the open register."""
    held = organisation.assignments.in_force(today()).select_related("process")
    if found := [each.process.name for each in held.order_by("process__order", "process__name")]:
        yield "Помогает другим с\xa0процессами", "; ".join(found), None
