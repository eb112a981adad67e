"""Questions of one organisation of a pair to the other, and what both say to them since."""

from datetime import datetime

from django.db import transaction

from documents.uploads.inspection import CheckedUpload
from home.rulebook import DomainError

from ..choices import Side
from ..emails import work as emails
from ..models import Message, Pair
from ..rules import names
from .beats import enter_room, leave_room
from .working_files import came_with, keep_files


@transaction.atomic
def ask_question(
    pair: Pair, text: str, files: list[CheckedUpload] = (), *, side: Side, by, at: datetime
) -> Message:
    return _say(enter_room(pair), None, text, files, side=side, by=by, at=at)


@transaction.atomic
def answer_question(
    question: Message, text: str, files: list[CheckedUpload] = (), *, side: Side, by, at: datetime
) -> Message:
    """By either of the two: whoever asked may ask on, and then it waits for the other again."""
    pair = enter_room(question.pair)
    if Message.objects.get(pk=question.pk).settled_at is not None:
        raise DomainError("Этот вопрос закрыт. Задайте новый.", names.QUESTIONS)
    return _say(pair, question, text, files, side=side, by=by, at=at)


@transaction.atomic
def settle_question(question: Message, *, side: Side, by, at: datetime) -> Message:
    """Whoever asked says that no answer is waited for any more."""
    pair = enter_room(question.pair)
    question = Message.objects.select_for_update().get(pk=question.pk)
    if question.side != side:
        raise DomainError("Вопрос закрывает та сторона, которая его задала.", names.QUESTIONS)
    if question.settled_at is not None:
        raise DomainError("Вопрос уже закрыт.", names.QUESTIONS)
    question.settled_at = at
    question.save(update_fields=["settled_at"])
    leave_room(
        pair, "settle_question", side=side, by=by, at=at, is_entry=False, question=question.pk
    )
    return question


def _say(
    pair: Pair, question: Message | None, text: str, files, *, side: Side, by, at: datetime
) -> Message:
    """Pressed twice, it is kept once (T34)."""
    same = pair.messages.filter(question=question, side=side, text=text, settled_at=None).last()
    if same is not None and same == _last_in(question, same) and came_with(same, files):
        return same
    message = Message.objects.create(
        pair=pair, question=question, text=text, side=side, by=by, at=at
    )
    keep_files(pair, files, side=side, by=by, at=at, message=message)
    action = "ask_question" if question is None else "answer_question"
    leave_room(pair, action, side=side, by=by, at=at, message=message.pk)
    emails.tell_of_message(message, at=at)
    return message


def _last_in(question: Message | None, asked: Message) -> Message:
    """What was said last: of a question, or to it."""
    return (question or asked).answers.last() or asked
