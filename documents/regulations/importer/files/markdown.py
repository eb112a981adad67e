"""Markdown to lines: what is escaped is meant as it stands, and bars part the cells of a table.

Headings and bold lines stay marked: the lines of any text may be.
"""

import re

from ..lines import split_lines
from . import plain
from .results import Extract

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&lt;")
_ROW = re.compile(r"[ \t]*\|(?P<cells>.*)(?<!\\)\|[ \t]*")
_BAR = re.compile(r"(?<!\\)\|")


def extract(data: bytes) -> Extract:
    lines = plain.decode(data).splitlines(keepends=True)
    return Extract(split_lines("".join(map(_read, lines))))


def unescape(text: str) -> str:
    """A backslash before a sign of ASCII says that the sign itself is meant; «<» has a name of its own."""
    return _ESCAPED.sub(lambda found: found[1] or "<", text)


def _read(line: str) -> str:
    content = line.rstrip("\r\n")
    if row := _ROW.fullmatch(content):
        cells = [unescape(cell.strip()) for cell in _BAR.split(row["cells"])]
        return "\t".join(cells) + line[len(content) :]
    return unescape(line)
