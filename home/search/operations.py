"""The index follows what it is a copy of."""

from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b

from django.db import transaction
from django.db.models import Model, Value
from django.db.models.functions import Concat, Substr
from django.db.models.signals import post_delete, post_save

from .engines import engine
from .models import IndexEntry, IndexText
from .queries import checksums_of, owners_indexed
from .registry import Entry, Source, source_of
from .words import indexed

BATCH = 200
# tsvector takes no more than a megabyte.
LONGEST_BODY = 200_000
_OWN_KEYS = ("id", "source", "key", "entry")


def _columns(model: type[Model]) -> list[str]:
    names = [field.name for field in model._meta.concrete_fields]
    return [name for name in names if name not in _OWN_KEYS]


_SIFTED, _SHOWN = _columns(IndexEntry), _columns(IndexText)


@transaction.atomic
def index(code: str, owners: Iterable) -> int:
    """Put into the index what these owners have now, and take out what they have no more.

    Safe to repeat; what has not changed is not written. Gives the number of rows that were wrong.
    """
    changed, gone = _differences(source_of(code), [str(owner) for owner in owners])
    IndexEntry.objects.filter(pk__in=gone).delete()
    for start in range(0, len(changed), BATCH):
        _write(changed[start : start + BATCH])
    return len(changed) + len(gone)


def _differences(source: Source, owners: list[str]) -> tuple[list[IndexEntry], list[int]]:
    """(entries that are missing or otherwise, with their texts; ids of those that should not be there)."""
    stood = checksums_of(source.code, owners)
    wanted = {entry.key: _entry(source, entry) for entry in source.entries(owners)}
    changed = [
        entry for key, entry in wanted.items() if stood.get(key, (0, ""))[1] != entry.checksum
    ]
    gone = [pk for key, (pk, _) in stood.items() if key not in wanted]
    return changed, gone


def _write(entries: list[IndexEntry]) -> None:
    texts = [entry.texts for entry in entries]
    IndexEntry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["source", "key"], update_fields=_SIFTED
    )
    for entry, text in zip(entries, texts, strict=True):
        text.entry_id = entry.pk
    IndexText.objects.bulk_create(
        texts, update_conflicts=True, unique_fields=["entry"], update_fields=_SHOWN
    )
    engine().write(texts)


def _entry(source: Source, entry: Entry) -> IndexEntry:
    row = IndexEntry(
        source=source.code,
        owner=entry.owner,
        key=entry.key,
        number=entry.number,
        audience=entry.audience,
        visible_from=entry.visible_from,
        visible_until=entry.visible_until,
        order=entry.order,
        doors=doors_text(entry.doors),
    )
    _text(entry, row)
    values = [str(getattr(row, name)) for name in _SIFTED if name != "checksum"]
    values += [str(getattr(row.texts, name)) for name in _SHOWN]
    row.checksum = blake2b("\x1f".join(values).encode(), digest_size=16).hexdigest()
    return row


def _text(entry: Entry, row: IndexEntry) -> IndexText:
    heading = entry.title if entry.heading is None else entry.heading
    body = entry.body[:LONGEST_BODY]
    return IndexText(
        entry=row,
        url=entry.url,
        title=entry.title,
        kind=entry.kind,
        path=entry.path,
        when=entry.when,
        body=body,
        title_words=indexed(heading),
        body_words=indexed(body),
    )


def take_out(code: str, owners: Iterable) -> None:
    """The owners are gone, whatever their room would still say."""
    IndexEntry.objects.filter(source=code, owner__in=[str(owner) for owner in owners]).delete()


def move_doors(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """Entries of any source that stand behind the doors `before` stand behind `after` now."""
    old, new = doors_text(before), doors_text(after)
    IndexEntry.objects.filter(doors__startswith=old).update(
        doors=Concat(Value(new), Substr("doors", len(old) + 1))
    )


def doors_text(doors: Iterable[str]) -> str:
    return "".join(f"/{door}/" for door in doors)


def follow(
    model: type[Model], code: str, owners: Callable = lambda instance: [instance.pk]
) -> None:
    """Index again, in the same transaction, whatever is saved or deleted of a model."""

    def follow_change(instance, raw=False, **kwargs):
        if not raw:
            index(code, owners(instance))

    for signal in (post_save, post_delete):
        uid = f"search.follow.{code}"
        signal.connect(follow_change, sender=model, weak=False, dispatch_uid=uid)


def rebuild(source: Source) -> Iterator[tuple[int, int, int]]:
    """Every owner anew, in batches that stand by themselves: (done, of all, rows that were wrong).

    Interrupted, it is run again: what is right already is not written.
    """
    for done, of_all, batch in _batches(source):
        yield done, of_all, index(source.code, batch)


def lag(source: Source) -> Iterator[tuple[int, int, int]]:
    """As `rebuild`, but it only looks."""
    for done, of_all, batch in _batches(source):
        changed, gone = _differences(source, batch)
        yield done, of_all, len(changed) + len(gone)


def _batches(source: Source) -> Iterator[tuple[int, int, list[str]]]:
    owners = [str(owner) for owner in source.owners()]
    strangers = sorted(owners_indexed(source.code) - set(owners))
    work = [*strangers, *owners]
    for start in range(0, len(work), BATCH):
        batch = work[start : start + BATCH]
        yield start + len(batch), len(work), batch
