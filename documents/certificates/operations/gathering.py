"""The papers of a list together: a ZIP of the issued files, and one PDF of them all to print."""

import datetime
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django_tasks import task
from wagtail.log_actions import log

from documents.uploads.inspection.names import shown_name
from home.accounts.models import User
from home.rulebook import DomainError
from home.rulebook.text import counted

from .. import lists, queries, rules
from ..models import Batch, Certificate


@transaction.atomic
def ask_to_gather(batch: Batch, *, by: User, at: datetime.datetime) -> None:
    """Have both files put together anew; those of before stay until the new ones are there."""
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    lists.check_act(batch.state, "gather")
    if waiting := queries.certificates_without_pdf().filter(batch_item__batch=batch).count():
        papers = counted(waiting, "сертификат", "сертификата", "сертификатов")
        raise DomainError(f"Ещё не изготовлены PDF: {papers}.", rules.LISTS)
    if batch.gathering_at and not lists.is_lost(batch.gathering_at, at):
        raise DomainError("Файлы уже собираются.", rules.LISTS)
    batch.gathering_at, batch.gathering_failed_at = at, None
    batch.save(update_fields=["gathering_at", "gathering_failed_at"])
    log(batch, "certificates.gather_batch", user=by)
    transaction.on_commit(lambda: gather_batch.enqueue(batch.pk))


@task()
def gather_batch(pk: int) -> None:
    """Safe to repeat: the later files take the place of the earlier."""
    batch = Batch.objects.get(pk=pk)
    if batch.gathering_at is None:
        return
    try:
        _gather(batch)
    except Exception:
        Batch.objects.filter(pk=pk).update(gathering_at=None, gathering_failed_at=timezone.now())
        raise
    Batch.objects.filter(pk=pk).update(gathering_at=None, gathering_failed_at=None)


def _gather(batch: Batch) -> None:
    papers = queries.certificates_of_batch(batch)
    with tempfile.TemporaryDirectory() as folder:
        archive, sheet = Path(folder, "papers.zip"), Path(folder, "sheet.pdf")
        _zip(papers, archive)
        _join(papers, sheet)
        _keep(batch.pk, archive, sheet)


def _contents(papers) -> Iterator[tuple[Certificate, bytes]]:
    for certificate in papers.iterator(chunk_size=200):
        with certificate.pdf.open("rb") as file:
            yield certificate, file.read()


def _zip(papers, target: Path) -> None:
    """Named by their numbers, so that the order of the folder is that of the register."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for certificate, content in _contents(papers):
            name = shown_name(f"{certificate.number} {certificate.holder_name[:80]}.pdf", "pdf")
            archive.writestr(name, content)


def _join(papers, target: Path) -> None:
    together = pypdfium2.PdfDocument.new()
    for _, content in _contents(papers):
        one = pypdfium2.PdfDocument(content)
        together.import_pages(one)
        one.close()
    together.save(str(target))
    together.close()


@transaction.atomic
def _keep(pk: int, archive: Path, sheet: Path) -> None:
    batch = Batch.objects.select_for_update().get(pk=pk)
    stale = [each.name for each in (batch.archive, batch.sheet) if each]
    storage, stamp = batch.archive.storage, f"{timezone.now():%Y%m%d%H%M%S}"
    with archive.open("rb") as file:
        batch.archive.save(f"{pk}-{stamp}.zip", File(file), save=False)
    with sheet.open("rb") as file:
        batch.sheet.save(f"{pk}-{stamp}.pdf", File(file), save=False)
    batch.save(update_fields=["archive", "sheet"])
    transaction.on_commit(lambda: [storage.delete(name) for name in stale])
