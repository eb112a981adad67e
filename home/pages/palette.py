"""The colours of the style sheet and how well they stand out from each other (WCAG 2.2)."""

import re
from dataclasses import dataclass
from pathlib import Path

from django.contrib.staticfiles import finders

STYLE_SHEET = "css/foundation.css"
ENOUGH = 4.5

# Which ink is written on which ground anywhere on the site.
PAIRS = [
    ("ink", "paper"),
    ("ink", "paper-tint"),
    ("ink", "field"),
    ("ink", "accent-tint"),
    ("ink", "attention-tint"),
    ("ink-soft", "paper"),
    ("ink-soft", "paper-tint"),
    ("ink-soft", "field"),
    ("accent", "paper"),
    ("accent", "paper-tint"),
    ("accent", "accent-tint"),
    ("accent-strong", "paper"),
    ("accent-strong", "accent-tint"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("attention", "paper"),
    ("attention", "attention-tint"),
    ("attention-strong", "paper"),
    ("on-attention", "attention"),
]

_THEME = re.compile(r"(?P<selector>:root[^{]*)\{(?P<body>[^{}]*)\}")
_COLOUR = re.compile(r"--(?P<name>[\w-]+):\s*(?P<value>#[0-9a-f]{6});")


@dataclass(frozen=True)
class Pair:
    ink: str
    ground: str
    ratio: float

    @property
    def enough(self) -> bool:
        return self.ratio >= ENOUGH


def themes() -> dict[str, dict[str, str]]:
    """{"light": {"paper": "#fdfcf8", …}, "dark": {…}} as the style sheet says."""
    sheet = Path(finders.find(STYLE_SHEET)).read_text(encoding="utf-8")
    light, dark = (
        {colour["name"]: colour["value"] for colour in _COLOUR.finditer(theme["body"])}
        for theme in _THEME.finditer(sheet)
    )
    return {"light": light, "dark": light | dark}


def pairs(colours: dict[str, str]) -> list[Pair]:
    return [Pair(ink, ground, contrast(colours[ink], colours[ground])) for ink, ground in PAIRS]


def contrast(one: str, other: str) -> float:
    """From 1 to 21; 4.5 is the least for text."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
