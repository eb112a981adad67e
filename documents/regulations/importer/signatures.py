"""Who signed: lines below the last clause that belong to no clause."""

import re
from collections.abc import Container

from .lines import Line

_OFFICE = (
    r"(?:директор|председател|руководител|начальник|заведующ|ректор|президент|секретар|заместител"
    r"|и\.\s?о\.|врио|глава\s|министр|губернатор|согласован|разработ|исполнител)"
)
_INITIALS = r"(?:[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?\s?[А-ЯЁ][а-яё]+|[А-ЯЁ][а-яё]+\s[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?)"
_SIGNED = re.compile(
    rf"^(?i:{_OFFICE}).{{0,120}}(?:{_INITIALS}|_{{3,}})|^_{{3,}}.{{0,60}}{_INITIALS}"
)
_LONGEST = 160


def is_signature(text: str) -> bool:
    return len(text) <= _LONGEST and bool(_SIGNED.search(text))


def find_signatures(lines: list[Line], appendices: Container[int]) -> set[int]:
    """Places of the lines that sign a text: at its end, or before its first appendix."""
    found: set[int] = set()
    at_end = True
    for at in reversed(range(len(lines))):
        is_signed = is_signature(lines[at].text)
        if at_end and is_signed:
            found.add(at)
        at_end = at in appendices or (at_end and is_signed)
    return found
