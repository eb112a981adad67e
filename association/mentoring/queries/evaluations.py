"""Evaluations of pairs that are over: who has written, who still may, who may read (R68)."""

from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q

from association.organisations.choices import BELONGING
from association.organisations.queries import organisations_represented_by
from home.workdays.queries import today

from ..choices import Side
from ..models import Evaluation, MentoringSettings, Pair
from ..rules import oversight


def evaluate_until(pair: Pair) -> date | None:
    """The last day for an evaluation; None while the pair works."""
    if pair.ended_at is None:
        return None
    days = MentoringSettings.load().evaluation_days
    return oversight.evaluate_until(today(pair.ended_at), days)


def evaluations_of(pair: Pair) -> dict[Side, Evaluation]:
    rows = Evaluation.objects.filter(pair=pair).select_related("by__person")
    return {Side(row.side): row for row in rows}


def read_by(side: Side | None, written: dict[Side, Evaluation], until: date, on: date):
    """Those that a reader sees: its own at once, both when they are open."""
    if oversight.evaluations_are_open(frozenset(written), until, on):
        return list(written.values())
    return [written[side]] if side in written else []


def to_evaluate(user, on: date) -> list[tuple[Pair, date]]:
    """Pairs of which an organisation that the user represents may still say something, with the last day for it."""
    own = organisations_represented_by(user).filter(standing__in=BELONGING).values("pk")
    days = MentoringSettings.load().evaluation_days
    since = on - timedelta(days=days)
    pairs = Pair.objects.filter(
        _unsaid(own), ended_at__date__gte=since, ended_on__gt=F("begins_on")
    ).select_related("mentor", "candidate")
    return [
        (pair, oversight.evaluate_until(today(pair.ended_at), days))
        for pair in pairs.order_by("ended_at", "pk")
    ]


def _unsaid(own) -> Q:
    """Of one of the sides that are among `own` there is no evaluation."""
    waiting = Q(pk__in=[])
    for side in Side:
        said = Evaluation.objects.filter(pair=OuterRef("pk"), side=side)
        waiting |= Q(~Exists(said), **{f"{side}__in": own})
    return waiting
