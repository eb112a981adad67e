"""Every act of the room."""

from .help import (
    answer_help,
    ask_for_help,
    decline_help,
    forget_old_requests,
    route_help,
    withdraw_help,
)
from .information import (
    answer_question,
    ask_members,
    cancel_request,
    close_request,
    remind_of_questions,
)

__all__ = [
    "answer_help",
    "answer_question",
    "ask_for_help",
    "ask_members",
    "cancel_request",
    "close_request",
    "decline_help",
    "forget_old_requests",
    "remind_of_questions",
    "route_help",
    "withdraw_help",
]
