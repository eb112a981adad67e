"""Every change of bodies and offices, one function per act, and the daily reminders."""

from .bodies import change_body, dissolve_body, found_body, share_body
from .offices import annul_office, end_office, fill_office, release_chair
from .reminders import remind_of_bodies, tell_flawed_seats

__all__ = [
    "annul_office",
    "change_body",
    "dissolve_body",
    "end_office",
    "fill_office",
    "found_body",
    "release_chair",
    "remind_of_bodies",
    "share_body",
    "tell_flawed_seats",
]
