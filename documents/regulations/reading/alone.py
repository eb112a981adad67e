"""A clause by itself, as it stands in its text."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from ..clauses import ClauseInText
from ..models import Edition
from .keeping import surroundings_of
from .rendering import Reading, Setting, set_pieces

ALONE = "regulations/reading/alone.html"


def read_clause(edition: Edition, found: ClauseInText, *, base: str) -> Reading:
    """The clause and what stands in it; its links lead into the text at `base`."""
    surroundings = surroundings_of(edition, found.clauses)
    setting = Setting.of(edition, found.clauses, surroundings, base)
    (piece,) = set_pieces(found.within, setting)
    # A heading is the title of the page already.
    body = render_to_string(ALONE, {"piece": piece, "members": [piece]})
    return Reading(SafeString(), body)
