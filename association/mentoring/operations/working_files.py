"""Documents of a pair: shared, taken away again, and destroyed when their term is over (T67, T68)."""

from datetime import datetime, timedelta

from django.db import transaction

from documents.uploads.inspection import CheckedUpload
from documents.uploads.operations import destroy_upload, store_upload
from home.rulebook import DomainError
from home.workdays.queries import today

from ..choices import Side
from ..emails import work as emails
from ..models import Entry, MentoringSettings, Message, Pair, SharedFile
from ..queries import work as queries
from ..rules import names, working
from .beats import enter_room, leave_room, log_act

TITLE = SharedFile._meta.get_field("title").max_length


@transaction.atomic
def share_file(
    pair: Pair, upload: CheckedUpload, title: str, *, side: Side, by, at: datetime
) -> SharedFile:
    """A document that belongs to no entry; `title` may be empty: then the file's own name stands."""
    pair = enter_room(pair)
    same = pair.files.filter(file__sha256=upload.sha256).first()
    if same is not None:
        raise DomainError(f"Этот файл здесь уже есть: «{same}».", names.PAIR_FILES, field="file")
    (shared,) = keep_files(pair, [upload], side=side, by=by, at=at, title=title)
    leave_room(pair, "share_file", side=side, by=by, at=at, title=shared.title)
    return shared


def keep_files(
    pair: Pair,
    uploads: list[CheckedUpload],
    *,
    side: Side,
    by,
    at: datetime,
    title: str = "",
    entry: Entry | None = None,
    message: Message | None = None,
) -> list[SharedFile]:
    """For a caller that holds the pair."""
    if not uploads:
        return []
    working.check_files(pair.files.exclude(file=None).count() + len(uploads))
    return [
        SharedFile.objects.create(
            pair=pair,
            entry=entry,
            message=message,
            title=(title or upload.name)[:TITLE],
            file=store_upload(upload, by=by, at=at),
            side=side,
            by=by,
            at=at,
        )
        for upload in uploads
    ]


def came_with(said: Entry | Message, uploads: list[CheckedUpload]) -> bool:
    """The same press again has the same files; the same words with another file are new (T34)."""
    kept = said.files.exclude(file=None).values_list("file__sha256", flat=True)
    return set(kept) == {upload.sha256 for upload in uploads}


@transaction.atomic
def withdraw_file(shared: SharedFile, *, side: Side, by, at: datetime) -> SharedFile:
    """By the side that has shared it: the bytes go, the line stays and says so."""
    pair = enter_room(shared.pair)
    shared = SharedFile.objects.select_for_update().get(pk=shared.pk)
    if shared.side != side:
        raise DomainError("Документ убирает та сторона, которая его внесла.", names.PAIR_FILES)
    if shared.file_id is None:
        raise DomainError("Документ уже убран.", names.PAIR_FILES)
    _destroy(shared, at)
    leave_room(pair, "withdraw_file", side=side, by=by, at=at, is_entry=False, title=shared.title)
    return shared


def _destroy(shared: SharedFile, at: datetime) -> None:
    stored, shared.file, shared.withdrawn_at = shared.file, None, at
    shared.save(update_fields=["file", "withdrawn_at"])
    destroy_upload(stored)


def destroy_old_files(at: datetime) -> int:
    """Daily: tell both a month ahead, then destroy; how many letters (T57, T68)."""
    days = MentoringSettings.load().files_days
    ended_by = today(at) - timedelta(days=days)
    for pair in queries.ended_with_files(ended_by).iterator(chunk_size=100):
        _destroy_of(pair, at)
    soon = queries.ended_with_files(ended_by + timedelta(days=working.KEEP_NOTICE_DAYS))
    return sum(
        emails.tell_files_leave(pair, working.files_kept_until(pair.ended_on, days), at=at)
        for pair in soon.iterator(chunk_size=100)
    )


@transaction.atomic
def _destroy_of(pair: Pair, at: datetime) -> None:
    kept = pair.files.select_for_update(of=("self",)).exclude(file=None).select_related("file")
    destroyed = [_destroy(shared, at) for shared in kept]
    log_act(pair, "destroy_files", by=None, at=at, files=len(destroyed))
