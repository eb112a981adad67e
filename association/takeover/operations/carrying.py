"""Every row of a checked workbook comes into the registers in one transaction."""

import datetime
from collections import Counter

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks import task
from wagtail.log_actions import log

from home.accounts.models import User
from home.rulebook import DomainError

from .. import progress, queries
from ..choices import RowFate, Sheet, TakeoverState
from ..models import Takeover, TakeoverRow
from .entering import enter_certificate, enter_organisation, enter_representative

TELL_EACH = 20
CHANGED = (
    "С проверки реестры изменились, и перенести строки больше нельзя. Проверьте книгу ещё раз."
)


class RowRefused(Exception):
    """A row that was right when it was checked and is so no more; nothing has been written."""

    def __init__(self, row: TakeoverRow, sentence: str):
        super().__init__(sentence)
        self.row, self.sentence = row, sentence


@task()
def carry_out_takeover(pk: int, by_pk: int) -> None:
    """Killed, it leaves nothing; run twice, it does nothing more (T27, T57)."""
    carry_out(pk, by=User.objects.get(pk=by_pk), at=timezone.now())


def carry_out(pk: int, *, by: User, at: datetime.datetime) -> None:
    try:
        _carry_out(pk, by, at)
    except RowRefused as refused:
        TakeoverRow.objects.filter(pk=refused.row.pk).update(
            fate=RowFate.WRONG, errors=[("", refused.sentence)]
        )
        _refuse(pk)


def _refuse(pk: int) -> None:
    Takeover.objects.filter(pk=pk, state=TakeoverState.TAKING).update(
        state=TakeoverState.REFUSED, flaw=CHANGED
    )


@transaction.atomic
def _carry_out(pk: int, by: User, at: datetime.datetime) -> None:
    takeover = Takeover.objects.select_for_update().get(pk=pk)
    if takeover.state != TakeoverState.TAKING:
        return
    rows = list(takeover.rows.filter(fate__in=[RowFate.NEW, RowFate.COMPLETED]).order_by("pk"))
    organisations = queries.organisations_by_numbers({_numbers(row) for row in rows})
    for done, row in enumerate(rows):
        if done % TELL_EACH == 0:
            progress.tell(pk, done, len(rows), timezone.now())
        _enter(takeover, row, organisations, by, at)
    takeover.state, takeover.finished_at, takeover.touched_at = TakeoverState.DONE, at, at
    takeover.save(update_fields=["state", "finished_at", "touched_at"])
    data = dict(Counter(row.sheet for row in rows))
    log(takeover, "takeover.carry_out", user=by, timestamp=at, data=data)


def _numbers(row: TakeoverRow) -> tuple[str, str]:
    return row.values["inn"], row.values["kpp"]


def _enter(takeover, row: TakeoverRow, organisations: dict, by, at) -> None:
    numbers = _numbers(row)
    try:
        with transaction.atomic():
            if row.sheet == Sheet.ORGANISATIONS:
                known = organisations.get(numbers)
                organisations[numbers] = enter_organisation(row.values, known, by=by, at=at)
            elif row.sheet == Sheet.REPRESENTATIVES:
                enter_representative(row.values, organisations[numbers], by=by, at=at)
            else:
                enter_certificate(row.values, organisations[numbers], takeover, by=by, at=at)
    except DomainError as refusal:
        raise RowRefused(row, refusal.message) from None
    except IntegrityError:
        raise RowRefused(
            row, "Строка спорит с тем, что появилось в реестре после проверки."
        ) from None
