"""Printed numbers as automatic numbering of Word. Plain values, no XML.

A list is continued only where every way of counting gives the printed number: Word counts together all
numberings of one abstract list, other programs count each by itself. Where they would differ, or the print
leaves a number out or repeats one, a numbering that starts at the printed number is begun.
"""

import re
from dataclasses import dataclass, field

_LETTERS = "абвгдежзиклмнопрстуфхцчшщ"
"""As far as all programs count alike."""
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_DECIMAL = re.compile(
    r"(?P<before>(?:[^\W\d_]+ )?)(?P<number>\d{1,4}(?:\.\d{1,4}){0,8})(?P<after>[.)]?)"
)
_ROMAN = re.compile(r"(?P<before>(?:[^\W\d_]+ )?)(?P<number>[IVXLC]{1,9})(?P<after>[.)]?)")
_LETTER = re.compile(rf"(?P<before>)(?P<number>[{_LETTERS}])(?P<after>[.)])")
_BULLET = re.compile(r"[-–—•·▪]")
_LATEST = 12


@dataclass(frozen=True)
class Number:
    """A printed number taken apart: «Раздел 2.» is "decimal", "Раздел ", (2,), "."."""

    format: str
    before: str
    values: tuple[int, ...]
    after: str

    @property
    def level(self) -> int:
        return max(len(self.values) - 1, 0)

    @property
    def pattern(self) -> str:
        """What Word calls the text of a level: «%1.%2.»."""
        numbers = ".".join(f"%{at}" for at in range(1, len(self.values) + 1))
        return f"{self.before}{numbers}{self.after}"


def read_number(marker: str) -> Number | None:
    """None for what Word cannot count: it is typed as it stands."""
    if _BULLET.fullmatch(marker):
        return Number("bullet", marker, (), "")
    if found := _DECIMAL.fullmatch(marker):
        parts = found["number"].split(".")
        if all(part == str(int(part)) for part in parts):
            values = tuple(map(int, parts))
            return Number("decimal", found["before"], values, found["after"])
        return None
    if (found := _ROMAN.fullmatch(marker)) and (value := _roman(found["number"])):
        return Number("upperRoman", found["before"], (value,), found["after"])
    if found := _LETTER.fullmatch(marker):
        value = _LETTERS.index(found["number"]) + 1
        return Number("russianLower", "", (value,), found["after"])
    return None


def _roman(text: str) -> int:
    """0 for letters that make no number, or one written otherwise than Word does."""
    values = [_ROMAN_VALUES[letter] for letter in text]
    total = sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
    return total if _as_roman(total) == text else 0


def _as_roman(number: int) -> str:
    signs = ""
    for value, sign in (
        (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        times, number = divmod(number, value)
        signs += sign * times
    return signs


@dataclass(eq=False)
class AbstractList:
    """The look of the levels, and where each begins; `counts` is where Word stands at each."""

    format: str
    patterns: dict[int, str] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)
    implied: set[int] = field(default_factory=set)

    @property
    def is_of_rows(self) -> bool:
        """«а)», «1)», «–»: rows of a clause, which hang deeper than clauses."""
        return self.format in ("russianLower", "bullet") or self.patterns.get(0, "").endswith(")")

    def takes(self, number: Number) -> bool:
        pattern = self.patterns.get(number.level, number.pattern)
        return self.format == number.format and pattern == number.pattern


@dataclass(eq=False)
class Numbering:
    """A use of an abstract list; `counts` is where it stands by itself, `begun` the overrides that are spent."""

    abstract: AbstractList
    starts: dict[int, int] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)
    begun: set[int] = field(default_factory=set)

    def gives(self, number: Number) -> bool:
        return self._together(number) and self._apart(number)

    def _together(self, number: Number) -> bool:
        """As Word counts. A level above that was never printed is left in doubt."""
        abstract, level = self.abstract, number.level
        if level in abstract.implied or not all(map(self._shows, range(level), number.values)):
            return False
        if level in self.starts and level not in self.begun:
            return self.starts[level] == number.values[-1]
        if level in abstract.counts:
            return abstract.counts[level] + 1 == number.values[-1]
        start = abstract.starts.get(level, 1)
        return start == number.values[-1] == self.starts.get(level, start)

    def _shows(self, above: int, value: int) -> bool:
        if above in self.abstract.counts:
            return self.abstract.counts[above] == value
        return above not in self.starts and self.abstract.starts.get(above, 1) == value

    def _apart(self, number: Number) -> bool:
        """As programs count that keep a list for each numbering."""
        shown = [
            self.counts.get(above, self._start(above)) for above in range(len(number.values) - 1)
        ]
        level = number.level
        own = self.counts[level] + 1 if level in self.counts else self._start(level)
        return (*shown, own) == number.values

    def _start(self, level: int) -> int:
        return self.starts.get(level, self.abstract.starts.get(level, 1))

    def count(self, number: Number) -> None:
        level = number.level
        self.abstract.patterns[level] = number.pattern
        self.begun.add(level)
        self.abstract.implied -= {level}
        for counts in (self.abstract.counts, self.counts):
            for above, value in enumerate(number.values[:-1]):
                if above not in counts:
                    counts[above] = value
                    self.abstract.implied.add(above)
            counts[level] = number.values[-1]
            for below in [below for below in counts if below > level]:
                del counts[below]


class Lists:
    """All numberings of a document, filled while its paragraphs go by."""

    def __init__(self):
        self.abstracts: list[AbstractList] = []
        self.numberings: list[Numbering] = []
        self._latest: list[Numbering] = []

    def place(self, number: Number) -> tuple[Numbering, int]:
        """The numbering and the level of the next paragraph, which bears this number."""
        if not number.values:
            return self._bullets(number), 0
        numbering = self._continued(number) or self._restarted(number) or self._begun(number)
        numbering.count(number)
        others = [other for other in self._latest if other is not numbering]
        self._latest = [numbering, *others][:_LATEST]
        return numbering, number.level

    def _bullets(self, number: Number) -> Numbering:
        for numbering in self.numberings:
            if numbering.abstract.format == "bullet" and numbering.abstract.takes(number):
                return numbering
        return self._new(AbstractList("bullet", patterns={0: number.before}))

    def _continued(self, number: Number) -> Numbering | None:
        fitting = (n for n in self._latest if n.abstract.takes(number) and n.gives(number))
        return next(fitting, None)

    def _restarted(self, number: Number) -> Numbering | None:
        for latest in self._latest:
            restart = Numbering(latest.abstract, dict(enumerate(number.values)))
            if latest.abstract.takes(number) and restart.gives(number):
                self.numberings.append(restart)
                return restart
        return None

    def _begun(self, number: Number) -> Numbering:
        """A list of its own, where the upper numbers are others than those of the lists at hand."""
        starts = dict(enumerate(number.values))
        return self._new(AbstractList(number.format, starts=starts))

    def _new(self, abstract: AbstractList) -> Numbering:
        numbering = Numbering(abstract)
        self.abstracts.append(abstract)
        self.numberings.append(numbering)
        return numbering
