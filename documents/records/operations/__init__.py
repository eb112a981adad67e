"""Acts of the archive, one module a subject; upper rooms take what stands here."""

from ..rules.filing import FiledFile, Filing, Part, PersonNamed
from ..rules.retention import Retention
from .filing import file_record, publish_record, rewrite_public, withdraw_record
from .holds import lift_hold, place_hold

__all__ = [
    "FiledFile",
    "Filing",
    "Part",
    "PersonNamed",
    "Retention",
    "file_record",
    "lift_hold",
    "place_hold",
    "publish_record",
    "rewrite_public",
    "withdraw_record",
]
