"""Every change of what the room keeps."""

from .beats import refuse_stand_in, stand_in_mark
from .certification import (
    ask_certification,
    grant_certification,
    refuse_certification,
    withdraw_certification,
)
from .details import DETAILS, NUMBERS, begin_history, change_details, change_entry, change_head
from .inviting import (
    accept_invitation,
    hash_of,
    invite_representative,
    resend_invitation,
    withdraw_invitation,
)
from .joining import accept_join, ask_to_join, refuse_join
from .qms import (
    confirm_qms_certificate,
    end_qms_certificate,
    record_qms_certificate,
    reject_qms_certificate,
)
from .registering import AlreadyRegistered, keep_draft, register_organisation
from .reorganising import ReorganisationAct, record_reorganisation
from .representing import change_role, end_representation
from .standing import change_standing
from .standing_in import begin_stand_in, end_stand_in
from .watching import remind_of_qms

__all__ = [
    "DETAILS",
    "NUMBERS",
    "AlreadyRegistered",
    "ReorganisationAct",
    "accept_invitation",
    "accept_join",
    "ask_certification",
    "ask_to_join",
    "begin_history",
    "begin_stand_in",
    "change_details",
    "change_entry",
    "change_head",
    "change_role",
    "change_standing",
    "confirm_qms_certificate",
    "end_qms_certificate",
    "end_representation",
    "end_stand_in",
    "grant_certification",
    "hash_of",
    "invite_representative",
    "keep_draft",
    "record_qms_certificate",
    "record_reorganisation",
    "refuse_certification",
    "refuse_join",
    "refuse_stand_in",
    "register_organisation",
    "reject_qms_certificate",
    "remind_of_qms",
    "resend_invitation",
    "stand_in_mark",
    "withdraw_certification",
    "withdraw_invitation",
]
