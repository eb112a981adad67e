"""The edition as Markdown: headings are headings, and every number stands as it is printed.

A paragraph for each piece; what Markdown would take for markup is escaped, so no list counts by itself, and
`importer.files.markdown` reads the file back to the same outline.
Corrected misprints are left out: the file is the adopted text.
"""

import re

from ..choices import ClauseKind
from ..reading.pieces import Piece
from .manuscript import Manuscript

_MARKUP = re.compile(r"([\\`*_\[\]>|~&#])")
# «1.», «1)», «-», «+» open a list at the beginning of a line, «===» and «---» underline a heading.
_OPENING = re.compile(r"^(?P<number>\d{1,9})(?=[.)](?:\s|$))|^(?=[-+=])")
_DEEPEST = 6


def write(manuscript: Manuscript) -> bytes:
    blocks = [f"# {escape(manuscript.title)}"]
    above: list[int] = []
    for depth, piece in manuscript.walk():
        above = [heading for heading in above if heading < depth]
        if piece.is_heading:
            blocks.append(f"{'#' * min(len(above) + 2, _DEEPEST)} {_inline(piece)}")
            above.append(depth)
        elif piece.clause.kind == ClauseKind.TABLE:
            blocks.append(_table(piece.clause.text))
        elif piece.clause.kind == ClauseKind.FORM:
            blocks.append("  \n".join(map(_line, piece.clause.text.split("\n"))))
        else:
            blocks.append(_line(_printed(piece)))
    return "\n\n".join(blocks).encode() + b"\n"


def escape(text: str) -> str:
    """No element of HTML is left: the file may be shown where they would count (T18)."""
    return _MARKUP.sub(r"\\\1", text).replace("<", "&lt;")


def _printed(piece: Piece) -> str:
    return " ".join(filter(None, (piece.clause.marker, piece.clause.title, piece.clause.text)))


def _inline(piece: Piece) -> str:
    return escape(_printed(piece))


def _line(text: str) -> str:
    return _OPENING.sub(lambda found: f"{found['number'] or ''}\\", escape(text))


def _table(text: str) -> str:
    """Rows between bars; the first is the head, as in the text."""
    rows = [line.split("\t") for line in text.split("\n")]
    width = max(map(len, rows))
    lines = [_row([*row, *[""] * (width - len(row))]) for row in rows]
    lines.insert(1, _row(["---"] * width))
    return "\n".join(lines)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cell if cell == '---' else escape(cell) for cell in cells)} |"
