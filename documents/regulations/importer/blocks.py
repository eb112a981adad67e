"""A piece of the text before it has a place in the tree."""

from dataclasses import dataclass

from ..choices import ClauseKind
from .heads import Head


@dataclass(frozen=True)
class Block:
    """`head` is None where nothing is printed before the text. A form is `detached` when it stands
    after an appendix and belongs to none. `heading`, `level` and `indent` are what the source says of it.
    """

    kind: ClauseKind
    text: str
    line: int
    head: Head | None = None
    detached: bool = False
    level: int = 0
    heading: bool = False
    indent: int = 0

    @property
    def label(self) -> str | None:
        return self.head.label if self.head else None

    @property
    def style(self) -> str:
        return self.head.style if self.head else ""

    @property
    def components(self) -> int:
        """How many numbers the label of a clause has: 3 in «2.3.1», 0 in what is no clause."""
        is_clause = self.kind == ClauseKind.CLAUSE and self.label
        return len(self.label.split(".")) if is_clause else 0
