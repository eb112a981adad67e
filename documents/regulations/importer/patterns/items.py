"""Rows of lists: «а)», «б.», «1)», dashes and bullets."""

import re

from ...choices import ClauseKind
from ..heads import Context, Head
from ..numerals import as_cyrillic
from ..signs import begins_small, cites, hangs, is_measure, is_unfinished

_LETTER = re.compile(r"^(?P<marker>\(?(?P<label>[А-Яа-яёA-Za-z])\s?\.?\))\s*(?P<rest>.*)$")
_DOTTED_LETTER = re.compile(r"^(?P<marker>(?P<label>[а-яёa-z])\.)\s+(?P<rest>.*)$")
_BRACKET = re.compile(
    r"^(?P<marker>\(?(?P<label>[1-9]\d?(?:\.[1-9]\d?){0,3})\s?\.?\))\s*(?P<rest>.*)$"
)
_DASHES = "-–—\uf02d"
_BULLETS = "•·▪●○◦■□►▶➢➤✓✔‣⁃∙♦◆\uf0b7\uf0a7\uf0d8\uf0fc\uf076"
_DASH = re.compile(rf"^(?P<marker>[{_DASHES}{_BULLETS}])(?P<space>\s*)(?P<rest>[^\s_].*)?$")
_STAR = re.compile(r"^(?P<marker>[*+])\s+(?P<rest>\S.*)$")


def read_item(text: str, context: Context) -> Head | None:
    if cites(context.before):
        return None
    return _read_letter(text, context) or _read_bracket(text, context) or _read_dash(text, context)


def _item(match: re.Match[str], style: str) -> Head:
    label = match.groupdict().get("label")
    return Head(ClauseKind.ITEM, match["marker"], label, match["rest"] or "", style=style)


def _read_letter(text: str, context: Context) -> Head | None:
    """«а)»; «г.» opens a row only after «в.», «а.» only where a list may begin."""
    if match := _LETTER.match(text):
        style = "capital" if match["label"].isupper() else "letter"
        return _item(match, style)
    match = _DOTTED_LETTER.match(text)
    if not match or is_measure(match["rest"]):
        return None
    last = context.last
    letter = last.label if last and last.style == "letter" else None
    return _item(match, "letter") if _follows(match["label"], letter, context) else None


def _follows(letter: str, last: str | None, context: Context) -> bool:
    if last is None:
        return letter in ("а", "a") and not (context.close and hangs(context.before))
    if last.isascii() and letter.isascii():
        return ord(letter) - ord(last) in (0, 1, 2)
    return ord(as_cyrillic(letter)) - ord(as_cyrillic(last)) in (0, 1, 2, 3)


def _read_bracket(text: str, context: Context) -> Head | None:
    match = _BRACKET.match(text)
    if not match or (hangs(context.before) and context.close and begins_small(match["rest"])):
        return None
    if "." in match["label"]:
        return Head(ClauseKind.CLAUSE, match["marker"], match["label"], match["rest"])
    return _item(match, "number")


def _read_dash(text: str, context: Context) -> Head | None:
    match = _DASH.match(text)
    if match and match["rest"] and match["rest"][0] in _DASHES:
        return None
    if match and not match["space"] and match["rest"] and match["rest"][0].isdigit():
        return None
    match = match or _STAR.match(text)
    if not match:
        return None
    mark = match["marker"]
    style = "dash" if mark in _DASHES else mark
    if context.last and context.last.style == style:
        return _item(match, style)
    if not match["rest"]:
        return _item(match, style) if mark in _BULLETS and context.following else None
    starts_list = context.following[:1] == mark
    if _goes_on(match["rest"], context) and not starts_list:
        return None
    return _item(match, style)


def _goes_on(rest: str, context: Context) -> bool:
    """«…при участии\\n– в том числе – Совета», «с 2024\\n– 2025 годы»."""
    before = context.before
    return is_unfinished(before) and (begins_small(rest) or rest[0].isdigit())
