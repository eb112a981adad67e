"""Corrections of an outline by hand: kind, number, level, joining, splitting. No sign of the text changes.

An outline lies flat: rows in the order of the text, each with its depth. A correction gives another
flat outline or refuses with DomainError; `regrow` makes the tree, its anchors and its warnings anew.
Plain values, no ORM.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from home.rulebook import DomainError

from ..choices import HEADINGS, ClauseKind
from ..rules import DRAFT_CORRECTION, NOTHING_LOST
from .faults import find_faults
from .flat import LEAVES, LINED, WORD, Flat, Piece, one_line, settled, signs_of
from .heads import read_head
from .nodes import Fault, Node

MARKER_LENGTH = 60
_LABEL = re.compile(r"[\w.\-]{1,30}")


@dataclass(frozen=True)
class Change:
    """What a correction exchanged: rows from `at`, as they were; `after` counts those that came."""

    at: int
    before: tuple[Piece, ...]
    after: int


def warnings_after(
    warnings: Sequence[Fault], before: tuple[Node, ...], after: tuple[Node, ...]
) -> tuple[Fault, ...]:
    """Faults of the corrected outline; what reading alone could see, such as look-alike letters, stays."""
    of_outline = find_faults(before)
    of_reading = [fault for fault in warnings if fault not in of_outline]
    return tuple(sorted([*of_reading, *find_faults(after)], key=lambda fault: fault.line))


def prove_same_text(before: Flat, after: Flat) -> None:
    """DomainError unless both say the same, sign by sign."""
    if before.signs != after.signs:
        raise DomainError(
            "Правка изменила бы текст, поэтому не сделана: правят только разбивку и вид строк.",
            NOTHING_LOST,
        )


def changed(before: Flat, after: Flat) -> Change:
    old, new = before.pieces, after.pieces
    most = min(len(old), len(new))
    start = next((at for at in range(most) if old[at] != new[at]), most)
    rest = most - start
    end = next((back for back in range(rest) if old[-1 - back] != new[-1 - back]), rest)
    return Change(start, old[start : len(old) - end], len(new) - end - start)


def row_after(change: Change, row: int) -> int:
    """Where a row stands after the change; one that was exchanged, near its old place."""
    past = row - change.at - len(change.before)
    if row < change.at:
        return row
    if past >= 0:
        return change.at + change.after + past
    return min(row, max(0, change.at + change.after - 1))


def undo(flat: Flat, change: Change, title: str, title_line: int) -> Flat:
    pieces = flat.pieces
    rows = (*pieces[: change.at], *change.before, *pieces[change.at + change.after :])
    return Flat(title, rows, title_line)


def restate(flat: Flat, at: int, *, kind: ClauseKind, marker: str, label: str) -> Flat:
    """Another kind or number. The number is what the row begins with; `label` is how it is cited."""
    piece = flat.pieces[at]
    if marker == piece.marker and label == (piece.label or ""):
        return retype(flat, at, kind)
    return _exchanged(flat, at, _numbered(_as_kind(piece, kind), marker, label))


def retype(flat: Flat, at: int, kind: ClauseKind) -> Flat:
    """A row becomes another thing and finds the level of its kind; a heading takes in what follows it."""
    piece = flat.pieces[at]
    if kind == piece.kind:
        raise _refusal("Это и\xa0сейчас такая строка.", field="kind")
    return _exchanged(flat, at, _as_kind(piece, kind))


def shift(flat: Flat, at: int, by: int) -> Flat:
    """The row with what stands in it goes one level in (1) or out (-1)."""
    end = _end_of_branch(flat.pieces, at)
    depth = flat.pieces[at].depth + by
    if depth < 0:
        raise _refusal("Строка и\xa0так на\xa0верхнем уровне.")
    moved = _shifted(flat.pieces[at:end], by)
    after = settled(flat, (*flat.pieces[:at], *moved, *flat.pieces[end:]))
    if after.pieces[at].depth != depth:
        raise _refusal(
            "Глубже нельзя: над этой строкой нет той, в\xa0которую она могла\xa0бы войти."
        )
    return after


def join(flat: Flat, at: int) -> Flat:
    """The row becomes the end of the one before it; the first row, or the one below the title, of the title."""
    piece = flat.pieces[at]
    rest = flat.pieces[at + 1 :]
    if at == flat.above_title and (flat.title or not at):
        title = _glued(flat.title, one_line(piece.printed))
        after = settled(flat, (*flat.pieces[:at], *rest), title)
        return replace(after, title_line=flat.title_line or piece.line)
    if not at:
        raise _refusal("Над первой строкой нет той, с\xa0которой её соединить.")
    before = flat.pieces[at - 1]
    if before.kind in LINED:
        body = "\n".join(filter(None, (before.body, piece.printed)))
    else:
        body = _glued(before.body, piece.printed)
    return settled(flat, (*flat.pieces[: at - 1], before.with_body(body), *rest))


def split(flat: Flat, at: int, word: int, lines: Sequence[str] = ()) -> Flat:
    """The words from the `word`-th (from 1, never the first) become a row of their own.

    `lines` are those of the source without noise: they tell at which line the new row begins.
    """
    piece = flat.pieces[at]
    starts = [match.start() for match in WORD.finditer(piece.body)]
    if not 1 <= word < len(starts):
        raise _refusal(
            "Выберите слово, с\xa0которого начнётся новая строка, кроме первого.", field="word"
        )
    offset = starts[word]
    kept = piece.with_body(piece.body[:offset].rstrip())
    line = _line_after(lines, piece.line, len(signs_of(kept.printed)))
    new = _opened(kept, piece.body[offset:], line)
    above = (*flat.pieces[:at], kept)
    new = replace(new, depth=_natural_depth(above, new))
    return settled(flat, (*above, new, *flat.pieces[at + 1 :]))


def untitle(flat: Flat) -> Flat:
    """The title becomes a row at its place."""
    if not flat.title:
        raise _refusal("В\xa0файле нет заголовка: его место пусто.")
    at = flat.above_title
    row = Piece(ClauseKind.PARAGRAPH, "", None, None, flat.title, flat.title_line, 0)
    return settled(Flat("", flat.pieces), (*flat.pieces[:at], row, *flat.pieces[at:]))


def _refusal(sentence: str, *, field: str | None = None) -> DomainError:
    return DomainError(sentence, DRAFT_CORRECTION, field=field)


def _exchanged(flat: Flat, at: int, new: Piece) -> Flat:
    """The row in its new shape, at the level of its kind."""
    _refuse_unnumbered(new)
    old = flat.pieces[at]
    if new.rank == old.rank:
        return settled(flat, (*flat.pieces[:at], new, *flat.pieces[at + 1 :]))
    new = replace(new, depth=_natural_depth(flat.pieces[:at], new))
    end = _end_of_branch(flat.pieces, at)
    moved = _shifted(flat.pieces[at + 1 : end], new.depth - old.depth)
    rest = flat.pieces[end:]
    taken = _taken_in(new, rest) if new.kind in HEADINGS and new.rank < old.rank else 0
    rows = (*flat.pieces[:at], new, *moved, *_shifted(rest[:taken], 1), *rest[taken:])
    return settled(flat, rows)


def _numbered(piece: Piece, marker: str, label: str) -> Piece:
    marker = one_line(marker)
    if piece.kind in LEAVES and marker:
        raise _refusal("У\xa0такой строки нет номера: сначала выберите другой вид.", field="marker")
    if len(marker) > MARKER_LENGTH:
        raise _refusal(f"Номер длиннее {MARKER_LENGTH} знаков.", field="marker")
    body = _after(marker, piece.printed)
    if body is None:
        raise _refusal(
            "Номером может быть только начало этой строки, как оно напечатано.", field="marker"
        )
    label = (label.strip() or _label_of(marker)) if marker else ""
    if label and not _LABEL.fullmatch(label):
        raise _refusal(
            "Номер для ссылок — буквы, цифры, точки и\xa0дефисы, не\xa0больше\xa030.", field="label"
        )
    return replace(piece.with_body(body), marker=marker, label=label or None)


def _refuse_unnumbered(piece: Piece) -> None:
    """A clause is what others cite by its number."""
    if piece.kind == ClauseKind.CLAUSE and not piece.label:
        raise _refusal(
            "У\xa0пункта есть номер: эта строка с\xa0номера не\xa0начинается. Выберите «Абзац».",
            field="marker",
        )


def _shifted(pieces: Sequence[Piece], by: int) -> list[Piece]:
    return [replace(piece, depth=max(0, piece.depth + by)) for piece in pieces]


def _end_of_branch(pieces: Sequence[Piece], at: int) -> int:
    """The place of the first row after `at` that does not stand in it."""
    depth = pieces[at].depth
    return next(
        (after for after in range(at + 1, len(pieces)) if pieces[after].depth <= depth), len(pieces)
    )


def _natural_depth(above: Sequence[Piece], piece: Piece) -> int:
    """One deeper than the nearest open row that is further out by its kind or, for «2.3.1», by its number."""
    limit = len(above)
    for outer in reversed(above):
        if outer.depth >= limit:
            continue
        limit = outer.depth
        if outer.rank < piece.rank or _holds_number(outer, piece):
            return outer.depth + 1
    return 0


def _holds_number(outer: Piece, inner: Piece) -> bool:
    is_clause = outer.kind == inner.kind == ClauseKind.CLAUSE
    return is_clause and bool(outer.label) and (inner.label or "").startswith(f"{outer.label}.")


def _taken_in(heading: Piece, following: Sequence[Piece]) -> int:
    """How many of the following rows a new heading takes in: its siblings of inner kinds."""
    for count, piece in enumerate(following):
        if piece.depth < heading.depth or (
            piece.depth == heading.depth and piece.rank <= heading.rank
        ):
            return count
    return len(following)


def _as_kind(piece: Piece, kind: ClauseKind) -> Piece:
    """The same signs; a row that may have a number gets what it begins with."""
    if kind in LEAVES:
        return replace(piece, kind=kind, marker="", label=None).with_body(piece.printed)
    new = replace(piece, kind=kind)
    if not piece.marker and (head := read_head(one_line(piece.body))):
        return replace(new, marker=head.marker, label=head.label).with_body(head.rest)
    return new.with_body(piece.body)


def _opened(kept: Piece, rest: str, line: int) -> Piece:
    """What the second half of a row is: what its number says, else more of the same list, or a paragraph."""
    if kept.kind in LINED:
        return replace(kept, text=rest, line=line)
    rest = one_line(rest)
    if head := read_head(rest):
        return Piece(head.kind, head.marker, head.label, None, "", line, 0).with_body(head.rest)
    kind = ClauseKind.ITEM if kept.kind == ClauseKind.ITEM else ClauseKind.PARAGRAPH
    return Piece(kind, "", None, None, rest, line, 0)


def _after(marker: str, printed: str) -> str | None:
    """What of the printed row follows its number; None when the row does not begin so."""
    wanted = signs_of(marker)
    at = 0
    for sign in wanted:
        while at < len(printed) and printed[at].isspace():
            at += 1
        if printed[at : at + 1] != sign:
            return None
        at += 1
    return printed[at:].lstrip()


def _label_of(marker: str) -> str:
    """«Приложение А.» is cited as А, «3.16.» as 3.16, a dash not at all."""
    return marker.split()[-1].strip(".)(№") if any(map(str.isalnum, marker)) else ""


def _glued(text: str, more: str) -> str:
    """«наставник-» and «кандидат» make one word."""
    inside_word = len(text) > 1 and text[-1] == "-" and text[-2].isalpha() and more[:1].isalpha()
    return f"{text}{more}" if inside_word else " ".join(filter(None, (text, more)))


def _line_after(lines: Sequence[str], first: int, signs: int) -> int:
    """The line on which the text stands `signs` signs after the beginning of line `first` (from 1)."""
    for number in range(first, len(lines) + 1):
        signs -= len(signs_of(lines[number - 1]))
        if signs < 0:
            return number
    return first
