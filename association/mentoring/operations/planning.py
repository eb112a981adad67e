"""The plan of a pair: it begins with the contents of help that 3.16 names (R45)."""

from datetime import datetime, timedelta

from django.db import transaction

from ..models import Pair, Stage, StageTemplate
from .beats import log_act


@transaction.atomic
def begin_plan(pair: Pair, *, at: datetime) -> list[Stage]:
    """The stages of a pair that has just been approved, with terms counted from its first day; once for a pair.

    The caller holds the pair in the transaction that approves it; nobody but the decision itself is the actor.
    """
    if pair.stages.exists():
        return list(pair.stages.all())
    stages = Stage.objects.bulk_create(
        Stage(
            pair=pair,
            title=template.title,
            about=template.about,
            order=template.order,
            due_on=pair.begins_on + timedelta(days=template.days),
        )
        for template in StageTemplate.objects.in_use()
    )
    log_act(pair, "begin_plan", by=None, at=at, stages=len(stages))
    return stages
