"""What a comparison says: one change for each clause of both editions."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from .words import WordPiece, compare_words


class ChangeKind(StrEnum):
    """What has become of a clause; RESPELLED differs in ё, spaces, dashes or quotes only (C32)."""

    SAME = "same"
    CHANGED = "changed"
    RESPELLED = "respelled"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Change:
    """A clause of the old edition and what it is in the new one; None where it stands in one only.

    `kinds` may hold two or three of changed, moved and renumbered together; the others stand alone or,
    as respelled, beside moved and renumbered.
    """

    old: Any
    new: Any
    kinds: tuple[ChangeKind, ...]

    def has(self, kind: ChangeKind) -> bool:
        return kind in self.kinds

    @property
    def is_same(self) -> bool:
        return self.kinds == (ChangeKind.SAME,)

    @property
    def clause(self) -> Any:
        """The clause as it stands now, or as it last stood."""
        return self.new if self.new is not None else self.old

    @property
    def is_of_words(self) -> bool:
        """Do the words that bind differ, not only their number, place or spelling?"""
        return not {ChangeKind.CHANGED, ChangeKind.ADDED, ChangeKind.REMOVED}.isdisjoint(self.kinds)

    @cached_property
    def marker(self) -> tuple[WordPiece, ...]:
        return self._words("marker")

    @cached_property
    def title(self) -> tuple[WordPiece, ...]:
        return self._words("title")

    @cached_property
    def text(self) -> tuple[WordPiece, ...]:
        return self._words("text")

    def _words(self, name: str) -> tuple[WordPiece, ...]:
        old = getattr(self.old, name, None) or ""
        new = getattr(self.new, name, None) or ""
        return compare_words(old, new)


@dataclass(frozen=True)
class Comparison:
    """All changes in the order of the new edition; what was removed stands where it used to."""

    changes: tuple[Change, ...]

    @cached_property
    def differences(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if not change.is_same)

    @cached_property
    def counts(self) -> Counter[ChangeKind]:
        """How many changes are of each kind; one that is renumbered and changed counts for both."""
        return Counter(kind for change in self.changes for kind in change.kinds)

    def of(self, kind: ChangeKind) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.has(kind))
