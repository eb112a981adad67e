"""Acts of the register."""

from ..rules import Holder, Reception
from .batches import (
    discard_batch,
    draft_batch,
    go_on,
    go_on_with_silent,
    leave_out_faulty,
    start_batch,
    stop_batch,
)
from .books import ask_for_book
from .ending import revoke_certificate, void_certificate
from .gathering import ask_to_gather
from .handing import hand_over
from .issuing import issue_certificate, issue_instead, replace_certificate
from .reminding import remind_of_sums
from .rendering import render_certificate, render_certificates
from .taking import Old, take_over_certificate

__all__ = [
    "Holder",
    "Old",
    "Reception",
    "ask_for_book",
    "ask_to_gather",
    "discard_batch",
    "draft_batch",
    "go_on",
    "go_on_with_silent",
    "hand_over",
    "issue_certificate",
    "issue_instead",
    "leave_out_faulty",
    "remind_of_sums",
    "render_certificate",
    "render_certificates",
    "replace_certificate",
    "revoke_certificate",
    "start_batch",
    "stop_batch",
    "take_over_certificate",
    "void_certificate",
]
