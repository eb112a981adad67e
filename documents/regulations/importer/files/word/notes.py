"""Footnotes and endnotes: their marks in the text, and where their own texts stand."""

from dataclasses import dataclass

from ..signs import raised
from .numerals import roman
from .xml import W, children


@dataclass(frozen=True)
class Note:
    """A note that the text has referred to; `mark` is "" when its author typed one himself."""

    mark: str
    element: object


class Notes:
    def __init__(self, footnotes=None, endnotes=None):
        self._elements = {
            (kind, item.get(f"{W}id")): item
            for kind, root in (("footnote", footnotes), ("endnote", endnotes))
            for item in children(root, kind)
        }
        self._numbers = {"footnote": 0, "endnote": 0}
        self._waiting: dict[str, list[Note]] = {"footnote": [], "endnote": []}

    def refer(self, kind: str, note_id: str, *, own_mark: bool) -> str:
        """The mark that stands in the text; "" when it is typed there or the note is missing."""
        element = self._elements.pop((kind, note_id), None)
        if element is None:
            return ""
        mark = ""
        if not own_mark:
            self._numbers[kind] += 1
            number = self._numbers[kind]
            mark = raised(str(number) if kind == "footnote" else roman(number))
        self._waiting[kind].append(Note(mark, element))
        return mark

    def waiting(self, kind: str) -> list[Note]:
        """Notes referred to since the last asking."""
        notes, self._waiting[kind] = self._waiting[kind], []
        return notes
