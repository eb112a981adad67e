"""Source lines to lines of text: whatever is noise is taken out and named.

Each step takes drafts of lines and marks noise in them; what is left becomes Lines.
"""

from ..lines import Line, SourceLine
from ..nodes import Dropped
from .contents import drop_contents
from .drafts import DraftLine
from .hyphens import mend_hyphens
from .markup import drop_markup
from .pages import drop_page_marks
from .spacing import join_spaced_letters, join_spaced_numbers

__all__ = ["clean"]

_SHARE_OF_GAPS = 0.85


def clean(source: list[SourceLine]) -> tuple[list[Line], list[Dropped]]:
    """Lines with content in order, and the noise in order."""
    drafts = [DraftLine.of(number, line) for number, line in enumerate(source, start=1)]
    drop_markup(drafts)
    drop_page_marks(drafts)
    drop_contents(drafts)
    join_spaced_letters(drafts)
    join_spaced_numbers(drafts)
    mend_hyphens([draft for draft in drafts if draft.text])
    return _lines(drafts), [piece for draft in drafts for piece in draft.dropped]


def _lines(drafts: list[DraftLine]) -> list[Line]:
    lines = []
    gaps = _gaps(drafts)
    for draft in drafts:
        if draft.text:
            lines.append(
                Line(
                    number=draft.number,
                    text=draft.text,
                    heading=draft.heading,
                    whole=draft.whole,
                    level=draft.level,
                    gap=draft.number in gaps,
                    broken=draft.broken,
                    indent=draft.indent,
                )
            )
    return lines


def _gaps(drafts: list[DraftLine]) -> set[int]:
    """Numbers of the lines that a blank line sets apart; none where blank lines stand everywhere.

    A blank line beside a page number or a running head belongs to the break of the page.
    """
    gaps: set[int] = set()
    lines = 0
    blank = noise = False
    for draft in drafts:
        if draft.text:
            if blank and not noise:
                gaps.add(draft.number)
            blank = noise = False
            lines += 1
        elif draft.is_page_mark:
            noise = True
        else:
            blank = True
    return gaps if len(gaps) < _SHARE_OF_GAPS * max(1, lines - 1) else set()
