"""Signs that Word keeps in fonts of pictures, as the letters of Unicode that look alike."""

import re

BULLET = "•"
_DASHES = "-‐‑‒–—−"
# Soft hyphens, marks without width, marks that turn the direction of letters (T32), controls.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
_TURNING = re.compile("[\u061c\u202a-\u202e\u2066-\u2069]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")

_SYMBOL = {
    0x2D: "–", 0xA3: "≤", 0xA5: "∞", 0xA8: "◆", 0xAA: "♠", 0xAB: "↔", 0xAC: "←", 0xAD: "↑",
    0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷",
    0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD7: "·",
    0xE5: "∑", 0x61: "α", 0x62: "β", 0x64: "δ", 0x65: "ε", 0x6C: "λ", 0x6D: "μ", 0x70: "π",
    0x73: "σ", 0x44: "Δ", 0x53: "Σ", 0x57: "Ω",
}  # fmt: skip
_WINGDINGS = {
    0x6F: "□", 0x71: "□", 0x72: "□", 0xA8: "□", 0xFC: "✓", 0xFB: "✗", 0xFD: "☒", 0xFE: "☑",
    0xDF: "←", 0xE0: "→", 0xE8: "→", 0xF0: "→", 0x6C: "●", 0x6E: "■", 0xA7: "▪", 0x76: "❖",
    0x77: "◆", 0xD8: "➢", 0x9F: "•", 0x4A: "☺", 0x28: "☎", 0x2A: "✉",
}  # fmt: skip
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}
UNKNOWN_SIGN = "□"

_SUPERSCRIPTS = str.maketrans("0123456789ivxlc", "⁰¹²³⁴⁵⁶⁷⁸⁹ⁱᵛˣˡᶜ")


def sign(code: str | None, font: str | None) -> str:
    """What w:sym shows: its code in a font of pictures; a sign unknown to us is a box."""
    try:
        point = int(code or "", 16)
    except ValueError:
        return ""
    table = _FONTS.get((font or "").lower())
    if table is None and not _is_private(point) and 0x20 <= point < 0xD800:
        return chr(point)
    return (table or _SYMBOL | _WINGDINGS).get(point & 0xFF, UNKNOWN_SIGN)


def visible(text: str) -> str:
    """A text as it is seen: without letters that nobody sees, private letters as signs."""
    text = _INVISIBLE.sub("", text)
    return _PRIVATE.sub(lambda found: sign(f"{ord(found[0]):x}", None), text)


def typed(text: str) -> str:
    """A plain text: no marks that turn the direction of letters; pictures pasted from Word are signs.

    Soft hyphens and marks without width stay: the cleaning of lines tells that it leaves them out.
    """
    text = _TURNING.sub("", text)
    return _PRIVATE.sub(lambda found: sign(f"{ord(found[0]):x}", None), text)


def bullet(text: str) -> str:
    """The sign of a list as a reader would type it: a dash for any dash, «•» for a picture or «o»."""
    shown = visible(text).strip()
    if shown in (*_DASHES, "--"):
        return "–"
    return BULLET if not shown or shown == "o" or _PRIVATE.search(text) else shown


def raised(text: str) -> str:
    """«12» as «¹²», for the marks of notes."""
    return text.translate(_SUPERSCRIPTS)


def _is_private(point: int) -> bool:
    return 0xE000 <= point <= 0xF8FF
