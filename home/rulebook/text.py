"""Words and lines as every room writes and compares them (T69)."""

import unicodedata

NBSP = "\N{NO-BREAK SPACE}"
_UNSEEN = ("Cc", "Cf", "Cs", "Co")


def one_line(text: str) -> str:
    """NFC, single spaces, nothing invisible: zero-width and direction marks go."""
    # A line break becomes a space before the controls are taken away.
    line = " ".join(text.split())
    seen = "".join(sign for sign in line if unicodedata.category(sign) not in _UNSEEN)
    return " ".join(unicodedata.normalize("NFC", seen).split())


def fold_text(text: str) -> str:
    """What is compared when people search: «ЁЛКИНА  Мария» and «елкина мария» become one.

    SQLite compares Cyrillic letters by case, so the case is taken away beforehand.
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().replace("ё", "е").split())


def counted(number: int, one: str, few: str, many: str) -> str:
    """«1 день», «2 дня», «5 дней», with a non-breaking space."""
    if number % 10 == 1 and number % 100 != 11:
        word = one
    elif number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14):
        word = few
    else:
        word = many
    return f"{number}{NBSP}{word}"
