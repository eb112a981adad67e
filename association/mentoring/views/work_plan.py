"""A pair and its plan: stages, whose turn each is, and what the two do with them (R45)."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from home.rulebook.text import counted
from home.workdays.queries import today

from ..choices import Side, StageAct
from ..forms.work import SeenForm, StageForm
from ..models import Stage
from ..operations import planning
from ..queries import work as queries
from ..rules import names, working
from .work_doors import Room, act_page, for_acts, for_onlookers, for_workers, posted, room_page

ON_A_PAGE = 25


@dataclass(frozen=True)
class StageRow:
    stage: Stage
    label: str
    tone: str
    acts: frozenset[StageAct]


@login_required
@require_safe
def own_pairs(request):
    """Of the organisations for which the user speaks, at work and over."""
    page = Paginator(queries.own_pairs(request.user), ON_A_PAGE)
    shown = page.get_page(request.GET.get("page"))
    context = {
        "page": shown,
        "rows": [(pair, queries.progress_of(pair)) for pair in shown],
        "rule": names.ROOM,
        "until_rule": names.UNTIL_CERTIFICATE,
    }
    return render(request, "mentoring/work_own_pairs.html", context)


@for_onlookers
def show_pair(request, room: Room):
    on = today()
    stages = list(queries.stages_of(room.pair))
    return room_page(
        request,
        room,
        "plan",
        "plan",
        rows=[_row(room, stage, on) for stage in stages],
        progress=working.Progress(sum(stage.is_passed for stage in stages), len(stages)),
        sides=queries.people_of_sides(room.pair, on) if room.side else [],
        silent=_silence(room, on),
        rule=names.HELP_CONTENTS,
        approved_rule=names.APPROVED_BY_MEETING,
        criterion_rule=names.CRITERION,
        silence_rule=names.SILENCE,
    )


def _row(room: Room, stage: Stage, on) -> StageRow:
    confirmed = frozenset(side for side in Side if stage.confirmed_by(side))
    reader = room.side if room.may_work else None
    label, tone = working.stage_label(confirmed, due_on=stage.due_on, on=on, reader=reader)
    acts = working.acts_on_stage(planning.turn_of(stage, reader)) if reader else frozenset()
    return StageRow(
        stage, label, "ended" if room.pair.is_over and tone == "attention" else tone, acts
    )


def _silence(room: Room, on) -> str:
    """How long nothing was written, when it is too long; nothing while the pair works as it should, or no more."""
    days = None if room.pair.is_over else queries.silence_of(room.pair, on)
    return counted(days, "день", "дня", "дней") if days else ""


@for_workers
def add_stage(request, room: Room):
    form = StageForm(*posted(request), initial={"seen": 0})
    return act_page(
        request,
        room,
        form,
        lambda: planning.add_stage(
            room.pair, form.draft, side=room.side, by=request.user, at=timezone.now()
        ),
        to=("mentoring:pair", room.pair.pk),
        done="Этап добавлен в план.",
        title="Добавить этап",
        submit="Добавить",
        rule=names.HELP_CONTENTS,
    )


@for_workers
def change_stage(request, room: Room, stage_pk: int):
    stage = _find(room, stage_pk)
    working.check_stage_act(StageAct.CHANGE, planning.turn_of(stage, room.side))
    initial = {name: getattr(stage, name) for name in ("title", "about", "due_on")}
    form = StageForm(*posted(request), initial={**initial, "seen": stage.version})
    return act_page(
        request,
        room,
        form,
        lambda: planning.change_stage(
            stage,
            form.draft,
            seen=form.cleaned_data["seen"],
            side=room.side,
            by=request.user,
            at=timezone.now(),
        ),
        to=("mentoring:pair", room.pair.pk),
        done="Этап изменён.",
        title="Изменить этап",
        submit="Сохранить",
        rule=names.HELP_CONTENTS,
    )


@for_workers
def remove_stage(request, room: Room, stage_pk: int):
    stage = _find(room, stage_pk)
    working.check_stage_act(StageAct.REMOVE, planning.turn_of(stage, room.side))
    form = SeenForm(request.POST or None, initial={"seen": stage.version})
    return act_page(
        request,
        room,
        form,
        lambda: planning.remove_stage(
            stage,
            seen=form.cleaned_data["seen"],
            side=room.side,
            by=request.user,
            at=timezone.now(),
        ),
        to=("mentoring:pair", room.pair.pk),
        done="Этап убран из плана.",
        title=f"Убрать этап «{stage}»?",
        explanation="Записи журнала по\xa0этому этапу останутся, но\xa0уже вне плана.",
        submit="Убрать",
        is_grave=True,
        rule=names.HELP_CONTENTS,
    )


@for_acts
def confirm_stage(request, room: Room, stage_pk: int):
    stage = _press(request, room, stage_pk, planning.confirm_stage)
    if stage is not None and stage.is_passed:
        messages.success(request, f"Этап «{stage}» пройден: его подтвердили оба.")
    elif stage is not None:
        messages.success(
            request, "Этап подтверждён. Он будет пройден, когда подтвердит и вторая сторона."
        )
    return redirect(room.pair)


@for_acts
def take_back_stage(request, room: Room, stage_pk: int):
    if _press(request, room, stage_pk, planning.take_back_stage) is not None:
        messages.success(request, "Подтверждение снято.")
    return redirect(room.pair)


def _press(request, room: Room, stage_pk: int, act) -> Stage | None:
    """The stage as it is then; None when the button came without what it had to bring."""
    form = SeenForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Форма дошла не полностью. Нажмите ещё раз.")
        return None
    return act(
        _find(room, stage_pk),
        seen=form.cleaned_data["seen"],
        side=room.side,
        by=request.user,
        at=timezone.now(),
    )


def _find(room: Room, stage_pk: int) -> Stage:
    stage = room.pair.stages.filter(pk=stage_pk).first()
    if stage is None:
        raise Http404
    stage.pair = room.pair
    return stage
