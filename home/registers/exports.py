"""What stands in the cells of a table that leaves the site."""

import datetime

from django.utils import timezone

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula (T29)."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text


def in_words(value: object) -> str:
    """A value as a Russian reader expects it in a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).strftime("%d.%m.%Y %H:%M")
    if isinstance(value, datetime.date):
        return value.strftime("%d.%m.%Y")
    return str(value)
