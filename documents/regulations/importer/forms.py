"""Forms in appendices: papers with blanks to fill in, kept line by line as they are printed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..choices import ClauseKind
from .heads import Context, Head, read_head
from .layout import Layout
from .lines import Line
from .patterns.named import read_appendix
from .signs import begins_small, is_capitals, is_unfinished

_BLANK_TO_FILL = re.compile(r"_{2,}")
_CAPTION = re.compile(
    r"\(?(?:подпись|ф\.?\s?и\.?\s?о\.?|дата|расшифровка|м\.\s?п\.|наименование)\b", re.IGNORECASE
)
_NAMED = re.compile(r"\bприложени(?:е|я|ю|ем|и)\s(?:№\s?)?(?P<label>\d{1,2}|[А-Я])(?=[\s.,;)])")
_LEAST_BLANKS = 2


@dataclass(frozen=True)
class Form:
    """Lines `start` to `end` (without `end`); detached: a form that has lost its heading."""

    start: int
    end: int
    detached: bool = False


def find_appendices(lines: list[Line], layout: Layout, first: int) -> dict[int, Head]:
    """The heads of appendices by their places, from the place `first` on."""
    found = {}
    for at in range(first, len(lines)):
        line = lines[at]
        if line.text[:1] not in "ПпPp" or line.is_row:
            continue
        above = lines[at - 1] if at else None
        context = Context(
            before="" if above is None or line.whole or above.heading else above.text,
            close=not line.gap,
            full=bool(above) and layout.is_full(above.text, line.text),
        )
        if head := read_appendix(line.text, context):
            found[at] = head
    return found


def find_forms(lines: list[Line], appendices: dict[int, Head]) -> list[Form]:
    """The forms of all appendices, and one at the end that has no heading at all."""
    if not appendices:
        return list(_form_at_the_end(lines, 0, len(lines)))
    lacks_heading = _names_another(lines, appendices)
    forms: list[Form] = []
    for start, end in pairwise([*appendices, len(lines)]):
        begin = start + 1
        while begin < end and _names_what_it_is_to(lines, start, begin):
            begin += 1
        if not _has_clauses(lines[begin:end]):
            forms.extend(_forms_between(lines, begin, end, lacks_heading))
        elif lacks_heading:
            forms.extend(_form_at_the_end(lines, begin, end))
    return forms


def _names_another(lines: list[Line], appendices: dict[int, Head]) -> bool:
    """Does the text name an appendix that has no heading?"""
    present = {head.label for head in appendices.values()}
    named = (name["label"] for line in lines for name in _NAMED.finditer(line.text))
    return None not in present and any(label not in present for label in named)


def _names_what_it_is_to(lines: list[Line], start: int, at: int) -> bool:
    """«к Положению о кружке, / утверждённому приказом» below «Приложение № 1» belongs to its heading."""
    text = lines[at].text
    if _BLANK_TO_FILL.search(text):
        return False
    is_first = at == start + 1
    return text.startswith(("к ", "ко ")) or (
        not is_first and begins_small(text) and is_unfinished(lines[at - 1].text)
    )


def _has_clauses(lines: list[Line]) -> bool:
    """An appendix with numbered clauses is text, not a form."""
    heads = (read_head(line.text) for line in lines if not _is_filled_in(line.text))
    return any(head and head.kind == ClauseKind.CLAUSE for head in heads)


def _is_filled_in(text: str) -> bool:
    return bool(_BLANK_TO_FILL.search(text))


def _forms_between(lines: list[Line], start: int, end: int, lacks_heading: bool) -> Iterator[Form]:
    """A marked heading after blanks begins the next form: its own heading is missing."""
    begun = _after_table(lines, start, end)
    has_blanks = False
    detached = begun > start and lacks_heading
    for at in range(begun, end):
        if lines[at].heading and not lines[at - 1].heading and has_blanks:
            yield Form(begun, at, detached)
            begun, has_blanks, detached = at, False, True
        has_blanks = has_blanks or _is_filled_in(lines[at].text)
    if has_blanks:
        yield Form(begun, end, detached)


def _after_table(lines: list[Line], start: int, end: int) -> int:
    """Where a table without blanks ends that stands above the first blank, `start` if there is none."""
    begun = start
    for at in range(start, end):
        if _is_filled_in(lines[at].text):
            break
        begun = at + 1 if lines[at].is_row else begun
    return begun


def _form_at_the_end(lines: list[Line], first: int, end: int) -> Iterator[Form]:
    """After the last number: a heading in capitals, and below it lines to be filled in."""
    start = end
    blanks = captions = 0
    for at in reversed(range(first, end)):
        line = lines[at]
        is_blank = _is_filled_in(line.text)
        if not is_blank and (head := read_head(line.text)) and head.kind != ClauseKind.ITEM:
            break
        blanks += is_blank
        captions += bool(_CAPTION.match(line.text))
        if blanks and (line.heading or is_capitals(line.text)) and not is_blank:
            start = at
    above = lines[start - 1].text if 0 < start < end else ""
    if above and blanks + captions >= _LEAST_BLANKS and not (is_unfinished(above) and blanks < 2):
        yield Form(start, end, detached=True)
