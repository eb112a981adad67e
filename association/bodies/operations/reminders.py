"""What those concerned are told of without asking: terms, vacancies, seats that nobody may hold any longer (R30)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Count

from home.workdays.queries import today

from .. import emails, queries
from ..models import CollegialBody, Office
from ..queries import BodyState, Held
from ..rules import offices as rules


def remind_of_bodies(at: datetime) -> int:
    """Letters that are due on the day of `at`; run again, it writes none (T57)."""
    on = today(at)
    bodies = list(CollegialBody.objects.in_being(on).select_related("owner"))
    troubled = [state for state in queries.states_of(bodies, on) if state.is_troubled]
    return sum(_remind(state, at) for state in troubled)


@transaction.atomic
def _remind(state: BodyState, at: datetime) -> int:
    return (
        sum(_remind_of_term(state, held, at) for held in state.ending)
        + _remind_of_gaps(state, at)
        + tell_flawed_seats([held.office for held in state.unfit], at)
    )


def _remind_of_term(state: BodyState, held: Held, at: datetime) -> int:
    office, on = held.office, today(at)
    threshold = rules.threshold_of(office.runs_out, on)
    return emails.tell_those_concerned(
        emails.TERM_ENDS,
        state.body,
        f"office-{office.pk}-{office.runs_out:%Y%m%d}-{threshold}",
        state.term_rule(office),
        at,
        office=office.get_kind_display(),
        holder=office.person.full_name,
        runs_out=office.runs_out,
        left=rules.time_left(office.runs_out, on),
        is_over=held.is_over,
    )


def _remind_of_gaps(state: BodyState, at: datetime) -> int:
    """Each vacancy once: the next one of the same office has more terms behind it."""
    offices = [gap.office for gap, _ in state.gaps if gap.office]
    if not offices:
        return 0
    counted = state.body.offices.filter(kind__in=offices).values_list("kind").annotate(Count("pk"))
    terms = dict(counted.order_by("kind"))
    return sum(
        emails.tell_those_concerned(
            emails.VACANCY,
            state.body,
            f"body-{state.body.pk}-no-{gap.office}-{terms.get(gap.office, 0)}",
            rule,
            at,
            gap=gap.text,
        )
        for gap, rule in state.gaps
        if gap.office
    )


def tell_flawed_seats(offices: Iterable[Office], at: datetime) -> int:
    """R28: whoever is head of a member no longer is named to those who keep the body; the seat stays till they act."""
    letters = 0
    for office in offices:
        flaw = queries.flaw_of(office)
        standing = office.organisation.standing if office.organisation else "none"
        letters += emails.tell_those_concerned(
            emails.SEAT_FLAWED,
            office.body,
            f"office-{office.pk}-flaw-{standing}-{flaw == rules.ANOTHER_HEADS}",
            office.body.rule_set.rule_for("members_are_heads"),
            at,
            holder=office.person.full_name,
            office=office.get_kind_display(),
            flaw=flaw,
        )
    return letters
