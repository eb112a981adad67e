"""Papers of a protocol: asked for once, made by the task queue, kept until what they print has changed.

No function here asks who may read: the caller does, each time anew (T5). A paper is found by the hash of what it
prints at a level, so a withdrawn consent or a new signature asks for another by itself.
"""

import datetime
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from documents.records.choices import Level
from documents.uploads.inspection import CheckedUpload, Kind
from documents.uploads.inspection.names import shown_name
from documents.uploads.operations import store_upload

from .. import papers, queries
from ..choices import PaperFormat, PaperKind, ProtocolState
from ..models import Protocol, ProtocolFile
from ..papers.sheet import Sheet

KINDS = {
    PaperFormat.PDF: Kind("pdf", "PDF", "application/pdf", b""),
    PaperFormat.DOCX: Kind(
        "docx",
        "DOCX",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        b"",
    ),
}
ATTEMPTS = 3
RETRY_AFTER = datetime.timedelta(minutes=2)
LOST_AFTER = datetime.timedelta(minutes=10)
"""A file that is waited for longer was lost with its worker (T57)."""


@dataclass(frozen=True)
class Wanted:
    """Which paper, for whose eyes; `decision_id` for an extract alone."""

    kind: PaperKind
    level: Level
    by_name: bool = True
    decision_id: int | None = None


@transaction.atomic
def ask_for_file(
    protocol: Protocol, wanted: Wanted, format: str, *, at: datetime.datetime
) -> ProtocolFile:
    """The paper as it would be printed now; made if there is none yet. LookupError when the level does not reach it."""
    sheet = sheet_of(protocol, wanted)
    file, is_new = ProtocolFile.objects.select_related("file").get_or_create(
        protocol=protocol,
        format=format,
        stamp=sheet.stamp,
        defaults={"asked_at": at, **asdict(wanted)},
    )
    is_lost = not (is_new or file.is_ready or file.failed_at) and at - file.asked_at > LOST_AFTER
    if is_lost:
        file.asked_at = at
        file.save(update_fields=["asked_at"])
    if is_new or is_lost:
        transaction.on_commit(lambda: make_file.enqueue(file.pk))
    return file


@transaction.atomic
def ask_again(file: ProtocolFile, *, at: datetime.datetime) -> None:
    """Another attempt at a paper that could not be made."""
    file = ProtocolFile.objects.select_for_update().get(pk=file.pk)
    if file.is_ready or not file.failed_at:
        return
    file.asked_at, file.failed_at = at, None
    file.save(update_fields=["asked_at", "failed_at"])
    transaction.on_commit(lambda: make_file.enqueue(file.pk))


def sheet_of(protocol: Protocol, wanted: Wanted) -> Sheet:
    if wanted.kind == PaperKind.EXTRACT:
        return papers.extract_sheet(protocol, wanted.decision_id, wanted.level)
    if wanted.kind == PaperKind.AGREEMENT:
        return papers.agreement_sheet(protocol)
    return papers.protocol_sheet(protocol, wanted.level, by_name=wanted.by_name)


@task()
def make_file(pk: int, attempt: int = 1) -> None:
    """Safe to repeat and to run twice at once (T57); a failure is told to whoever waits and tried again."""
    file = ProtocolFile.objects.filter(pk=pk, file=None).first()
    if file is None:
        return
    try:
        _make(file)
    except Exception:
        ProtocolFile.objects.filter(pk=pk, file=None).update(failed_at=timezone.now())
        _try_again(pk, attempt)
        raise


def _try_again(pk: int, attempt: int) -> None:
    if attempt < ATTEMPTS and make_file.get_backend().supports_defer:
        later = timezone.now() + RETRY_AFTER * attempt
        make_file.using(run_after=later).enqueue(pk, attempt + 1)


def _make(file: ProtocolFile) -> None:
    protocol = queries.protocols().get(pk=file.protocol_id)
    if protocol.state == ProtocolState.WRITTEN_OFF:
        file.delete()
        return
    wanted = Wanted(
        PaperKind(file.kind), Level(file.level), file.by_name, decision_id=file.decision_id
    )
    sheet = sheet_of(protocol, wanted)
    if sheet.stamp != file.stamp:
        # It has changed since it was asked for: whoever waits asks for the new one.
        file.delete()
        return
    write = papers.as_pdf if file.format == PaperFormat.PDF else papers.as_word
    name = shown_name(f"{sheet.title}.{file.format}", file.format)
    _keep(file.pk, CheckedUpload(name, KINDS[PaperFormat(file.format)], write(sheet)))


@transaction.atomic
def _keep(pk: int, upload: CheckedUpload) -> None:
    """Whoever comes second finds the file and leaves it; those of earlier contents go."""
    file = ProtocolFile.objects.select_for_update().filter(pk=pk).first()
    if file is None or file.is_ready:
        return
    file.file = store_upload(upload, by=None, at=timezone.now())
    file.failed_at = None
    file.save(update_fields=["file", "failed_at"])
    same = {"kind", "format", "level", "by_name", "decision_id", "protocol_id"}
    stale = ProtocolFile.objects.filter(**{name: getattr(file, name) for name in same})
    _remove(stale.exclude(pk=file.pk))


def forget_files(protocol: Protocol) -> None:
    """The papers of a protocol that is written off go with it; their bytes are cleared away by `remove_orphan_files`."""
    _remove(protocol.files.all())


def forget_public_files(consent) -> None:
    """Consent to be named has changed: public papers that may name the person are not kept a day longer."""
    person = consent.person_id
    named = (
        Q(protocol__meeting__invitations__person=person)
        | Q(protocol__meeting__items__speaker=person)
        | Q(protocol__meeting__decisions__executor=person)
        | Q(protocol__meeting__presiding=person)
        | Q(protocol__meeting__secretary=person)
    )
    found = set(ProtocolFile.objects.filter(named, level=Level.PUBLIC).values_list("pk", flat=True))
    _remove(ProtocolFile.objects.filter(pk__in=found))


def _remove(files) -> None:
    for row in files.select_related("file"):
        stored = row.file
        row.delete()
        if stored:
            stored.delete()
