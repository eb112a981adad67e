"""One of the two asks the chair of the Presidium for help with their work."""

from datetime import datetime

from django.db import transaction

from home.rulebook import DomainError
from home.workdays.queries import today

from ..choices import Side
from ..emails import work as emails
from ..models import HelpCall, Pair
from ..rules import names, working
from .beats import enter_room, leave_room


@transaction.atomic
def call_for_help(pair: Pair, text: str, *, side: Side, by, at: datetime) -> HelpCall:
    """The other side does not read it. One at a time: what is to be added goes into the same matter."""
    pair = enter_room(pair)
    readers = emails.readers_of_calls(pair, today(at))
    working.check_readers(readers)
    if pair.help_calls.filter(side=side, answered_at=None).exists():
        raise DomainError("Вы уже просили помощи: дождитесь ответа председателя.", names.PAIR_HELP)
    call = HelpCall.objects.create(pair=pair, text=text, side=side, by=by, at=at)
    leave_room(pair, "call_for_help", side=side, by=by, at=at, is_entry=False, call=call.pk)
    emails.tell_of_help_call(call, readers, at=at)
    return call


@transaction.atomic
def answer_help_call(call: HelpCall, answer: str, *, by, at: datetime) -> HelpCall:
    pair = enter_room(call.pair)
    call = HelpCall.objects.select_for_update().get(pk=call.pk)
    if call.answered_at is not None:
        raise DomainError("На\xa0эту просьбу уже ответили.", names.PAIR_HELP)
    call.pair = pair
    call.answer, call.answered_by, call.answered_at = answer, by, at
    call.save(update_fields=["answer", "answered_by", "answered_at"])
    leave_room(pair, "answer_help_call", side=call.side, by=by, at=at, is_entry=False, call=call.pk)
    emails.tell_help_answered(call, at=at)
    return call
