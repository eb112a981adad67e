"""What each of the two says of their work when it is over: two marks and some words, once."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from home.rulebook import DomainError
from home.workdays.queries import today

from ..choices import Side
from ..models import Evaluation, Pair
from ..queries.evaluations import evaluate_until
from ..rules.names import EVALUATION
from ..rules.oversight import check_evaluation
from .beats import log_act


@dataclass(frozen=True)
class Marks:
    """From 1 to 5."""

    usefulness: int
    cooperation: int
    text: str = ""


@transaction.atomic
def evaluate(pair: Pair, side: Side, marks: Marks, *, by, at: datetime) -> Evaluation:
    """Kept for the other side and the chair until both have spoken or the term is over."""
    pair = Pair.objects.select_for_update(of=("self",)).get(pk=pair.pk)
    check_evaluation(pair.begins_on, pair.ended_on, evaluate_until(pair), today(at))
    try:
        with transaction.atomic():
            evaluation = Evaluation.objects.create(
                pair=pair, side=side, **vars(marks), by=by, at=at
            )
    except IntegrityError as error:
        raise DomainError("Ваша организация уже оценила работу пары.", EVALUATION) from error
    log_act(pair, "evaluate", by=by, at=at, side=side)
    return evaluation
