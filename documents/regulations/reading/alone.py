"""A clause by itself, as it stands in its text."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from ..clauses import ClauseInText
from ..models import Edition
from .rendering import Reading, Setting, set_pieces

ALONE = "regulations/reading/alone.html"


def read_clause(edition: Edition, found: ClauseInText, *, base: str) -> Reading:
    """The clause and what stands in it; its links lead into the text at `base`."""
    rows = [(clause.anchor, clause.kind, clause.label) for clause in found.clauses]
    (piece,) = set_pieces(found.within, Setting.of(edition, rows, base))
    # A heading is the title of the page already.
    body = render_to_string(ALONE, {"piece": piece, "members": [piece], "has_pages": True})
    return Reading(SafeString(), body)
