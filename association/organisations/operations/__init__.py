"""Every change of what the room keeps."""

from .details import DETAILS, NUMBERS, begin_history, change_details, change_entry, change_head
from .joining import accept_join, ask_to_join, refuse_join
from .qms import end_qms_certificate, record_qms_certificate
from .registering import AlreadyRegistered, keep_draft, register_organisation
from .reorganising import ReorganisationAct, record_reorganisation
from .representing import change_role, end_representation
from .standing import change_standing

__all__ = [
    "DETAILS",
    "NUMBERS",
    "AlreadyRegistered",
    "ReorganisationAct",
    "accept_join",
    "ask_to_join",
    "begin_history",
    "change_details",
    "change_entry",
    "change_head",
    "change_role",
    "change_standing",
    "end_qms_certificate",
    "end_representation",
    "keep_draft",
    "record_qms_certificate",
    "record_reorganisation",
    "refuse_join",
    "register_organisation",
]
