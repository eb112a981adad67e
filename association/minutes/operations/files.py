"""Papers of a protocol: asked for once, made by the task queue, kept until what they print has changed.

No function here asks who may read: the caller does, each time anew (T5). A paper is found by the hash of what it
prints at a level, so a withdrawn consent or a new signature asks for another by itself.
"""

import datetime
from dataclasses import asdict, dataclass

from django.db.models import Q
from django_tasks import task

from documents.records.choices import Level
from documents.uploads import making
from documents.uploads.inspection import CheckedUpload, Kind
from documents.uploads.inspection.names import shown_name

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


@dataclass(frozen=True)
class Wanted:
    """Which paper, for whose eyes; `decision_id` for an extract alone."""

    kind: PaperKind
    level: Level
    by_name: bool = True
    decision_id: int | None = None


def ask_for_file(
    protocol: Protocol, wanted: Wanted, format: str, *, at: datetime.datetime
) -> ProtocolFile:
    """The paper as it would be printed now; made if there is none yet. LookupError when the level does not reach it."""
    return making.ask(
        ProtocolFile.objects,
        make_file,
        at=at,
        defaults=asdict(wanted),
        protocol=protocol,
        format=format,
        stamp=sheet_of(protocol, wanted).stamp,
    )


def ask_again(file: ProtocolFile, *, at: datetime.datetime) -> None:
    making.ask_again(file, make_file, at=at)


def sheet_of(protocol: Protocol, wanted: Wanted) -> Sheet:
    if wanted.kind == PaperKind.EXTRACT:
        return papers.extract_sheet(protocol, wanted.decision_id, wanted.level)
    if wanted.kind == PaperKind.AGREEMENT:
        return papers.agreement_sheet(protocol)
    return papers.protocol_sheet(protocol, wanted.level, by_name=wanted.by_name)


@task()
def make_file(pk: int, attempt: int = 1) -> None:
    """Safe to repeat and to run twice at once (T57)."""
    making.attempt_at(ProtocolFile.objects, make_file, pk, _make, attempt)


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
    upload = CheckedUpload(name, KINDS[PaperFormat(file.format)], write(sheet))
    making.keep(file, upload, stale=_same_paper)


def _same_paper(file: ProtocolFile):
    """As it was printed before what it prints has changed."""
    same = {"kind", "format", "level", "by_name", "decision_id", "protocol_id"}
    return ProtocolFile.objects.filter(**{name: getattr(file, name) for name in same})


def forget_files(protocol: Protocol) -> None:
    """The papers of a protocol that is written off go with it; their bytes are cleared away by `remove_orphan_files`."""
    making.remove(protocol.files.all())


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
    making.remove(ProtocolFile.objects.filter(pk__in=found))
