"""Files of editions: asked for once, made by the task queue, kept until what they print has changed."""

import datetime
import logging

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from documents.uploads.inspection import CheckedUpload
from documents.uploads.operations import store_upload
from home.pages.cache import empty_public_cache

from .. import downloads
from ..choices import DownloadFormat
from ..downloads.comparison import write_comparison
from ..downloads.names import KINDS, file_name
from ..downloads.stamps import stamp_of
from ..models import Edition, EditionFile

logger = logging.getLogger(__name__)

AT_ONCE = {DownloadFormat.MARKDOWN, DownloadFormat.JSON, DownloadFormat.AKOMA_NTOSO}
"""Formats that take a few hundredths of a second: nobody waits for the queue."""
ATTEMPTS = 3
RETRY_AFTER = datetime.timedelta(minutes=2)
LOST_AFTER = datetime.timedelta(minutes=10)
"""A file that is waited for longer was lost with its worker (T57)."""


@transaction.atomic
def ask_for_file(
    edition: Edition, format: str, *, against: Edition | None = None, at: datetime.datetime
) -> EditionFile:
    """The file of an adopted edition, or of what has changed in it since `against`; made if there is none yet."""
    file, is_new = EditionFile.objects.select_related("file").get_or_create(
        edition=edition,
        format=format,
        stamp=stamp_of(edition, format, against),
        defaults={"asked_at": at, "compared_with": against},
    )
    is_lost = not (is_new or file.is_ready or file.failed_at) and at - file.asked_at > LOST_AFTER
    if is_lost:
        file.asked_at = at
        file.save(update_fields=["asked_at"])
    if file.format in AT_ONCE and not file.is_ready:
        return _make(file)
    if is_new or is_lost:
        transaction.on_commit(lambda: make_file.enqueue(file.pk))
    return file


@transaction.atomic
def ask_again(file: EditionFile, *, at: datetime.datetime) -> None:
    """Another attempt at a file that could not be made."""
    file = EditionFile.objects.select_for_update().get(pk=file.pk)
    if file.is_ready or not file.failed_at:
        return
    file.asked_at, file.failed_at = at, None
    file.save(update_fields=["asked_at", "failed_at"])
    transaction.on_commit(lambda: make_file.enqueue(file.pk))


def prepare_files(edition: Edition, *, at: datetime.datetime) -> None:
    """All files of an edition that was just adopted, before anybody asks."""
    transaction.on_commit(lambda: make_all_files.enqueue(edition.pk), robust=True)


@task()
def make_all_files(edition_pk: int) -> None:
    edition = Edition.objects.select_related("page").filter(pk=edition_pk).first()
    if edition is not None and edition.is_adopted:
        for format in DownloadFormat:
            ask_for_file(edition, format, at=timezone.now())


@task()
def make_file(pk: int, attempt: int = 1) -> None:
    """Safe to repeat and to run twice at once (T57); a failure is told to whoever waits and tried again."""
    files = EditionFile.objects.select_related("edition__page", "compared_with__page")
    file = files.filter(pk=pk, file=None).first()
    if file is None:
        return
    try:
        _make(file)
    except Exception:
        EditionFile.objects.filter(pk=pk, file=None).update(failed_at=timezone.now())
        _try_again(pk, attempt)
        raise


def _try_again(pk: int, attempt: int) -> None:
    if attempt < ATTEMPTS and make_file.get_backend().supports_defer:
        later = timezone.now() + RETRY_AFTER * attempt
        make_file.using(run_after=later).enqueue(pk, attempt + 1)


def _make(file: EditionFile) -> EditionFile:
    edition, against = file.edition, file.compared_with
    if against is not None:
        content = write_comparison(against, edition)
    else:
        content = downloads.write(edition, file.format)
    name = file_name(edition, file.format, against)
    upload = CheckedUpload(name, KINDS[DownloadFormat(file.format)], content)
    return _keep(file.pk, upload, at=timezone.now())


@transaction.atomic
def _keep(pk: int, upload: CheckedUpload, *, at: datetime.datetime) -> EditionFile:
    """Whoever comes second finds the file and leaves it; files of earlier stamps go."""
    file = EditionFile.objects.select_for_update().get(pk=pk)
    if file.is_ready:
        return file
    file.file = store_upload(upload, by=None, at=at)
    file.failed_at = None
    file.save(update_fields=["file", "failed_at"])
    _remove_stale(file)
    empty_public_cache()
    return file


def _remove_stale(file: EditionFile) -> None:
    """The bytes are cleared away a day later by `remove_orphan_files`."""
    stale = EditionFile.objects.filter(
        edition=file.edition_id, format=file.format, compared_with=file.compared_with_id
    ).exclude(pk=file.pk)
    for row in stale.select_related("file"):
        stored = row.file
        row.delete()
        if stored:
            stored.delete()
