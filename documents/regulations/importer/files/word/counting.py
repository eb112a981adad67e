"""The counting of automatic numbers as Word does it: plain values, no XML."""

import re
from dataclasses import dataclass, field

from .numerals import write_number

LEVELS = 9
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class Level:
    """A level of a list: w:lvl. `text` has «%1» for the number of the first level, and so on.

    `restart`: after which level it begins anew, from 1; 0 for never, None for any above it.
    `legal`: numbers of all levels are printed in decimals. `gap` stands between number and text.
    """

    start: int = 1
    numeral: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    gap: str = " "
    width: int = 1
    style: str = ""


@dataclass(frozen=True)
class NumberedList:
    """A w:num: the levels it shows, the list (`key`) whose counters it moves on, where it starts anew."""

    key: str
    levels: tuple[Level, ...]
    starts: dict[int, int] = field(default_factory=dict)

    def level(self, place: int) -> Level:
        return self.levels[place] if place < len(self.levels) else Level()


class Counters:
    """Where every list of a document stands while its paragraphs go by."""

    def __init__(self):
        self._values: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def count(self, num_id: str, numbered: NumberedList, place: int) -> str:
        """Move the list on by a paragraph at this level (from 0) and write its number."""
        values = self._values.setdefault(numbered.key, [None] * LEVELS)
        level = numbered.level(place)
        if place in numbered.starts and (num_id, place) not in self._begun:
            values[place] = numbered.starts[place]
        elif values[place] is None:
            values[place] = level.start
        else:
            values[place] += 1
        self._begun.add((num_id, place))
        self._begin_above(values, num_id, numbered, place)
        self._restart_below(values, numbered, place)
        return self._written(values, numbered, place)

    def _begin_above(
        self, values: list[int | None], num_id: str, numbered: NumberedList, place: int
    ) -> None:
        """A level that was skipped counts as begun: after «1.1» without a «1» comes «2» (KB Q110380)."""
        for above in range(place):
            if values[above] is None:
                values[above] = numbered.starts.get(above, numbered.level(above).start)
                self._begun.add((num_id, above))

    @staticmethod
    def _restart_below(values: list[int | None], numbered: NumberedList, place: int) -> None:
        for below in range(place + 1, LEVELS):
            restart = numbered.level(below).restart
            if restart is None or place < restart:
                values[below] = None

    @staticmethod
    def _written(values: list[int | None], numbered: NumberedList, place: int) -> str:
        shown = numbered.level(place)

        def write(found: re.Match) -> str:
            at = int(found[1]) - 1
            level = numbered.level(at)
            # A level deeper than the one that is printed has no number here.
            number = 0 if values[at] is None else values[at]
            decimal = shown.legal and level.numeral not in ("none", "bullet")
            return write_number(number, "decimal" if decimal else level.numeral, level.width)

        return _PLACE.sub(write, shown.text)
