"""The shares of the states as a bar, drawn by the server; the numbers stand beside it in words."""

from dataclasses import dataclass

WIDTH = 1000
"""Units of the drawing."""


@dataclass(frozen=True)
class Part:
    state: str
    x: int
    width: int


def draw_bar(counts: dict[str, int]) -> list[Part]:
    """Parts side by side, as wide as their shares, exactly WIDTH together; none for nothing."""
    total = sum(counts.values())
    parts: list[Part] = []
    passed = 0
    for state, count in counts.items():
        if count:
            x = WIDTH * passed // total
            passed += count
            parts.append(Part(state, x, WIDTH * passed // total - x))
    return parts
