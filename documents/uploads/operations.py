"""Keeping files, and clearing away what a broken-off act has left behind."""

import logging
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.db import transaction

from home.rulebook import DomainError

from .inspection import CheckedUpload
from .models import FOLDER, StoredFile, own_name
from .rules import FILE_IS_KEPT

logger = logging.getLogger(__name__)

ORPHAN_AGE = timedelta(days=1)
"""Longer than any transaction: a younger file may yet get its row."""


def store_upload(file: CheckedUpload, *, by, at: datetime) -> StoredFile:
    """Keep a checked file: both its bytes and its row, or neither (T59).

    A transaction around this call may still roll the row back; `remove_orphans` clears the bytes then.
    """
    stored = StoredFile(
        original_name=file.name,
        content_type=file.kind.content_type,
        extension=file.kind.code,
        size=file.size,
        sha256=file.sha256,
        uploaded_by=by,
        uploaded_at=at,
    )
    try:
        with transaction.atomic():
            stored.file.save(file.name, ContentFile(file.content), save=False)
            stored.save(force_insert=True)
    except Exception as error:
        _remove_quietly(own_name(stored, file.name))
        if isinstance(error, OSError):
            logger.exception("a file of %s bytes could not be stored", file.size)
            raise DomainError(
                "Файл не удалось сохранить: на сервере нет места или хранилище недоступно. "
                "Администратор увидит это в журнале. Попробуйте позже.",
                FILE_IS_KEPT,
            ) from error
        raise
    return stored


def destroy_upload(stored: StoredFile) -> None:
    """The row at once, the bytes when the transaction holds (T59, T67); ProtectedError where a record rests on it."""
    name, storage = stored.file.name, stored.file.storage
    stored.delete()
    transaction.on_commit(lambda: storage.delete(name))


def _remove_quietly(name: str) -> None:
    """A disk that filled up in the middle leaves a part of the file behind."""
    try:
        StoredFile.file.field.storage.delete(name)
    except OSError:
        logger.exception("a file without a row stays in the storage: %s", name)


def remove_orphans(*, at: datetime) -> list[str]:
    """Delete files older than ORPHAN_AGE that have no row; names of the deleted."""
    storage = StoredFile.file.field.storage
    if not storage.exists(FOLDER):
        return []
    removed = []
    for folder in storage.listdir(FOLDER)[0]:
        names = {f"{FOLDER}/{folder}/{name}" for name in storage.listdir(f"{FOLDER}/{folder}")[1]}
        known = StoredFile.objects.filter(file__in=names).values_list("file", flat=True)
        for name in sorted(names - set(known)):
            if storage.get_modified_time(name) < at - ORPHAN_AGE:
                storage.delete(name)
                removed.append(name)
    return removed
