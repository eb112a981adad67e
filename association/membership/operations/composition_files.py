"""The composition as a paper: asked for once, made by the task queue, let go of a day later (R27).

No function here asks who may read: the caller does, each time anew.
"""

import datetime
import hashlib

from django_tasks import task

from documents.uploads import making
from documents.uploads.inspection import CheckedUpload, Kind
from documents.uploads.inspection.names import shown_name

from .. import composition_papers as papers
from .. import compositions
from ..compositions import Composition
from ..models import CompositionFile

PDF = Kind("pdf", "PDF", "application/pdf", b"")
KEPT_FOR = datetime.timedelta(days=1)
"""It names heads of organisations, and is printed anew in seconds."""


def stamp_of(composition: Composition) -> str:
    """Changes with whatever the paper shows."""
    printed = (composition.title, str(composition.before), composition.changes, composition.lines)
    return hashlib.sha256(repr(printed).encode()).hexdigest()


def ask_for_paper(composition: Composition, *, at: datetime.datetime) -> CompositionFile:
    """The paper as it would be printed now; DomainError when the list is too long for one."""
    papers.check_length(composition)
    making.remove(CompositionFile.objects.filter(asked_at__lt=at - KEPT_FOR))
    return making.ask(
        CompositionFile.objects,
        make_paper,
        at=at,
        defaults={"order": composition.order, "on": composition.on},
        stamp=stamp_of(composition),
    )


def ask_again(file: CompositionFile, *, at: datetime.datetime) -> None:
    making.ask_again(file, make_paper, at=at)


@task()
def make_paper(pk: int, attempt: int = 1) -> None:
    """Safe to repeat and to run twice at once (T57)."""
    making.attempt_at(
        CompositionFile.objects.select_related("order"), make_paper, pk, _make, attempt
    )


def _make(file: CompositionFile) -> None:
    if file.order:
        composition = compositions.composition_by(file.order)
    else:
        composition = compositions.composition_on(file.on)
    if stamp_of(composition) != file.stamp:
        # It has changed since it was asked for: whoever waits asks for the new one.
        file.delete()
        return
    name = shown_name(papers.composition_name(composition, "pdf"), "pdf")
    upload = CheckedUpload(name, PDF, papers.printed_composition(composition))
    making.keep(file, upload, stale=_same_list)


def _same_list(file: CompositionFile):
    return CompositionFile.objects.filter(order=file.order_id, on=file.on)
