"""Once a day: terms of protocols that nobody has met yet, each letter once (R65, R221)."""

from datetime import datetime, timedelta

from django.db import transaction

from home.workdays.queries import today

from .. import emails, queries
from ..choices import ProtocolState
from .drawing import set_term
from .finishing import finish_unfinished

TOMORROW = timedelta(days=1)


def remind(at: datetime) -> int:
    """How many letters left; protocols that were signed but not finished are taken up as well (T57)."""
    on = today(at)
    _count_terms()
    finish_unfinished(at)
    under_way = queries.protocols().filter(state__in=queries.UNDER_WAY)
    letters = 0
    for protocol in under_way.filter(due_on=on + TOMORROW):
        letters += _each(emails.remind_of_term, protocol, at)
    for protocol in under_way.filter(due_on__lt=on):
        letters += _each(emails.tell_overdue, protocol, at)
    agreeing = under_way.filter(state=ProtocolState.AGREEMENT, agreement_until=on + TOMORROW)
    for protocol in agreeing:
        letters += _each(emails.remind_members, protocol, at)
    return letters


def _each(send, protocol, at: datetime) -> int:
    with transaction.atomic():
        return send(protocol, at=at)


def _count_terms() -> None:
    """Terms that could not be counted while the calendar of the year was not confirmed."""
    for protocol in queries.protocols().filter(state__in=queries.UNDER_WAY, due_on=None):
        set_term(protocol)
