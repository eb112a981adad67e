"""A file of a regulation to an outline with anchors.

Pure Python without ORM: `files` → `lines` → `blocks` (by `heads` and `forms`) → `tree` (with
`anchors`) → `faults`, and at the end the `proof` that nothing was lost.
"""

from dataclasses import replace

from ..choices import ClauseKind
from .blocks import Block, read_blocks
from .faults import find_faults
from .files import Extract, extract
from .lines import SourceLine, read_lines, split_lines
from .nodes import Dropped, Fault, Node, Outline
from .proof import prove_nothing_lost
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
    lines, dropped = read_lines(source)
    title, blocks = _split_title(read_blocks(lines))
    nodes = grow(blocks)
    text = "\n".join(line.text for line in source)
    outline = Outline(title, nodes, dropped=tuple(dropped), source=text)
    prove_nothing_lost(text, outline)
    return replace(outline, warnings=tuple(find_faults(nodes)))


def _split_title(blocks: list[Block]) -> tuple[str, list[Block]]:
    """The first paragraph is the title when something numbered follows."""
    is_titled = (
        len(blocks) > 1
        and blocks[0].kind == ClauseKind.PARAGRAPH
        and any(block.label for block in blocks)
    )
    return (blocks[0].text, blocks[1:]) if is_titled else ("", blocks)
