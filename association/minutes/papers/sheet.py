"""A paper as a row of blocks, which both the PDF and the Word file print: so they never say different things."""

import hashlib
from dataclasses import dataclass, field

LAYOUT = 2
"""To be raised when papers begin to look otherwise, so that those kept are made anew."""


@dataclass(frozen=True)
class Line:
    """A paragraph. `look`: plain, owner, mark, subtitle, place, note, small, or group (a bold line above a list)."""

    text: str
    look: str = "plain"
    kind = "line"


@dataclass(frozen=True)
class Title:
    text: str
    kind = "title"


@dataclass(frozen=True)
class Ends:
    """Two texts of one line, at its two ends: the date and the number."""

    left: str
    right: str
    kind = "ends"


@dataclass(frozen=True)
class Heading:
    text: str
    new_page: bool = False
    kind = "heading"


@dataclass(frozen=True)
class Facts:
    """What is said of the meeting: a term and its lines."""

    rows: tuple[tuple[str, tuple[str, ...]], ...]
    kind = "facts"


@dataclass(frozen=True)
class Agenda:
    """(number, title, what stands below it)."""

    rows: tuple[tuple[int, str, tuple[str, ...]], ...]
    kind = "agenda"


@dataclass(frozen=True)
class Said:
    """СЛУШАЛИ, ВЫСТУПИЛИ, РЕШИЛИ, ГОЛОСОВАЛИ: a word in capitals, then paragraphs."""

    label: str
    paragraphs: tuple[str, ...]
    notes: tuple[str, ...] = ()
    kind = "said"


@dataclass(frozen=True)
class Table:
    """`widths` are hundredths of the line."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    kind = "table"

    @property
    def columns(self) -> list[tuple[str, int]]:
        return list(zip(self.head, self.widths, strict=True))


@dataclass(frozen=True)
class Sign:
    """One signature. `mark` says how it was given; without one there is a line for a hand."""

    office: str
    name: str
    mark: tuple[str, ...] = ()
    kind = "sign"


@dataclass(frozen=True)
class Sheet:
    """`running` stands at the head of every page but the first."""

    title: str
    running: str
    blocks: list = field(default_factory=list)

    @property
    def stamp(self) -> str:
        """SHA-256, in hex, of everything that the paper prints, and of how."""
        return hashlib.sha256(f"{LAYOUT}\n{self!r}".encode()).hexdigest()

    @property
    def text(self) -> str:
        """Every word of it in the order of reading, a line for each paragraph."""
        return "\n".join(line for block in self.blocks for line in _lines(block) if line)


def _lines(block) -> list[str]:
    if block.kind in ("line", "title", "heading"):
        return [block.text]
    if block.kind == "ends":
        return [block.left, block.right]
    if block.kind == "facts":
        return [line for term, lines in block.rows for line in (f"{term}:", *lines)]
    if block.kind == "agenda":
        return [
            line for number, title, below in block.rows for line in (f"{number}. {title}", *below)
        ]
    if block.kind == "said":
        return [f"{block.label}:", *block.paragraphs, *block.notes]
    if block.kind == "table":
        return [*block.head, *(cell for row in block.rows for cell in row)]
    return [block.office, *block.mark, block.name]
