"""Pages of editions below a regulation, for readers; those of the admin stand in files of their own."""

from .reading import list_editions, read_current, read_draft, read_edition
from .reading_clauses import (
    clause_as_json,
    edition_clause_as_json,
    read_clause,
    read_edition_clause,
)

__all__ = [
    "clause_as_json",
    "edition_clause_as_json",
    "list_editions",
    "read_clause",
    "read_current",
    "read_draft",
    "read_edition",
    "read_edition_clause",
]
