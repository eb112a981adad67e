"""Questions and answers between the two of a pair; nobody else reads them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from home.desk.acts import attempt

from ..forms.work import MessageForm
from ..models import Message
from ..operations import working_talk as operations
from ..queries import work as queries
from ..rules import names
from ..rules.working import waits_for
from .work_doors import (
    Room,
    act_page,
    for_acts,
    for_readers,
    for_sides,
    for_workers,
    posted,
    room_page,
)

ON_A_PAGE = 25


@for_readers
def show_questions(request, room: Room):
    page = Paginator(queries.questions_of(room.pair), ON_A_PAGE)
    shown = page.get_page(request.GET.get("page"))
    return room_page(
        request,
        room,
        "questions",
        "questions",
        page=shown,
        rows=[(question, *_state(room, question, question.last_side)) for question in shown],
        rule=names.QUESTIONS,
    )


def _state(room: Room, question: Message, last_side: str) -> tuple[str, str]:
    """In words of its reader, and the tone."""
    if question.settled_at is not None:
        return "Закрыт", "ended"
    waits = waits_for(question.side, last_side, is_settled=False)
    if waits is None:
        return "Есть ответ", "positive"
    if room.pair.is_over:
        return "Без ответа", "ended"
    return ("Ждёт вашего ответа", "attention") if waits == room.side else ("Ждёт ответа", "waiting")


@for_workers
def ask_question(request, room: Room):
    form = MessageForm(*posted(request))
    return act_page(
        request,
        room,
        form,
        lambda: operations.ask_question(
            room.pair,
            form.cleaned_data["text"],
            form.files_given,
            side=room.side,
            by=request.user,
            at=timezone.now(),
        ),
        to=("mentoring:questions", room.pair.pk),
        done="Вопрос задан. Вторая сторона получит письмо.",
        title="Задать вопрос",
        submit="Спросить",
        rule=names.QUESTIONS,
    )


@for_sides
def show_question(request, room: Room, question_pk: int):
    question = _find(room, question_pk)
    form = MessageForm(*posted(request))
    status = attempt(form, lambda _: _answer(question, form, room, request.user))
    if status is None:
        messages.success(request, "Написано.")
        return redirect("mentoring:question", room.pair.pk, question.pk)
    said = list(queries.thread_of(question))
    label, tone = _state(room, question, said[-1].side if said else question.side)
    return room_page(
        request,
        room,
        "question",
        "questions",
        status=status,
        question=question,
        said=[question, *said],
        label=label,
        tone=tone,
        form=form if room.may_work and question.settled_at is None else None,
        may_settle=room.may_work and question.side == room.side and question.settled_at is None,
        rule=names.QUESTIONS,
    )


def _answer(question: Message, form: MessageForm, room: Room, user) -> None:
    operations.answer_question(
        question,
        form.cleaned_data["text"],
        form.files_given,
        side=room.side,
        by=user,
        at=timezone.now(),
    )


@for_acts
def settle_question(request, room: Room, question_pk: int):
    question = _find(room, question_pk)
    operations.settle_question(question, side=room.side, by=request.user, at=timezone.now())
    messages.success(request, "Вопрос закрыт: ответа больше не\xa0ждут.")
    return redirect("mentoring:question", room.pair.pk, question.pk)


def _find(room: Room, question_pk: int) -> Message:
    """A question of this pair; an answer has no page of its own."""
    asked = room.pair.messages.filter(question=None).select_related("by__person")
    question = get_object_or_404(asked.prefetch_related("files__file"), pk=question_pk)
    question.pair = room.pair
    return question
