"""Every act on a take-over: it is checked row by row, then carried out whole or not at all (T26, T27, T57)."""

from .carrying import carry_out, carry_out_takeover
from .examining import Examined, examine
from .exporting import ask_for_export, make_export
from .starting import ask_to_carry_out, check_again, check_takeover, enter_takeover, start_takeover

__all__ = [
    "Examined",
    "ask_for_export",
    "ask_to_carry_out",
    "carry_out",
    "carry_out_takeover",
    "check_again",
    "check_takeover",
    "enter_takeover",
    "examine",
    "make_export",
    "start_takeover",
]
