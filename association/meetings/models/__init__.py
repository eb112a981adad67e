"""What a meeting leaves in the database, in the order in which it comes about."""

from .agenda import AgendaItem, ItemFile, ItemRemark, Proposal
from .decisions import Decision, ExecutionStep
from .meeting import Meeting
from .offices import OfficeProposal
from .people import Attendance, GuestProposal, Invitation, WrittenOpinion
from .votes import Ballot, Vote

__all__ = [
    "AgendaItem",
    "Attendance",
    "Ballot",
    "Decision",
    "ExecutionStep",
    "GuestProposal",
    "Invitation",
    "ItemFile",
    "ItemRemark",
    "Meeting",
    "OfficeProposal",
    "Proposal",
    "Vote",
    "WrittenOpinion",
]
