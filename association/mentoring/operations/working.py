"""The journal of a pair: visits, calls and consultations, with hours and files."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from documents.uploads.inspection import CheckedUpload
from home.rulebook import DomainError
from home.workdays.queries import today

from ..choices import Contact, Side
from ..models import Entry, Pair, Stage
from ..rules import names, working
from .beats import enter_room, leave_room
from .working_files import came_with, keep_files


@dataclass(frozen=True)
class EntryDraft:
    """What was done; `minutes` is at least one."""

    kind: Contact
    held_on: date
    minutes: int
    text: str
    stage: Stage | None = None
    files: list[CheckedUpload] = field(default_factory=list)


@transaction.atomic
def add_entry(pair: Pair, draft: EntryDraft, *, side: Side, by, at: datetime) -> Entry:
    """Pressed twice, it is kept once (T34)."""
    pair = enter_room(pair)
    working.check_held_on(draft.held_on, begins_on=pair.begins_on, on=today(at))
    facts = {name: getattr(draft, name) for name in ("kind", "held_on", "minutes", "text")}
    for same in pair.entries.filter(side=side, struck_at=None, **facts):
        if came_with(same, draft.files):
            return same
    entry = Entry.objects.create(
        pair=pair, stage=_stage_of(pair, draft.stage), side=side, by=by, at=at, **facts
    )
    keep_files(pair, draft.files, side=side, by=by, at=at, entry=entry)
    leave_room(pair, "add_entry", side=side, by=by, at=at, entry=entry.pk, kind=entry.kind)
    return entry


def _stage_of(pair: Pair, stage: Stage | None) -> Stage | None:
    """None when it was removed while the entry was being written."""
    return pair.stages.filter(pk=stage.pk).first() if stage else None


@transaction.atomic
def strike_entry(entry: Entry, reason: str, *, side: Side, by, at: datetime) -> Entry:
    """It stays to be read, counts no hours, and says why."""
    pair = enter_room(entry.pair)
    entry = Entry.objects.select_for_update().get(pk=entry.pk)
    if entry.side != side:
        raise DomainError("Запись вычёркивает та сторона, которая её внесла.", names.JOURNAL)
    if entry.struck_at is not None:
        raise DomainError("Запись уже вычеркнута.", names.JOURNAL)
    entry.struck_at, entry.struck_why = at, reason
    entry.save(update_fields=["struck_at", "struck_why"])
    leave_room(pair, "strike_entry", side=side, by=by, at=at, is_entry=False, entry=entry.pk)
    return entry
