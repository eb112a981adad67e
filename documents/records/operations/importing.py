"""Old protocols: kept as they came, checked whole, and taken over all at once or not at all (T26, T27, T57)."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task
from wagtail.log_actions import log

from documents.uploads.inspection import CheckedUpload, FileRefused, inspect
from documents.uploads.operations import store_upload
from home.accounts.models import User
from home.rulebook import DomainError
from home.rulebook.text import fold_text
from home.workdays.queries import today

from .. import queries, reading, registry
from ..choices import ImportState, RowFate
from ..models import ImportBatch, ImportFile, ImportRow, RecordClass
from ..rules import names, table
from ..rules.filing import FiledFile, Filing, PersonNamed, number_key
from .filing import enter_record, show_anew

LOST_AFTER = datetime.timedelta(minutes=10)
"""A step that takes longer was lost with its worker (T57)."""
LARGEST_NAME = 200


@dataclass(frozen=True)
class Given:
    """A file as it was handed in; `content` None when it is too large."""

    name: str
    content: bytes | None


@transaction.atomic
def start_import(
    sheet: CheckedUpload,
    files: Iterable[Given],
    *,
    record_class: RecordClass,
    by: User,
    at: datetime.datetime,
) -> ImportBatch:
    """Keep the table and its files; the queue checks them row by row."""
    kept = _kept(files, by, at)
    batch = ImportBatch.objects.create(
        at=at,
        by=by,
        touched_at=at,
        record_class=record_class,
        table=store_upload(sheet, by=by, at=at),
        total=len(kept),
    )
    for file in kept:
        file.batch = batch
    ImportFile.objects.bulk_create(kept)
    log(batch, "records.start_import", user=by, timestamp=at, data={"files": len(kept)})
    transaction.on_commit(lambda: check_import.enqueue(batch.pk))
    return batch


def _kept(files: Iterable[Given], by: User, at: datetime.datetime) -> list[ImportFile]:
    """Refused files are remembered with the reason: their rows say so (T23, T24)."""
    kept: dict[str, ImportFile] = {}
    for given in files:
        name = given.name[:LARGEST_NAME]
        row = ImportFile(name=name, name_key=fold_text(name)[:LARGEST_NAME])
        if row.name_key in kept:
            words = f"Файл «{name}» загружен дважды: имена файлов должны различаться."
            raise DomainError(words, names.IMPORT, field="files")
        try:
            row.stored = store_upload(_checked(given), by=by, at=at)
        except FileRefused as refusal:
            row.flaw = str(refusal)
        kept[row.name_key] = row
    if not kept:
        raise DomainError("Нет ни одного файла.", names.IMPORT, field="files")
    return list(kept.values())


def _checked(given: Given) -> CheckedUpload:
    if given.content is None:
        raise FileRefused("файл слишком велик.")
    return inspect(given.name, given.content, ("pdf",))


@task()
def check_import(pk: int) -> None:
    """Read every file and every row. Safe to repeat: what has been read stays read (T57)."""
    batch = ImportBatch.objects.select_related("by", "table", "record_class").get(pk=pk)
    if batch.state != ImportState.CHECKING:
        return
    try:
        rows = _rows_of(batch)
    except DomainError as refusal:
        _end_check(pk, ImportState.REFUSED, flaw=refusal.message)
        return
    for file in batch.files.filter(is_read=False, stored__isnull=False).select_related("stored"):
        _read(file)
    _keep_rows(pk, rows)


def _rows_of(batch: ImportBatch) -> list[table.Meant]:
    with batch.table.file.open("rb") as file:
        kind = "xlsx" if batch.table.extension == "xlsx" else "csv"
        lines = reading.read_table(file.read(), kind)
    places, errors = table.read_heading(lines[0][1])
    if errors:
        raise DomainError(" ".join(errors), names.IMPORT)
    known, day = _known(batch), today()
    rows = [table.read_row(line, cells, places, known, day) for line, cells in lines[1:]]
    if not rows:
        raise DomainError("В таблице одна строка заголовков.", names.IMPORT)
    if len(rows) > table.MOST_ROWS:
        raise DomainError(reading.tables.TOO_MANY, names.IMPORT)
    table.mark_doubles(rows)
    return rows


def _known(batch: ImportBatch) -> table.Known:
    keys = registry.readers_of(batch.by).keeps
    classes = list(RecordClass.objects.all())
    by_name = {fold_text(name): each.code for each in classes for name in (each.title, each.code)}
    return table.Known(
        bodies={fold_text(name): key for key, name in registry.names_of(keys).items()},
        classes=by_name | {"": batch.record_class.code},
        with_term=frozenset(each.code for each in classes if each.retention_years),
        files={file.name_key: file.flaw for file in batch.files.all()},
    )


def _read(file: ImportFile) -> None:
    with file.stored.file.open("rb") as content:
        file.text, _ = reading.text_of_pdf(content.read())
    file.is_read = True
    file.save(update_fields=["text", "is_read"])
    ImportBatch.objects.filter(pk=file.batch_id).update(
        done=F("done") + 1, touched_at=timezone.now()
    )


@transaction.atomic
def _keep_rows(pk: int, rows: list[table.Meant]) -> None:
    batch = ImportBatch.objects.select_for_update().get(pk=pk)
    if batch.state != ImportState.CHECKING:
        return
    files = {file.name_key: file for file in batch.files.select_related("stored")}
    classes = dict(RecordClass.objects.values_list("code", "pk"))
    _find_known(rows, files, classes)
    batch.rows.all().delete()
    ImportRow.objects.bulk_create(_row(batch, row, files.get(row.file)) for row in rows)
    is_wrong = any(row.errors for row in rows)
    _end_check(pk, ImportState.REFUSED if is_wrong else ImportState.READY)


def _end_check(pk: int, state: ImportState, flaw: str = "") -> None:
    ImportBatch.objects.filter(pk=pk, state=ImportState.CHECKING).update(
        state=state, flaw=flaw, touched_at=timezone.now()
    )


def _key(row: table.Meant, classes: dict[str, int]) -> tuple:
    return (classes.get(row.record_class), row.body, row.date.year, number_key(row.number))


def _find_known(rows, files: dict[str, ImportFile], classes: dict[str, int]) -> None:
    """A row that the archive has with the same file was taken over before; with another file it is a fault (T27)."""
    whole = [row for row in rows if not row.errors]
    standing = queries.known_with_hashes([_key(row, classes) for row in whole])
    for row in whole:
        if (found := standing.get(_key(row, classes))) is None:
            continue
        record, hashes = found
        if files[row.file].stored.sha256 in hashes:
            row.known = record
        else:
            row.errors.append("Запись с этим номером уже в архиве, но с другим файлом.")


def _row(batch: ImportBatch, row: table.Meant, file: ImportFile | None) -> ImportRow:
    notes = []
    if file and file.is_read and not file.text:
        notes.append(reading.texts.NO_TEXT)
    return ImportRow(
        batch=batch,
        line=row.line,
        cells=_as_cells(row),
        fate=RowFate.WRONG if row.errors else RowFate.KNOWN if row.known else RowFate.NEW,
        errors=row.errors,
        notes=notes,
        file=file,
        record_id=row.known,
    )


def _as_cells(row: table.Meant) -> dict:
    return {
        "number": row.number,
        "date": row.date and row.date.isoformat(),
        "body": row.body,
        "record_class": row.record_class,
        "level": str(row.level),
        "signed_on": row.signed_on and row.signed_on.isoformat(),
        "title": row.title,
        "people": list(row.people),
    }


def is_lost(batch: ImportBatch, *, at: datetime.datetime) -> bool:
    """Whether the worker that had it is gone; only of a batch at work."""
    return batch.is_at_work and at - batch.touched_at >= LOST_AFTER


@transaction.atomic
def check_again(batch: ImportBatch, *, at: datetime.datetime) -> ImportBatch:
    """A check that was lost with its worker, or one after bodies or classes have been put right."""
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.state in (ImportState.TAKING, ImportState.DONE):
        raise DomainError("Протоколы уже переносятся или перенесены.", names.IMPORT)
    if batch.state == ImportState.CHECKING and not is_lost(batch, at=at):
        raise DomainError("Проверка ещё идёт.", names.IMPORT)
    batch.state, batch.flaw, batch.touched_at = ImportState.CHECKING, "", at
    batch.save(update_fields=["state", "flaw", "touched_at"])
    transaction.on_commit(lambda: check_import.enqueue(batch.pk))
    return batch


@transaction.atomic
def ask_to_carry_out(batch: ImportBatch, *, by: User, at: datetime.datetime) -> ImportBatch:
    """From a preview without errors into the archive; the second press finds it on its way (T34).

    One that was lost with its worker sets out again: nothing of it has been written (T57).
    """
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    is_under_way = batch.state == ImportState.TAKING and not is_lost(batch, at=at)
    if is_under_way or batch.state == ImportState.DONE:
        return batch
    if batch.state not in (ImportState.READY, ImportState.TAKING):
        raise DomainError("Сначала исправьте ошибки в таблице.", names.IMPORT)
    batch.state, batch.touched_at = ImportState.TAKING, at
    batch.save(update_fields=["state", "touched_at"])
    transaction.on_commit(lambda: carry_out_import.enqueue(batch.pk))
    return batch


@task()
def carry_out_import(pk: int) -> None:
    """All rows in one transaction; killed, it leaves nothing, and run twice, it does nothing more (T27, T57)."""
    try:
        _carry_out(pk, at=timezone.now())
    except DomainError as refusal:
        # The archive has changed since the preview: nothing was written, and the page says why.
        ImportBatch.objects.filter(pk=pk, state=ImportState.TAKING).update(
            state=ImportState.REFUSED, flaw=refusal.message
        )


@transaction.atomic
def _carry_out(pk: int, *, at: datetime.datetime) -> None:
    batch = ImportBatch.objects.select_for_update().select_related("by").get(pk=pk)
    if batch.state != ImportState.TAKING:
        return
    keeps = registry.readers_of(batch.by).keeps
    classes = {each.code: each for each in RecordClass.objects.all()}
    rows = list(batch.rows.filter(fate=RowFate.NEW).select_related("file__stored"))
    if any(row.cells["body"] not in keeps for row in rows):
        raise DomainError("Архив одного из органов вы больше не ведёте.", names.IMPORT)
    bodies = registry.names_of(keeps)
    records = []
    for row in rows:
        filing = _filing(row, classes[row.cells["record_class"]], bodies)
        row.record = enter_record(filing, by=batch.by, at=at)
        records.append(row.record)
    ImportRow.objects.bulk_update(rows, ["record"])
    batch.files.update(text="")
    batch.state, batch.finished_at, batch.touched_at = ImportState.DONE, at, at
    batch.save(update_fields=["state", "finished_at", "touched_at"])
    data = {"records": len(records), "known": batch.rows.filter(fate=RowFate.KNOWN).count()}
    log(batch, "records.carry_out_import", user=batch.by, timestamp=at, data=data)
    show_anew(records)


def _filing(row: ImportRow, kind: RecordClass, bodies: dict[str, str]) -> Filing:
    cells = row.cells
    signed_on = cells["signed_on"] and datetime.date.fromisoformat(cells["signed_on"])
    level, body = cells["level"], cells["body"]
    return Filing(
        record_class=kind.code,
        number=cells["number"],
        date=datetime.date.fromisoformat(cells["date"]),
        title=cells["title"] or "Протокол",
        body_key=body,
        body_name=bodies[body],
        level=level,
        signed_on=signed_on,
        retention=kind.retention,
        files=(FiledFile(row.file.stored, row.file.name, level, row.file.text),),
        people=tuple(PersonNamed(name, level=level) for name in cells["people"]),
        imported=True,
    )
