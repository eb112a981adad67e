"""Numbers as people type them: Roman ones, look-alike letters and ordinal words to values."""

import re
import unicodedata

_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN = re.compile(r"X{0,4}(?:IX|IV|V?I{0,4})")
# What is typed for a Roman figure when the keyboard is Russian or the eye deceived.
_ROMAN_LIKE = str.maketrans(
    {
        **dict.fromkeys("lіІӀ|1i", "I"),
        **dict.fromkeys("YУv", "V"),
        **dict.fromkeys("Ххx", "X"),
        "П": "II",
        "Ш": "III",
    }
)
# What is typed for an Arabic figure.
_FIGURE_LIKE = str.maketrans(
    {**dict.fromkeys("ОOоo", "0"), **dict.fromkeys("lIІі|", "1"), **dict.fromkeys("Зз", "3")}
)
_CYRILLIC_LIKE = str.maketrans("aceopxykABCEHKMOPTXY", "асеорхукАВСЕНКМОРТХУ")
_FIGURE_FOR_LETTER = {"6": "б", "3": "з"}

_ORDINALS = [
    "перв",
    "втор",
    "трет",
    "четв[её]рт",
    "пят",
    "шест",
    "седьм",
    "восьм",
    "девят",
    "десят",
    "одиннадцат",
    "двенадцат",
    "тринадцат",
    "четырнадцат",
    "пятнадцат",
    "шестнадцат",
    "семнадцат",
    "восемнадцат",
    "девятнадцат",
    "двадцат",
]
_SHORTEST_ORDINAL = 4
_ORDINAL = re.compile(
    rf"(?:{'|'.join(f'({stem})' for stem in _ORDINALS)})(?:ый|ой|ий|ая|ья)", re.IGNORECASE
)
ORDINAL = rf"(?:{'|'.join(_ORDINALS)})(?:ый|ой|ий|ая|ья)"


def as_roman(typed: str) -> str | None:
    """«III» for «III», «Ш», «lll» and «ІІІ»; None when it cannot be a Roman number up to XLIX."""
    latin = unicodedata.normalize("NFKC", typed).translate(_ROMAN_LIKE)
    return latin if latin and len(latin) <= 8 and _ROMAN.fullmatch(latin) else None


def as_figures(typed: str) -> str:
    """«10» for «1О», «3.1» for «З.l»."""
    return typed.translate(_FIGURE_LIKE)


def as_cyrillic(letter: str) -> str:
    """The Cyrillic letter that looks like this one, or the letter itself."""
    return letter.translate(_CYRILLIC_LIKE)


def letter_for_figure(figure: str) -> str | None:
    """«б» typed as «6», «з» typed as «3»."""
    return _FIGURE_FOR_LETTER.get(figure)


def to_roman(value: int) -> str:
    """«IV» for 4; up to 49, like `as_roman`."""
    tens, ones = divmod(value, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def roman_value(label: str) -> int | None:
    """12 for «XII», also when typed with look-alike letters; None when it is no Roman number."""
    latin = label.upper().translate(_ROMAN_LIKE).replace("С", "C")
    values = [_ROMAN_VALUES.get(letter) for letter in latin]
    if label.isdecimal() or not values or None in values:
        return None
    following = [*values[1:], 0]
    return sum(-a if a < b else a for a, b in zip(values, following, strict=True))


def ordinal_value(word: str) -> int | None:
    """2 for «вторая»."""
    match = _ORDINAL.fullmatch(word) if len(word) > _SHORTEST_ORDINAL else None
    return match.lastindex if match else None


def number_value(label: str) -> int | None:
    """5 for «5», «V» and «пятая»."""
    if label.isdecimal():
        return int(label)
    return roman_value(label) or ordinal_value(label)
