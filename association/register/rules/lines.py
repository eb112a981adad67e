"""Words laid into lines of a picture, where no browser breaks them."""


def wrap(text: str, width: int, most: int) -> list[str]:
    """At most `most` lines of at most `width` signs; what does not fit ends in «…»."""
    lines = [""]
    for word in _pieces(text, width):
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], _cut(lines[most - 1], width)]


def _pieces(text: str, width: int) -> list[str]:
    """Words; one longer than a line is broken, as nobody else would."""
    return [
        word[start : start + width] for word in text.split() for start in range(0, len(word), width)
    ]


def _cut(line: str, width: int) -> str:
    return f"{line[: width - 1].rstrip(' ,.–—-')}…"
