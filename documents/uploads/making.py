"""Files that the task queue makes: asked for once, made once, tried again, and found by whoever comes second (T57).

A room has rows of its own with `file` (a StoredFile, None until it is made), `asked_at`, `failed_at` and `is_ready`,
and a task `task(pk, attempt)` of its own that calls `attempt_at`.
"""

import datetime
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from .inspection import CheckedUpload
from .operations import store_upload

ATTEMPTS = 3
RETRY_AFTER = datetime.timedelta(minutes=2)
LOST_AFTER = datetime.timedelta(minutes=10)
"""A file that is waited for longer was lost with its worker (T57)."""


@transaction.atomic
def ask(rows, task, *, at: datetime.datetime, defaults: dict, queued: bool = True, **key):
    """The row of `key`; its task is enqueued when the row is new or its worker was lost, unless not `queued`."""
    row, is_new = rows.select_related("file").get_or_create(
        **key, defaults=defaults | {"asked_at": at}
    )
    is_lost = not (is_new or row.is_ready or row.failed_at) and at - row.asked_at > LOST_AFTER
    if is_lost:
        row.asked_at = at
        row.save(update_fields=["asked_at"])
    if queued and (is_new or is_lost):
        transaction.on_commit(lambda: task.enqueue(row.pk))
    return row


@transaction.atomic
def ask_again(row, task, *, at: datetime.datetime) -> None:
    """Another attempt at a file that could not be made."""
    row = type(row).objects.select_for_update().filter(pk=row.pk).first()
    if row is None or row.is_ready or not row.failed_at:
        return
    row.asked_at, row.failed_at = at, None
    row.save(update_fields=["asked_at", "failed_at"])
    transaction.on_commit(lambda: task.enqueue(row.pk))


def attempt_at(rows, task, pk: int, make: Callable, attempt: int) -> None:
    """Make the file of a row that still waits; a failure is told to whoever waits, and tried again later."""
    row = rows.filter(pk=pk, file=None).first()
    if row is None:
        return
    try:
        make(row)
    except Exception:
        rows.filter(pk=pk, file=None).update(failed_at=timezone.now())
        _try_again(task, pk, attempt)
        raise


def _try_again(task, pk: int, attempt: int) -> None:
    if attempt < ATTEMPTS and task.get_backend().supports_defer:
        later = timezone.now() + RETRY_AFTER * attempt
        task.using(run_after=later).enqueue(pk, attempt + 1)


@transaction.atomic
def keep(row, upload: CheckedUpload, *, stale: Callable):
    """Store what was made, once, and remove the rows of `stale(row)`; the row, or None when it has gone meanwhile."""
    row = type(row).objects.select_for_update().filter(pk=row.pk).first()
    if row is None or row.is_ready:
        return row
    row.file = store_upload(upload, by=None, at=timezone.now())
    row.failed_at = None
    row.save(update_fields=["file", "failed_at"])
    remove(stale(row).exclude(pk=row.pk))
    return row


def remove(rows) -> None:
    """Rows and their files; the bytes are cleared away a day later by `remove_orphan_files`."""
    for row in rows.select_related("file"):
        stored = row.file
        row.delete()
        if stored:
            stored.delete()
