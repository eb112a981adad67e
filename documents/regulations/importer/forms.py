"""Forms in appendices: papers with blanks to fill in, kept line by line as they are printed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..choices import ClauseKind
from .heads import read_head
from .lines import Line

_BLANK_TO_FILL = re.compile(r"_{2,}")


@dataclass(frozen=True)
class Form:
    """Lines `start` to `end` (without `end`); detached: a form that has lost its heading."""

    start: int
    end: int
    detached: bool = False


def find_forms(lines: list[Line]) -> list[Form]:
    """The forms of all appendices. An appendix with numbered clauses is text, not a form."""
    starts = [at for at in range(len(lines)) if _opens_appendix(lines, at)]
    forms: list[Form] = []
    for start, end in pairwise([*starts, len(lines)]):
        if not _has_clauses(lines[start + 1 : end]):
            forms.extend(_forms_between(lines, start + 1, end))
    return forms


def _opens_appendix(lines: list[Line], at: int) -> bool:
    before = lines[at - 1].text if at else ""
    head = read_head(lines[at].text, before)
    return head is not None and head.kind == ClauseKind.APPENDIX


def _has_clauses(lines: list[Line]) -> bool:
    heads = (read_head(line.text) for line in lines if not _BLANK_TO_FILL.search(line.text))
    return any(head and head.kind == ClauseKind.CLAUSE for head in heads)


def _forms_between(lines: list[Line], start: int, end: int) -> Iterator[Form]:
    """A marked heading after blanks begins the next form: its own heading is missing."""
    begun = start
    has_blanks = detached = False
    for at in range(start, end):
        if lines[at].heading and not lines[at - 1].heading and has_blanks:
            yield Form(begun, at, detached)
            begun, has_blanks, detached = at, False, True
        has_blanks = has_blanks or bool(_BLANK_TO_FILL.search(lines[at].text))
    if has_blanks:
        yield Form(begun, end, detached)
