"""How far the numbers of a text have come: which may follow, and which are only named in a sentence."""

from .numerals import number_value

Number = tuple[int, ...]
_WIDEST_GAP = 3


class Series:
    """The last number of each way of counting, changed as the text is read."""

    def __init__(self) -> None:
        self.last: Number = ()
        self.section: int = 0
        self.roman = 0
        self.single = 0

    def take_clause(self, number: Number) -> None:
        self.last = number
        if len(number) == 1:
            self.single = number[0]

    def take_roman(self, value: int) -> None:
        self.roman = value
        self.last = ()

    def take_named(self) -> None:
        """A part or a chapter: what is below it may be counted anew or on."""
        self.last = ()
        self.roman = 0

    def expects(self, number: Number) -> bool:
        """May this number come now: the next one, one after a small gap, the first of something?"""
        if number[-1] == 1 and set(number[1:]) <= {1} and not self.last:
            return True
        if len(number) == 1 and 0 < number[0] - self.single <= _WIDEST_GAP:
            return True
        if number[:-1] == self.last and number[-1] == 1:
            return True
        if number == self.last:
            return True
        return self._is_sibling(number)

    def _is_sibling(self, number: Number) -> bool:
        """4.8 and 5 after 4.7.1, also 5.1 whose heading is missing."""
        last = self.last
        if not last:
            return len(number) == 2 and (number[1] == 1 or self.roman == number[0])
        shared = 0
        while shared < min(len(last), len(number)) and last[shared] == number[shared]:
            shared += 1
        if shared >= len(number) or shared >= len(last):
            return False
        is_near = 0 < number[shared] - last[shared] <= _WIDEST_GAP
        return is_near and set(number[shared + 1 :]) <= {1}

    def expects_roman(self, value: int) -> bool:
        return value == self.roman + 1


def number_of(label: str) -> Number | None:
    """(3, 16) for «3.16»; (5,) for «V»; None for what has no value."""
    parts = label.split(".")
    if all(map(str.isdecimal, parts)):
        return tuple(map(int, parts))
    value = number_value(label)
    return (value,) if value else None
