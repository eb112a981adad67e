"""Profiles, lists, pairs and their work."""

from .catalogue import MentoringSettings, StageTemplate
from .forming import ListLine, ListOpinion, PairList
from .pairs import Pair
from .profiles import CandidateProfile, MentorProfile
from .work import Entry, Evaluation, HelpCall, Message, SharedFile, Stage

__all__ = [
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
    "SharedFile",
    "Stage",
    "StageTemplate",
]
