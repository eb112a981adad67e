"""A hold keeps a record whatever its term; placing and lifting it are written down with a reason."""

import datetime

from django.db import transaction
from wagtail.log_actions import log

from home.accounts.models import User
from home.rulebook import DomainError

from ..models import Hold, Record
from ..rules import names


@transaction.atomic
def place_hold(record: Record, *, reason: str, by: User | None, at: datetime.datetime) -> Hold:
    """No act names the record until the hold is lifted, and one that names it already cannot be carried out."""
    record = _locked(record)
    _need_reason(reason)
    if not record.is_kept:
        raise DomainError("Запись уже списана.", names.HOLD)
    if record.holds.filter(lifted_at=None).exists():
        raise DomainError("Списание этой записи уже приостановлено.", names.HOLD)
    hold = Hold.objects.create(record=record, reason=reason.strip(), placed_at=at, placed_by=by)
    log(record, "records.hold", user=by, timestamp=at, data={"reason": hold.reason})
    return hold


@transaction.atomic
def lift_hold(record: Record, *, reason: str, by: User | None, at: datetime.datetime) -> Hold:
    record = _locked(record)
    _need_reason(reason)
    hold = record.holds.filter(lifted_at=None).first()
    if hold is None:
        raise DomainError("Списание этой записи не приостановлено.", names.HOLD)
    hold.lifted_at, hold.lifted_by, hold.lift_reason = at, by, reason.strip()
    hold.save(update_fields=["lifted_at", "lifted_by", "lift_reason"])
    log(record, "records.lift_hold", user=by, timestamp=at, data={"reason": hold.lift_reason})
    return hold


def _locked(record: Record) -> Record:
    return Record.objects.select_for_update().get(pk=record.pk)


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise DomainError("Укажите причину.", names.HOLD, field="reason")
