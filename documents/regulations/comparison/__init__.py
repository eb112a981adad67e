"""Two editions of a regulation, clause by clause and word by word; plain Python, no ORM.

`compare(old, new)` takes two sequences of clauses in the order of the text: anything with `kind`, `depth`,
`anchor`, `marker`, `label`, `title` and `text`, so rows of Clause and nodes of an import alike (`flatten`).
"""

from .changes import Change, ChangeKind, Comparison
from .comparing import compare, flatten, moved_anchors
from .words import WordKind, WordPiece, compare_words

__all__ = [
    "Change",
    "ChangeKind",
    "Comparison",
    "WordKind",
    "WordPiece",
    "compare",
    "compare_words",
    "flatten",
    "moved_anchors",
]
