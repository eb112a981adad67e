"""Requests for help from anybody, requests of information to members, and their answers."""

from .counter import Counter
from .help import HelpRequest
from .information import Addressee, Answer, AnswerFile, InformationRequest, RequestFile

__all__ = [
    "Addressee",
    "Answer",
    "AnswerFile",
    "Counter",
    "HelpRequest",
    "InformationRequest",
    "RequestFile",
]
