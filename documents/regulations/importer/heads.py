"""The ways in which a piece of a regulation is numbered, read off the beginning of a line.

How a line is judged: docs/decisions/010.
"""

from dataclasses import dataclass, field

from ..choices import ClauseKind
from .series import Series


@dataclass(frozen=True)
class Head:
    """How a line begins: what it opens, the number as printed and as cited, and the rest.

    `named` tells «Раздел 5» from «5. Раздел»; `style` keeps apart «а)», «1)» and «–»;
    `level` is the depth that Markdown gives to a heading without a number.
    """

    kind: ClauseKind
    marker: str
    label: str | None
    rest: str
    named: bool = False
    style: str = ""
    level: int = 0

    @property
    def components(self) -> int:
        """How many numbers the label of a clause has: 3 in «2.3.1»."""
        return len(self.label.split(".")) if self.label else 0


@dataclass(frozen=True)
class Context:
    """What stands around a line. `before`: the text that it might go on with; `close`: no blank line
    between; `said`: how the text before ends, though a paragraph parts them; `full`: the line above is as wide as a page; `ahead`: the next number with a dot inside;
    `following`: the next line; `is_roman`: sections of this text have Roman numbers.
    """

    before: str = ""
    said: str = ""
    last: Head | None = None
    close: bool = True
    full: bool = False
    ahead: str = ""
    following: str = ""
    is_roman: bool = False
    is_heading: bool = False
    series: Series = field(default_factory=Series)


def read_head(text: str, context: Context | None = None) -> Head | None:
    """The head of the line, or None when it opens nothing or goes on with what stands before."""
    from .patterns import READERS

    context = context or Context()
    for read in READERS:
        if head := read(text, context):
            return head
    return None
