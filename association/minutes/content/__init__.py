"""What a protocol says, as data: the single source of every paper, page and hash of it (R126–R128, T51).

`gather(protocol)` reads the meeting, `at_level(content, level)` leaves what a level of sight may know, and
`digest(content)` is what is signed. A protocol that has been submitted keeps its content; read it by
`content_of(protocol)`.
"""

from .gathering import content_of, gather
from .hashing import digest
from .levels import at_level, level_of, of_decision, readable_items, sees, without_ballots
from .shapes import FORMAT, Content

__all__ = [
    "FORMAT",
    "Content",
    "at_level",
    "content_of",
    "digest",
    "gather",
    "level_of",
    "of_decision",
    "readable_items",
    "sees",
    "without_ballots",
]
