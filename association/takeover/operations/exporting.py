"""The register of organisations leaves as a workbook of our own form; the queue makes it."""

import datetime
import uuid

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django_tasks import task
from wagtail.log_actions import log

from home.accounts.models import User

from .. import papers, progress
from ..models import RegisterExport


@transaction.atomic
def ask_for_export(*, by: User, at: datetime.datetime) -> RegisterExport:
    """Former exports of the same person go: they name people, and nobody needs them any more."""
    for former in RegisterExport.objects.filter(by=by):
        _forget(former)
    export = RegisterExport.objects.create(by=by, asked_at=at)
    log(export, "takeover.export", user=by, timestamp=at)
    transaction.on_commit(lambda: make_export.enqueue(export.pk))
    return export


def _forget(export: RegisterExport) -> None:
    name = export.file.name
    export.delete()
    if name:
        transaction.on_commit(lambda: export.file.storage.delete(name))


@task()
def make_export(pk: int) -> None:
    """Safe to repeat: who comes second finds the file (T57)."""
    if not RegisterExport.objects.filter(pk=pk, made_at__isnull=True).exists():
        return
    try:
        content = papers.registers(_told(pk))
    except Exception:
        RegisterExport.objects.filter(pk=pk).update(failed_at=timezone.now())
        raise
    _keep(pk, content)


@transaction.atomic
def _keep(pk: int, content: bytes) -> None:
    export = RegisterExport.objects.select_for_update().filter(pk=pk, made_at=None).first()
    if export:
        export.file.save(f"{uuid.uuid4()}.xlsx", ContentFile(content), save=False)
        export.made_at = timezone.now()
        export.save(update_fields=["file", "made_at"])


def _told(pk: int):
    def told(done: int, total: int) -> None:
        progress.tell(-pk, done, total, timezone.now())

    return told
