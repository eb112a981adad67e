"""«3.», «3.16», «III.» and what is typed for them."""

import re

from ...choices import ClauseKind
from ..heads import Context, Head
from ..numerals import as_figures, as_roman, roman_value
from ..series import Number
from ..signs import (
    begins_small,
    cites,
    hangs,
    is_measure,
    is_reference,
    is_unfinished,
    may_head,
)

_FIGURE = "[0-9ОOоoЗlIІі|]"
_NUMBER = re.compile(
    rf"^(?P<label>{_FIGURE}{{1,3}}(?:\.{_FIGURE}{{1,3}}){{0,9}})"
    r"(?P<stop>\.(?=\D|$)|\)|(?=\s|$))\s*(?P<rest>.*)$"
)
_ROMAN = re.compile(
    r"^(?P<label>[IVXLІХxliYУПШv|Ӏ1\u2160-\u216f]{1,8})(?P<stop>\s?\.|(?=\s))\s*(?P<rest>.*)$"
)
_PURE_ROMAN = re.compile(r"[IVXL]+")
_CAPITAL = re.compile(r"[А-ЯЁA-Z«(\"„“0]")
_HEADING_LENGTH = 120


def read_roman(text: str, context: Context) -> Head | None:
    """«III. Права», also «lll. Права» and «Ш. Права» where the third section is due."""
    match = _ROMAN.match(text)
    if not match or hangs(context.before):
        return None
    typed, rest = match["label"], match["rest"]
    label = as_roman(typed)
    if label is None or (rest and not _CAPITAL.match(rest)):
        return None
    is_due = context.series.expects_roman(roman_value(label) or 0)
    if not match["stop"] or not rest:
        is_sure = is_due and bool(_PURE_ROMAN.fullmatch(typed)) and bool(rest or match["stop"])
        is_sure = is_sure and (not rest or may_head(rest))
    elif _PURE_ROMAN.fullmatch(typed):
        is_sure = True
    else:
        is_sure = is_due and context.is_roman and (not typed.isdecimal() or len(typed) > 1)
    if not is_sure:
        return None
    return Head(ClauseKind.SECTION, text[: match.end("stop")], label, rest)


def read_number(text: str, context: Context) -> Head | None:
    match = _NUMBER.match(text)
    if not match or cites(context.before):
        return None
    typed, rest = match["label"], match["rest"]
    label = as_figures(typed)
    number = tuple(map(int, label.split(".")))
    is_due = context.series.expects(number)
    if any(part.startswith("0") for part in label.split(".")) or len(typed) > 30:
        return None
    if typed != label and not (is_due and rest and _CAPITAL.match(rest)):
        return None
    if is_measure(rest) or _is_date(number, is_due):
        return None
    read = _read_single if len(number) == 1 else _read_dotted
    return read(text, match, label, number, is_due, context)


def _is_date(number: Number, is_due: bool) -> bool:
    """«12.10.26» where no such clause is due."""
    if len(number) != 3 or is_due:
        return False
    day, month, year = number
    return day <= 31 and month <= 12 and 10 <= year <= 99


def _read_dotted(
    text: str, match: re.Match, label: str, number: Number, is_due: bool, context: Context
) -> Head | None:
    rest, before = match["rest"], context.before
    is_small = begins_small(rest)
    if hangs(before) and (is_small or not is_due or not before.endswith(",")):
        return None
    if is_unfinished(before):
        if is_reference(rest) or (is_small and not (is_due and not context.full)):
            return None
        if context.close and context.full and not is_due:
            return None
    return Head(ClauseKind.CLAUSE, text[: match.end("stop")], label, rest)


def _read_single(
    text: str, match: re.Match, label: str, number: Number, is_due: bool, context: Context
) -> Head | None:
    rest, before = match["rest"], context.before
    marker = text[: match.end("stop")]
    if match["stop"] == ")":
        return None
    if not match["stop"]:
        is_section = context.ahead.startswith(f"{label}.1") and is_due and not hangs(before)
        if is_section and rest and _CAPITAL.match(rest) and len(rest) <= _HEADING_LENGTH:
            return Head(ClauseKind.CLAUSE, marker, label, rest) if may_head(rest) else None
        return None
    if hangs(before) and not (is_due and before.endswith(",") and not begins_small(rest)):
        return None
    if _is_row(label, number, rest, context):
        return Head(ClauseKind.ITEM, marker, label, rest, style="point")
    if not rest:
        is_apart = not context.close or not is_unfinished(before)
        return Head(ClauseKind.CLAUSE, marker, label, rest) if is_due and is_apart else None
    if begins_small(rest):
        is_free = not is_unfinished(before) or not context.close
        is_clause = is_due and is_free and not is_reference(rest)
        return Head(ClauseKind.CLAUSE, marker, label, rest) if is_clause else None
    if not _CAPITAL.match(rest) and not is_due:
        return None
    if (is_reference(rest) or not is_due) and is_unfinished(before) and context.close:
        return None
    return Head(ClauseKind.CLAUSE, marker, label, rest)


def _is_row(label: str, number: Number, rest: str, context: Context) -> bool:
    """«1. участвовать;» below «Члены вправе:» is a row of a list, not the first clause."""
    if context.ahead == f"{label}.1" or context.is_heading:
        return False
    last = context.last
    if last and last.style == "point":
        is_next = number[0] == int(last.label) + 1
        return (is_next and (begins_small(rest) or context.said in (";", ","))) or (
            is_next and not context.series.expects(number)
        )
    is_inside = begins_small(rest) or (bool(last) and last.components > 1)
    return number == (1,) and context.said == ":" and is_inside
