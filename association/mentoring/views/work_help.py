"""Calls for help: one of the two asks, the chair of the Presidium answers."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from .. import permissions
from ..forms.work import HelpAnswerForm, HelpCallForm
from ..operations import working_help as operations
from ..rules import names
from .work_doors import (
    Room,
    act_page,
    for_answers,
    for_onlookers,
    for_workers,
    posted,
    room_page,
)


@for_onlookers
def show_help_calls(request, room: Room):
    """The other side sees no call at all, the secretary that there is one."""
    calls = room.pair.help_calls.select_related("by__person", "answered_by__person")
    if room.side is not None:
        calls = calls.filter(side=room.side)
    leads = permissions.may_form_pairs(request.user)
    return room_page(
        request,
        room,
        "help_calls",
        "help",
        calls=calls,
        may_read=room.side is not None or leads,
        may_answer=room.side is None and not room.pair.is_over and leads,
        yields=room.side is not None and leads,
        rule=names.PAIR_HELP,
    )


@for_workers
def call_for_help(request, room: Room):
    form = HelpCallForm(*posted(request))
    return act_page(
        request,
        room,
        form,
        lambda: operations.call_for_help(
            room.pair,
            form.cleaned_data["text"],
            side=room.side,
            by=request.user,
            at=timezone.now(),
        ),
        to=("mentoring:help_calls", room.pair.pk),
        done="Просьба ушла председателю Президиума.",
        title="Попросить помощи у\xa0председателя",
        submit="Отправить",
        rule=names.PAIR_HELP,
    )


@for_answers
def answer_call(request, room: Room, call_pk: int):
    call = get_object_or_404(room.pair.help_calls.select_related("by__person"), pk=call_pk)
    call.pair = room.pair
    if not permissions.may_answer_help_call(request.user, call):
        raise Http404
    form = HelpAnswerForm(*posted(request))
    return act_page(
        request,
        room,
        form,
        lambda: operations.answer_help_call(
            call, form.cleaned_data["answer"], by=request.user, at=timezone.now()
        ),
        to=("mentoring:help_calls", room.pair.pk),
        done="Ответ отправлен.",
        title="Ответить паре",
        explanation=call.text,
        submit="Ответить",
        rule=names.PAIR_HELP,
    )
