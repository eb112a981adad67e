"""The history of a protocol for components/timeline.html."""

from .. import queries
from ..models import Protocol


def timeline(protocol: Protocol) -> list[tuple]:
    """(when, what, who); what the program did by itself has nobody."""
    return [
        (entry.timestamp, entry.message, str(entry.user) if entry.user else "")
        for entry in queries.history(protocol)
    ]
