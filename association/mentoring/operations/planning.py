"""The plan of a pair: it begins with the contents of help that 3.16 names, and both confirm each stage (R45)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from home.rulebook import DomainError
from home.workdays.queries import today

from ..choices import Side, StageAct
from ..models import Pair, Stage, StageTemplate
from ..rules import names, working
from .beats import enter_room, leave_room, log_act

STEP = 10


@dataclass(frozen=True)
class StageDraft:
    """What the two write of a stage."""

    title: str
    about: str
    due_on: date


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


@transaction.atomic
def add_stage(pair: Pair, draft: StageDraft, *, side: Side, by, at: datetime) -> Stage:
    pair = enter_room(pair)
    working.check_stages(pair.stages.count())
    working.check_due(draft.due_on, today(at))
    _check_title(pair.stages, draft.title)
    last = pair.stages.aggregate(last=Max("order"))["last"] or 0
    stage = Stage.objects.create(pair=pair, order=last + STEP, **vars(draft))
    leave_room(pair, "add_stage", side=side, by=by, at=at, stage=stage.title)
    return stage


@transaction.atomic
def change_stage(
    stage: Stage, draft: StageDraft, *, seen: int, side: Side, by, at: datetime
) -> Stage:
    """While neither has confirmed it: what was confirmed is not changed under the other's hand."""
    stage = _begin(stage, StageAct.CHANGE, side, seen)
    working.check_due(draft.due_on, today(at), before=stage.due_on)
    _check_title(stage.pair.stages.exclude(pk=stage.pk), draft.title)
    stage.title, stage.about, stage.due_on = draft.title, draft.about, draft.due_on
    stage.version += 1
    return _finish(stage, "change_stage", side=side, by=by, at=at)


@transaction.atomic
def remove_stage(stage: Stage, *, seen: int, side: Side, by, at: datetime) -> None:
    """Entries of the journal that named it stay without it."""
    stage = _begin(stage, StageAct.REMOVE, side, seen)
    pair, title = stage.pair, stage.title
    stage.delete()
    leave_room(pair, "remove_stage", side=side, by=by, at=at, stage=title)


@transaction.atomic
def confirm_stage(stage: Stage, *, seen: int, side: Side, by, at: datetime) -> Stage:
    """The second of the two passes it."""
    stage = _begin(stage, StageAct.CONFIRM, side, seen)
    _write(stage, side, by, at)
    action = "pass_stage" if stage.is_passed else "confirm_stage"
    return _finish(stage, action, side=side, by=by, at=at)


@transaction.atomic
def take_back_stage(stage: Stage, *, seen: int, side: Side, by, at: datetime) -> Stage:
    """While the other has not confirmed it either."""
    stage = _begin(stage, StageAct.TAKE_BACK, side, seen)
    _write(stage, side, None, None)
    return _finish(stage, "take_back_stage", side=side, by=by, at=at)


def _begin(stage: Stage, act: StageAct, side: Side, seen: int) -> Stage:
    """Both rows held; the pair comes first, as in every act of its room."""
    pair = enter_room(stage.pair)
    locked = Stage.objects.select_for_update().filter(pk=stage.pk).first()
    if locked is None:
        raise DomainError("Этого этапа в\xa0плане уже нет.", names.HELP_CONTENTS)
    locked.pair = pair
    working.check_stage_act(act, turn_of(locked, side))
    working.check_stage_seen(seen, locked.version)
    return locked


def _finish(stage: Stage, action: str, *, side: Side, by, at: datetime) -> Stage:
    stage.save()
    leave_room(stage.pair, action, side=side, by=by, at=at, stage=stage.title)
    return stage


def _write(stage: Stage, side: Side, by, at: datetime | None) -> None:
    if side == Side.MENTOR:
        stage.mentor_by, stage.mentor_at = by, at
    else:
        stage.candidate_by, stage.candidate_at = by, at


def turn_of(stage: Stage, side: Side) -> working.Turn:
    """Whether this side has confirmed, and whether the other has."""
    return stage.confirmed_by(side), stage.confirmed_by(Side(side).other)


def _check_title(others, title: str) -> None:
    if others.filter(title=title).exists():
        raise DomainError("Такой этап в\xa0плане уже есть.", names.HELP_CONTENTS, field="title")
