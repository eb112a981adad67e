"""The archive: classes, records with their parts, files and names, holds, acts of write-off, imports."""

from .holds import Hold
from .imports import ImportBatch, ImportFile, ImportRow
from .records import Record, RecordFile, RecordPart, RecordPerson
from .settings import RecordClass
from .write_off import ActBook, CommissionMember, WriteOffAct, WriteOffItem

__all__ = [
    "ActBook",
    "CommissionMember",
    "Hold",
    "ImportBatch",
    "ImportFile",
    "ImportRow",
    "Record",
    "RecordClass",
    "RecordFile",
    "RecordPart",
    "RecordPerson",
    "WriteOffAct",
    "WriteOffItem",
]
