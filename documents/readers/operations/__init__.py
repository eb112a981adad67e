"""Acts of the room: following a regulation and leaving, reading an edition and being reminded of it."""

from .announcing import announce_edition, announce_soon
from .following import ask_to_follow, confirm_following, forget_stale_requests, leave
from .reading import acquaint, remind_readers, write_reminders

__all__ = [
    "acquaint",
    "announce_edition",
    "announce_soon",
    "ask_to_follow",
    "confirm_following",
    "forget_stale_requests",
    "leave",
    "remind_readers",
    "write_reminders",
]
