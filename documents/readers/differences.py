"""What changed between two editions, for those who have read the old one."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.core.cache import cache

from documents.regulations.choices import ClauseKind
from documents.regulations.comparison import Change, ChangeKind, Comparison, compare
from documents.regulations.models import Clause, Edition
from documents.regulations.naming import citation
from home.rulebook.text import NBSP

NAMED = 12
"""Clauses that one sentence names; of more it says how many."""
KEPT_SECONDS = 7 * 24 * 60 * 60
_WITH_NAMES = {
    ClauseKind.PART,
    ClauseKind.CHAPTER,
    ClauseKind.SECTION,
    ClauseKind.ARTICLE,
    ClauseKind.CLAUSE,
    ClauseKind.APPENDIX,
}
_WORDS = {
    ChangeKind.CHANGED: "изменено",
    ChangeKind.RESPELLED: "исправлено написание",
    ChangeKind.MOVED: "стоит на другом месте",
    ChangeKind.ADDED: "добавлено",
    ChangeKind.REMOVED: "исключено",
}


@dataclass(frozen=True)
class Difference:
    """One change as a reader is told it: «п. 3.1», «изменено, раньше п. 3.2»."""

    name: str
    what: str
    change: Change


@dataclass(frozen=True)
class Differences:
    """Two editions side by side: the comparison, and every clause of both by its key."""

    comparison: Comparison
    by_pk: dict[int, Clause]

    @cached_property
    def whole(self) -> set[int]:
        """Keys of what came or went."""
        kinds = (ChangeKind.ADDED, ChangeKind.REMOVED)
        return {change.clause.pk for kind in kinds for change in self.comparison.of(kind)}

    @property
    def rows(self) -> list[Difference]:
        return [
            Difference(self.name_of(change.clause), self._what(change), change)
            for change in self.comparison.differences
        ]

    @property
    def in_words(self) -> str:
        """«Изменено: п. 3.1. Добавлено: п. 5.6.»; a row of a list has no name here, its clause has changed."""
        named: dict[str, list[str]] = {}
        for change in self.comparison.differences:
            heading, name = self._told(change)
            if name and name not in named.setdefault(heading, []):
                named[heading].append(name)
        told = [f"{heading}: {_listed(names)}." for heading, names in named.items()]
        return " ".join(told) or "Слова текста не изменились."

    def name_of(self, clause: Clause) -> str:
        return citation(list(reversed(list(self._upwards(clause)))))

    def _what(self, change: Change) -> str:
        words = [_WORDS[kind] for kind in change.kinds if kind in _WORDS]
        if change.has(ChangeKind.RENUMBERED):
            words.append(f"раньше {self.name_of(change.old)}")
        return ", ".join(words)

    def _upwards(self, clause: Clause | None) -> Iterable[Clause]:
        while clause is not None:
            yield clause
            clause = self.by_pk.get(clause.parent_id)

    def _told(self, change: Change) -> tuple[str, str]:
        """Under which heading a change is told, and by what name; no name when another change tells it."""
        holder = self._holder(change.clause)
        if holder is None:
            return "Изменено", "текст без номера" if change.is_of_words else ""
        name = self.name_of(holder)
        if holder is not change.clause:
            # What stands in a clause that came or went as a whole came or went with it.
            is_told = holder.pk in self.whole or not change.is_of_words
            return "Изменено", "" if is_told else name
        if change.has(ChangeKind.ADDED) or change.has(ChangeKind.REMOVED):
            heading = "Добавлено" if change.new is not None else "Исключено"
            return heading, "" if self._stands_in_whole(holder) else name
        if change.has(ChangeKind.CHANGED):
            return "Изменено", name
        if change.has(ChangeKind.RENUMBERED):
            return "Изменены номера", f"{self.name_of(change.old)}{NBSP}→ {name}"
        return "Изменено", ""

    def _holder(self, clause: Clause | None) -> Clause | None:
        """The clause itself, or the nearest above it, of those that have a number."""
        above = self._upwards(clause)
        return next((each for each in above if each.kind in _WITH_NAMES and each.label), None)

    def _stands_in_whole(self, clause: Clause) -> bool:
        holder = self._holder(self.by_pk.get(clause.parent_id))
        return holder is not None and holder.pk in self.whole


def compare_editions(old: Edition, new: Edition) -> Differences:
    """Two queries."""
    before, after = list(old.clauses.all()), list(new.clauses.all())
    return Differences(compare(before, after), {each.pk: each for each in (*before, *after)})


def in_words(old: Edition, new: Edition) -> str:
    """Of two adopted editions; kept, because neither ever changes."""
    key = f"readers:changes:{old.pk}:{old.text_sha256}:{new.pk}:{new.text_sha256}"
    words = cache.get(key)
    if words is None:
        words = compare_editions(old, new).in_words
        cache.set(key, words, KEPT_SECONDS)
    return words


def _listed(names: list[str]) -> str:
    if len(names) <= NAMED:
        return ", ".join(names)
    return f"{', '.join(names[:NAMED])} и{NBSP}ещё{NBSP}{len(names) - NAMED}"
