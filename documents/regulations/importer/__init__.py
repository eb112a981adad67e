"""A file of a regulation to an outline with anchors.

Pure Python without ORM: `files` → `lines` → `cleaning` → `titles` → `splitting` to `blocks` (by
`patterns`, `headings`, `forms`, `tables`) → `letters`, `settling`, `rows` → `tree` (with `anchors`) →
`faults`, and at the end the `proof` that nothing was lost. How a line is judged: docs/decisions/010.
"""

from dataclasses import replace

from .cleaning import clean
from .faults import find_faults
from .files import Extract, extract
from .letters import mend_letters
from .lines import SourceLine, join_lines, refuse_too_long, split_lines
from .nodes import Dropped, Fault, Node, Outline
from .proof import prove_nothing_lost
from .rows import mark_rows
from .settling import settle_sections
from .splitting import split
from .tables import settle_tabs
from .titles import find_title
from .tree import grow

__all__ = [
    "Dropped",
    "Fault",
    "Node",
    "Outline",
    "SourceLine",
    "read_regulation",
    "read_source",
    "read_text",
]


def read_regulation(data: bytes, name: str = "") -> Outline:
    """The outline of a file; DomainError for a file that cannot be read as a regulation."""
    return read_extract(extract(data, name))


def read_extract(file: Extract) -> Outline:
    """The outline of the lines of a file, and what the file held besides."""
    outline = read_source(file.lines)
    return replace(
        outline,
        warnings=tuple(sorted((*file.warnings, *outline.warnings), key=lambda fault: fault.line)),
        dropped=tuple(sorted((*file.dropped, *outline.dropped), key=lambda piece: piece.line)),
    )


def read_text(text: str) -> Outline:
    return read_source(split_lines(text))


def read_source(source: list[SourceLine]) -> Outline:
    """The outline of lines; DomainError where they are too many or a sign would be lost."""
    refuse_too_long(source)
    lines, dropped = clean(source)
    lines = settle_tabs(lines)
    title = find_title(lines)
    blocks = mark_rows(settle_sections(mend_letters(split(lines, title))))
    nodes = grow(blocks)
    text = "\n".join(line.text for line in source)
    titled = lines[title.start : title.end] if title else []
    outline = Outline(
        join_lines(titled),
        nodes,
        dropped=tuple(dropped),
        source=text,
        title_line=titled[0].number if titled else 0,
    )
    prove_nothing_lost(text, outline)
    return replace(outline, warnings=tuple(find_faults(nodes)))
