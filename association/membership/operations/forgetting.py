"""Papers of an application that came to nothing go when their term is over; the record stays (152-FZ, art. 5, T68)."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError
from wagtail.log_actions import log

from documents.uploads.models import StoredFile
from documents.uploads.operations import destroy_upload

from .. import queries
from ..choices import SignedForm
from ..models import MembershipApplication, SignedPaper
from ..rules import names
from .beats import lock


def forget_papers(at: datetime) -> int:
    """Daily: files of applications refused or withdrawn longer ago than the settings say; no letters."""
    for application in queries.papers_to_forget(at):
        _forget(application, at)
    return 0


@transaction.atomic
def _forget(application: MembershipApplication, at: datetime) -> None:
    """The log keeps what lay there by title and hash; whatever went into the papers of a meeting is kept with them."""
    application = lock(application)
    if application.papers_removed_at:
        return
    held = list(_unlinked(application))
    told = [(title, stored.sha256) for title, stored in held]
    kept = [stored.sha256 for _, stored in held if not _destroyed(stored)]
    application.papers_removed_at = at
    application.save(update_fields=["papers_removed_at"])
    data = {"files": told, "kept_elsewhere": kept, "rule": names.PAPERS_KEPT.code}
    log(application, "membership.forget_papers", timestamp=at, data=data)


def _unlinked(application: MembershipApplication) -> Iterator[tuple[str, StoredFile]]:
    """(title, file) of everything handed in and printed, as the application lets go of it."""
    for paper in application.files.select_related("file"):
        yield paper.requirement_title, paper.file
        paper.delete()
    scans = SignedPaper.objects.filter(submission__application=application, form=SignedForm.SCAN)
    for paper in scans.select_related("scan"):
        yield "Скан заявления", paper.scan
        paper.delete()
    for submission in application.submissions.exclude(paper=None).select_related("paper"):
        yield "Печатное заявление", submission.paper
        application.submissions.filter(pk=submission.pk).update(paper=None)
    for conclusion in application.conclusions.select_related("file", "paper"):
        for stored in filter(None, (conclusion.file, conclusion.paper)):
            yield "Экспертное заключение", stored
    application.conclusions.update(file=None, paper=None)


def _destroyed(stored: StoredFile) -> bool:
    """Bytes leave the storage after the commit; False where another room still rests on the file."""
    try:
        with transaction.atomic():
            destroy_upload(stored)
    except ProtectedError:
        return False
    return True
