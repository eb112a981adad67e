"""The catalogue of processes, and who answers for which by what decision."""

from .assignments import (
    AssignmentLine,
    AssignmentProposal,
    ProcessAssignment,
    ProcessSupport,
)
from .catalogue import KeptInUse, Process

__all__ = [
    "AssignmentLine",
    "AssignmentProposal",
    "KeptInUse",
    "Process",
    "ProcessAssignment",
    "ProcessSupport",
]
