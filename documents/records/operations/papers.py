"""The act of write-off as a PDF, made by the task queue."""

import datetime
import logging

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from documents.papers.pdf import PaperError
from documents.uploads.inspection import KINDS, CheckedUpload
from documents.uploads.operations import store_upload

from .. import papers
from ..models import WriteOffAct

logger = logging.getLogger(__name__)

ATTEMPTS = 3
RETRY_AFTER = datetime.timedelta(minutes=2)


@task()
def print_act(pk: int, attempt: int = 1) -> None:
    """The act as it stands now, signatures and all. Safe to repeat and to run twice at once (T57)."""
    act = WriteOffAct.objects.get(pk=pk)
    try:
        content = papers.printed(act)
    except (PaperError, OSError):
        if attempt < ATTEMPTS and print_act.get_backend().supports_defer:
            later = timezone.now() + RETRY_AFTER * attempt
            print_act.using(run_after=later).enqueue(pk, attempt + 1)
        raise
    _keep(act, CheckedUpload(papers.file_name(act), KINDS["pdf"], content))


@transaction.atomic
def _keep(printed: WriteOffAct, upload: CheckedUpload) -> None:
    """What was printed of an older version is let go: another task prints the newer one."""
    act = WriteOffAct.objects.select_for_update().get(pk=printed.pk)
    if act.version != printed.version:
        print_act.enqueue(act.pk)
        return
    former, act.paper = act.paper, store_upload(upload, by=None, at=timezone.now())
    act.save(update_fields=["paper"])
    if former:
        former.delete()
