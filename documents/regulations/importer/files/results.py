"""What a reader of files gives, and how it refuses."""

from dataclasses import dataclass

from home.rulebook import DomainError

from ...rules import SOURCE_READABLE
from ..lines import SourceLine
from ..nodes import Dropped, Fault


@dataclass(frozen=True)
class Extract:
    """A file as lines, what was left out of them, and what the editor should know of it.

    `dropped` stands in no line: `line` is the one before or after which it stood.
    """

    lines: list[SourceLine]
    dropped: tuple[Dropped, ...] = ()
    warnings: tuple[Fault, ...] = ()


def refusal(sentence: str) -> DomainError:
    return DomainError(sentence, SOURCE_READABLE)
