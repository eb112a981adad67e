"""Every way in which a letter comes to be, leaves, and is dealt with."""

from .addresses import Envelope, forget_addresses, send_to_addresses
from .delivery import deliver_letters, deliver_waiting
from .forgetting import forget_person
from .letters import (
    choose_letters,
    read_letter,
    resend_letter,
    send_account_letter,
    send_notice,
)
from .mailings import draft_mailing, send_mailing, write_mailing

__all__ = [
    "Envelope",
    "choose_letters",
    "deliver_letters",
    "deliver_waiting",
    "draft_mailing",
    "forget_addresses",
    "forget_person",
    "read_letter",
    "resend_letter",
    "send_account_letter",
    "send_mailing",
    "send_notice",
    "send_to_addresses",
    "write_mailing",
]
