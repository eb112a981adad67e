"""Profiles, lists, pairs and their work, and who answers for which process."""

from .catalogue import MentoringSettings, Process, StageTemplate
from .forming import ListLine, ListOpinion, PairList
from .pairs import Pair
from .profiles import CandidateProfile, MentorProfile
from .responsibility import (
    AssignmentLine,
    AssignmentProposal,
    ProcessAssignment,
    ProcessSupport,
)
from .work import Entry, Evaluation, HelpCall, Message, SharedFile, Stage

__all__ = [
    "AssignmentLine",
    "AssignmentProposal",
    "CandidateProfile",
    "Entry",
    "Evaluation",
    "HelpCall",
    "ListLine",
    "ListOpinion",
    "MentorProfile",
    "MentoringSettings",
    "Message",
    "Pair",
    "PairList",
    "Process",
    "ProcessAssignment",
    "ProcessSupport",
    "SharedFile",
    "Stage",
    "StageTemplate",
]
