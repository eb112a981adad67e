"""The end of an act: files and texts are gone, the stub with the hashes and the act stays (R67, T57)."""

import datetime

from django.db import transaction
from django.db.models import ProtectedError
from django_tasks import task
from wagtail.log_actions import log

from documents.uploads.models import StoredFile
from home.accounts.models import User
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import registry
from ..choices import ActState, RecordState
from ..models import (
    ImportFile,
    ImportRow,
    Record,
    RecordFile,
    RecordPart,
    RecordPerson,
    WriteOffAct,
)
from ..rules import names, writing_off
from .filing import show_anew
from .papers import print_act
from .write_off import check_records_of, lock

DESTROYED = "Уничтожен по акту о списании."


@transaction.atomic
def complete_act(
    act: WriteOffAct, *, seen: int, by: User | None, at: datetime.datetime
) -> WriteOffAct:
    """Everything that the records held is destroyed: there is no way back.

    The whole commission has signed, and each record is asked once more whether it may go. Bytes leave the storage
    after the commit; what a broken-off removal leaves is an orphan, which `remove_orphan_files` clears.
    """
    act = lock(act, ActState.SIGNING, seen=seen)
    unsigned = act.commission.filter(manner="").order_by("position")
    writing_off.check_signed(list(unsigned.values_list("name", flat=True)))
    records = check_records_of(act, today(at))
    files = [name for record in records for name in _destroy(record, act, by, at)]
    act.state, act.ended_at, act.version = ActState.COMPLETE, at, act.version + 1
    act.save()
    data = {"records": len(records), "files": len(files), "sha256": act.sha256}
    log(act, "records.complete_act", user=by, timestamp=at, data=data)
    show_anew(records)
    transaction.on_commit(lambda: remove_bytes.enqueue(files))
    transaction.on_commit(lambda: print_act.enqueue(act.pk))
    return act


def _destroy(record: Record, act: WriteOffAct, by, at: datetime.datetime) -> list[str]:
    """Names in the storage of what is to be removed."""
    registry.forget(record, at=at)
    stored = list(StoredFile.objects.filter(pk__in=record.files.values("file")))
    RecordFile.objects.filter(record=record).update(file=None, text="")
    RecordPart.objects.filter(record=record).update(title="", text="", public_text="", form="")
    RecordPerson.objects.filter(record=record).delete()
    ImportFile.objects.filter(stored__in=stored).update(stored=None, flaw=DESTROYED, text="")
    ImportRow.objects.filter(record=record).update(cells={}, notes=[])
    record.state, record.is_published = RecordState.WRITTEN_OFF, False
    record.save(update_fields=["state", "is_published"])
    names_in_storage = [file.file.name for file in stored]
    for file in stored:
        _delete(file)
    data = {"act": str(act), "act_id": act.pk, "sha256": record.sha256}
    log(record, "records.write_off", user=by, timestamp=at, data=data)
    return names_in_storage


def _delete(file: StoredFile) -> None:
    try:
        file.delete()
    except ProtectedError as error:
        raise DomainError(
            f"Файл «{file.original_name}» нужен ещё где-то на сайте, уничтожить его нельзя.",
            names.WRITE_OFF,
        ) from error


@task()
def remove_bytes(stored_names: list[str]) -> None:
    """Safe to repeat: a file that is gone already is none to the storage (T57)."""
    storage = StoredFile.file.field.storage
    for name in stored_names:
        if not StoredFile.objects.filter(file=name).exists():
            storage.delete(name)
