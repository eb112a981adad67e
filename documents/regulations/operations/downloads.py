"""Files of editions: asked for once, made by the task queue, kept until what they print has changed."""

import datetime
import logging

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from documents.uploads import making
from documents.uploads.inspection import CheckedUpload
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


def ask_for_file(
    edition: Edition, format: str, *, against: Edition | None = None, at: datetime.datetime
) -> EditionFile:
    """The file of an adopted edition, or of what has changed in it since `against`; made if there is none yet."""
    at_once = format in AT_ONCE
    file = making.ask(
        EditionFile.objects,
        make_file,
        at=at,
        queued=not at_once,
        defaults={"compared_with": against},
        edition=edition,
        format=format,
        stamp=stamp_of(edition, format, against),
    )
    return _make(file) if at_once and not file.is_ready else file


def ask_again(file: EditionFile, *, at: datetime.datetime) -> None:
    making.ask_again(file, make_file, at=at)


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
    """Safe to repeat and to run twice at once (T57)."""
    files = EditionFile.objects.select_related("edition__page", "compared_with__page")
    making.attempt_at(files, make_file, pk, _make, attempt)


def _make(file: EditionFile) -> EditionFile:
    edition, against = file.edition, file.compared_with
    if against is not None:
        content = write_comparison(against, edition)
    else:
        content = downloads.write(edition, file.format)
    name = file_name(edition, file.format, against)
    upload = CheckedUpload(name, KINDS[DownloadFormat(file.format)], content)
    made = making.keep(file, upload, stale=_same_paper)
    empty_public_cache()
    return made


def _same_paper(file: EditionFile):
    """As it was printed before its text or a misprint changed."""
    return EditionFile.objects.filter(
        edition=file.edition_id, format=file.format, compared_with=file.compared_with_id
    )
