"""A workbook comes in, is checked, and sets out into the registers."""

import datetime

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from wagtail.log_actions import log

from documents.uploads.inspection import CheckedUpload
from documents.uploads.operations import store_upload
from home.accounts.models import User
from home.rulebook import DomainError

from .. import progress
from ..choices import TakeoverState
from ..models import Takeover, TakeoverRow
from ..rules.names import TAKING_OVER
from .carrying import carry_out_takeover
from .examining import Examined, examine

LOST_AFTER = datetime.timedelta(minutes=10)
"""A step that takes longer was lost with its worker (T57)."""


@transaction.atomic
def start_takeover(workbook: CheckedUpload, *, by: User, at: datetime.datetime) -> Takeover:
    """Keep the workbook; the queue checks it row by row."""
    takeover = enter_takeover(workbook, by=by, at=at)
    transaction.on_commit(lambda: check_takeover.enqueue(takeover.pk))
    return takeover


@transaction.atomic
def enter_takeover(workbook: CheckedUpload, *, by: User, at: datetime.datetime) -> Takeover:
    takeover = Takeover.objects.create(
        at=at, by=by, touched_at=at, workbook=store_upload(workbook, by=by, at=at)
    )
    log(takeover, "takeover.start", user=by, timestamp=at)
    return takeover


@task()
def check_takeover(pk: int) -> None:
    """Safe to repeat: it reads and writes only what it says of the rows (T57)."""
    takeover = Takeover.objects.select_related("workbook").get(pk=pk)
    if takeover.state != TakeoverState.CHECKING:
        return
    try:
        with takeover.workbook.file.open("rb") as file:
            examined = examine(file.read())
    except DomainError as refusal:
        _end_check(pk, TakeoverState.REFUSED, refusal.message)
        return
    _keep(pk, examined)


@transaction.atomic
def _keep(pk: int, examined: Examined) -> None:
    takeover = Takeover.objects.select_for_update().get(pk=pk)
    if takeover.state != TakeoverState.CHECKING:
        return
    takeover.rows.all().delete()
    TakeoverRow.objects.bulk_create(
        (
            TakeoverRow(
                takeover=takeover,
                sheet=sheet,
                line=row.line,
                values=row.values,
                fate=row.fate,
                errors=row.errors,
                notes=row.notes,
            )
            for sheet, rows in examined.rows.items()
            for row in rows
        ),
        batch_size=1_000,
    )
    _end_check(pk, TakeoverState.READY if examined.is_right else TakeoverState.REFUSED)


def _end_check(pk: int, state: TakeoverState, flaw: str = "") -> None:
    Takeover.objects.filter(pk=pk, state=TakeoverState.CHECKING).update(
        state=state, flaw=flaw, touched_at=timezone.now()
    )


def is_lost(takeover: Takeover, *, at: datetime.datetime) -> bool:
    """Whether the worker that had it is gone; only of one at work."""
    _, _, told = progress.asked(takeover.pk)
    last = max(takeover.touched_at, told or takeover.touched_at)
    return takeover.is_at_work and at - last >= LOST_AFTER


@transaction.atomic
def check_again(takeover: Takeover, *, at: datetime.datetime) -> Takeover:
    """A check that was lost, or one after the lists of the site have been put right."""
    takeover = Takeover.objects.select_for_update().get(pk=takeover.pk)
    if takeover.state in (TakeoverState.TAKING, TakeoverState.DONE):
        raise DomainError("Книга уже переносится или перенесена.", TAKING_OVER)
    if takeover.state == TakeoverState.CHECKING and not is_lost(takeover, at=at):
        raise DomainError("Проверка ещё идёт.", TAKING_OVER)
    takeover.state, takeover.flaw, takeover.touched_at = TakeoverState.CHECKING, "", at
    takeover.save(update_fields=["state", "flaw", "touched_at"])
    transaction.on_commit(lambda: check_takeover.enqueue(takeover.pk))
    return takeover


@transaction.atomic
def ask_to_carry_out(takeover: Takeover, *, by: User, at: datetime.datetime) -> Takeover:
    """From a check without errors into the registers; the second press finds it on its way (T34).

    One that was lost with its worker sets out again: nothing of it has been written (T57).
    """
    takeover = Takeover.objects.select_for_update().get(pk=takeover.pk)
    is_under_way = takeover.state == TakeoverState.TAKING and not is_lost(takeover, at=at)
    if is_under_way or takeover.state == TakeoverState.DONE:
        return takeover
    if takeover.state not in (TakeoverState.READY, TakeoverState.TAKING):
        raise DomainError("Сначала исправьте ошибки в книге.", TAKING_OVER)
    takeover.state, takeover.touched_at = TakeoverState.TAKING, at
    takeover.save(update_fields=["state", "touched_at"])
    log(takeover, "takeover.ask_to_carry_out", user=by, timestamp=at)
    transaction.on_commit(lambda: carry_out_takeover.enqueue(takeover.pk, by.pk))
    return takeover
