"""An edition as a reader sees it: contents and text, made once and kept in the cache."""

from .keeping import forget, read_edition, stamp_of, surroundings_of, templates_hash
from .pieces import FormLine, Piece, build_pieces, read_form
from .rendering import Reading, Setting, Surroundings, set_pieces

__all__ = [
    "FormLine",
    "Piece",
    "Reading",
    "Setting",
    "Surroundings",
    "build_pieces",
    "forget",
    "read_edition",
    "read_form",
    "set_pieces",
    "stamp_of",
    "surroundings_of",
    "templates_hash",
]
