"""Faults of the source that a secretary should see; none of them stops an import."""

from ..nodes import Fault, Node
from .appendices import missing_appendices, skipped_appendices
from .lists import faults_of_lists
from .lookalikes import look_alikes
from .numbers import faults_of_numbers
from .places import unplaced_text, untitled_sections
from .sections import headless_clauses, misnumbered_sections, misplaced_clauses

__all__ = ["find_faults"]

_CHECKS = (
    faults_of_numbers,
    misnumbered_sections,
    misplaced_clauses,
    headless_clauses,
    faults_of_lists,
    missing_appendices,
    skipped_appendices,
    look_alikes,
    untitled_sections,
    unplaced_text,
)


def find_faults(nodes: tuple[Node, ...]) -> list[Fault]:
    """Faults in the order of the lines at which they stand."""
    faults = [fault for check in _CHECKS for fault in check(nodes)]
    return sorted(faults, key=lambda fault: fault.line)
