"""Every change of what the room keeps."""

from .accounts import (
    change_account,
    confirm_email,
    create_account,
    end_processing,
    give_consent,
    publish_text,
    register_person,
    rename_person,
    replace_email,
    withdraw_consent,
)
from .erasure import ask_erasure, erase_person, refuse_erasure, take_erasure_back

__all__ = [
    "ask_erasure",
    "change_account",
    "confirm_email",
    "create_account",
    "end_processing",
    "erase_person",
    "give_consent",
    "publish_text",
    "refuse_erasure",
    "register_person",
    "rename_person",
    "replace_email",
    "take_erasure_back",
    "withdraw_consent",
]
