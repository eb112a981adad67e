"""How a source is set: at what width its lines are wrapped, if they are."""

from dataclasses import dataclass
from itertools import pairwise

from .lines import Line
from .signs import begins_small, is_unfinished

_WIDEST_PAGE = 120
_NARROWEST_PAGE = 40
_LEAST_LINES = 20


@dataclass(frozen=True)
class Layout:
    """The width of the page in letters, 0 where lines are whole paragraphs."""

    width: int = 0

    @classmethod
    def of(cls, lines: list[Line]) -> "Layout":
        return cls(_width_of_most(lines) or _width_of_broken(lines))

    def breaks_early(self, line: str, following: str, share: float) -> bool:
        """Would the first word of the following line have stood on this one too?"""
        first_word = following.split(maxsplit=1)[0]
        return len(line) + 1 + len(first_word) <= share * self.width

    def is_full(self, line: str, following: str, share: float = 0.75) -> bool:
        return bool(self.width) and not self.breaks_early(line, following, share)


def _width_of_most(lines: list[Line]) -> int:
    """The width that nearly all lines keep to and a third come near."""
    lengths = sorted(len(line.text) for line in lines)
    if len(lengths) < _LEAST_LINES:
        return 0
    width = lengths[int(len(lengths) * 0.95)]
    full = sum(length > 0.8 * width for length in lengths)
    is_page = _NARROWEST_PAGE <= width <= 110
    return width if is_page and full > 0.3 * len(lengths) else 0


def _width_of_broken(lines: list[Line]) -> int:
    """In a short text: the width at which sentences are broken, when it is one width."""
    if len(lines) >= _LEAST_LINES:
        return 0
    broken = [
        len(above.text)
        for above, below in pairwise(lines)
        if is_unfinished(above.text) and begins_small(below.text) and not above.is_row
    ]
    if len(broken) < 2 or max(broken) > _WIDEST_PAGE:
        return 0
    width = max(broken)
    return width if min(broken) >= 0.7 * width and width >= _NARROWEST_PAGE else 0
