"""How another copy spells the places of a text (C32): pairs of words that differ, shown beside the clauses."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .comparison import Change, WordKind, WordPiece
from .registry import Mark

_LAST_WORD = re.compile(r"\S+\s*$")


@dataclass(frozen=True)
class Spelling:
    """`ours` stands in this text where the other copy has `theirs`; either may be empty."""

    ours: str
    theirs: str


@dataclass
class _Place:
    before: str = ""
    ours: list[str] = field(default_factory=list)
    theirs: list[str] = field(default_factory=list)


def spellings(change: Change) -> list[Spelling]:
    """`change` goes from the other copy to this one. A clause that one copy lacks is no spelling."""
    if change.old is None or change.new is None:
        return []
    return [*_read(change.title), *_read(change.text)]


def _read(pieces: Sequence[WordPiece]) -> Iterator[Spelling]:
    place = _Place()
    for piece in pieces:
        if piece.kind == WordKind.KEPT:
            yield from _told(place)
            place = _Place(before=piece.new)
        else:
            place.ours.append(piece.new)
            place.theirs.append(piece.old)
    yield from _told(place)


def _told(place: _Place) -> Iterator[Spelling]:
    """What was put in or left out is told with the word before it."""
    ours, theirs = "".join(place.ours).strip(), "".join(place.theirs).strip()
    if ours == theirs:
        return
    if not (ours and theirs) and (word := _LAST_WORD.search(place.before)):
        ours, theirs = (f"{word[0].strip()} {text}".strip() for text in (ours, theirs))
    yield Spelling(ours, theirs)


def variant_marks(edition) -> list[Mark]:
    """One line beside each clause that another copy spells otherwise, each pair of words once."""
    told: dict[str, dict[str, None]] = defaultdict(dict)
    for variant in edition.variants.all():
        words = f"здесь {_quoted(variant.ours)}, в\xa0другом списке {_quoted(variant.theirs)}"
        told[variant.anchor][words] = None
    return [Mark(anchor, "Разночтение", "; ".join(words)) for anchor, words in told.items()]


def _quoted(text: str) -> str:
    return f"«{text}»" if text else "этих слов нет"
