"""Lists of pairs, from the chair's first line to the decision of the Presidium (3.16, R46–R48)."""

from .agreement import answer_opinion, remind_of_lists, say_opinion, send_for_agreement, take_back
from .deciding import approve_by_meeting, check_decidable, reject_by_meeting
from .lines import (
    Proposed,
    add_end,
    add_line,
    choose_mentor,
    hold_line,
    move_line,
    propose_end,
    remove_line,
    replace_pair,
)
from .lists import draft_list, explain_list, open_list, withdraw_list
from .papers import print_list

__all__ = [
    "Proposed",
    "add_end",
    "add_line",
    "answer_opinion",
    "approve_by_meeting",
    "check_decidable",
    "choose_mentor",
    "draft_list",
    "explain_list",
    "hold_line",
    "move_line",
    "open_list",
    "print_list",
    "propose_end",
    "reject_by_meeting",
    "remind_of_lists",
    "remove_line",
    "replace_pair",
    "say_opinion",
    "send_for_agreement",
    "take_back",
    "withdraw_list",
]
