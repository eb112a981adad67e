"""Pages of editions: below a regulation for readers, in the admin for who prepares and adopts them."""

from .drafting import adopt_edition, show_edition
from .reading import list_editions, read_current, read_draft, read_edition
from .reading_clauses import (
    clause_as_json,
    edition_clause_as_json,
    read_clause,
    read_edition_clause,
)

__all__ = [
    "adopt_edition",
    "clause_as_json",
    "edition_clause_as_json",
    "list_editions",
    "read_clause",
    "read_current",
    "read_draft",
    "read_edition",
    "read_edition_clause",
    "show_edition",
]
