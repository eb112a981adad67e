"""How Word writes the number of a list: w:numFmt (ECMA-376, part 1, 17.18.59)."""

from collections.abc import Callable

LATIN = "abcdefghijklmnopqrstuvwxyz"
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
"""Without ё, й, ъ and ь, as Word counts."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MAX_ROMAN = 32_767
_MAX_REPEATS = 30


def write_number(number: int, numeral: str, width: int = 1) -> str:
    """«4», «iv», «г» for 4 by the kind of numeral; an unknown kind counts in decimals.

    `width`: with how many digits at least, as in «004».
    """
    if numeral in ("none", "bullet"):
        return ""
    if number < 0:
        return str(number)
    write = _WRITERS.get(numeral)
    return write(number) if write else str(number).zfill(width)


def roman(number: int) -> str:
    if not 0 < number <= _MAX_ROMAN:
        return str(number)
    letters = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        letters += sign * times
    return letters


def _lettered(alphabet: str) -> Callable[[int], str]:
    def write(number: int) -> str:
        """After the last letter each is written twice, then thrice: «я», «аа», «бб»."""
        if number == 0:
            return "0"
        times, place = divmod(number - 1, len(alphabet))
        return alphabet[place] * min(times + 1, _MAX_REPEATS)

    return write


_WRITERS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "lowerLetter": _lettered(LATIN),
    "upperLetter": _lettered(LATIN.upper()),
    "russianLower": _lettered(RUSSIAN),
    "russianUpper": _lettered(RUSSIAN.upper()),
}
