"""What a reader is told of two editions: names, sentences, counts, and the words with their marks."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from home.rulebook.text import counted

from ..choices import HEADINGS, ClauseKind
from ..naming import citation
from . import marking
from .changes import Change, ChangeKind, Comparison
from .comparing import compare

_NOUNS = {
    ClauseKind.PART: ("часть", "части", "частей"),
    ClauseKind.CHAPTER: ("глава", "главы", "глав"),
    ClauseKind.SECTION: ("раздел", "раздела", "разделов"),
    ClauseKind.ARTICLE: ("статья", "статьи", "статей"),
    ClauseKind.CLAUSE: ("пункт", "пункта", "пунктов"),
    ClauseKind.ITEM: ("подпункт", "подпункта", "подпунктов"),
    ClauseKind.PARAGRAPH: ("абзац", "абзаца", "абзацев"),
    ClauseKind.TABLE: ("таблица", "таблицы", "таблиц"),
    ClauseKind.APPENDIX: ("приложение", "приложения", "приложений"),
    ClauseKind.FORM: ("форма", "формы", "форм"),
}
_ROW = ("строка перечня", "строки перечня", "строк перечня")
_TITLE = ("заголовок", "заголовка", "заголовков")
LABELS = {
    ChangeKind.CHANGED: "Изменено",
    ChangeKind.ADDED: "Добавлено",
    ChangeKind.REMOVED: "Исключено",
    ChangeKind.MOVED: "Перенесено",
    ChangeKind.RENUMBERED: "Перенумеровано",
    ChangeKind.RESPELLED: "Исправлено написание",
}
"""In the order in which they are told."""
_WHOLE = (ChangeKind.ADDED, ChangeKind.REMOVED)


@dataclass(frozen=True)
class Marked:
    """HTML of a number, a title and a text."""

    marker: SafeString
    title: SafeString
    text: SafeString


@dataclass(frozen=True)
class Row:
    """One change as it is shown. `place` is its address in the comparison; `section` the heading it stands under.

    `heads` says how far below the top it stands as a heading, 0 for what is none.
    """

    change: Change
    place: str
    name: str
    told: str
    section: str
    level: int

    @property
    def labels(self) -> list[tuple[str, str]]:
        """(kind, its word) in the order of telling."""
        return [(str(kind), LABELS[kind]) for kind in LABELS if self.change.has(kind)]

    @property
    def is_shown_alone(self) -> bool:
        """Among the changes; what has only another number is told in the summary."""
        return set(self.change.kinds).isdisjoint({ChangeKind.SAME}) and self.change.kinds != (
            ChangeKind.RENUMBERED,
        )

    @property
    def is_heading(self) -> bool:
        return self.change.clause.kind in HEADINGS

    @property
    def both(self) -> Marked:
        """One text with what went and what came."""
        return self._marked(marking.both)

    @property
    def before(self) -> Marked:
        return self._marked(marking.before)

    @property
    def after(self) -> Marked:
        return self._marked(marking.after)

    def _marked(self, mark: Callable) -> Marked:
        """What came or went as a whole is said once, beside it; its words need no marks."""
        if self.change.kinds[0] in _WHOLE:
            mark = marking.plain
        change = self.change
        return Marked(mark(change.marker), mark(change.title), mark(change.text))


@dataclass(frozen=True)
class Line:
    """A line of the summary: «Изменено», «3 пункта», and where they are: (name, place in the comparison)."""

    kind: str
    label: str
    counts: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Report:
    rows: tuple[Row, ...]
    summary: tuple[Line, ...]

    @property
    def shown(self) -> list[Row]:
        return [row for row in self.rows if row.is_shown_alone]

    @property
    def is_empty(self) -> bool:
        return not self.summary


def make_report(old: Sequence[Any], new: Sequence[Any]) -> Report:
    comparison = compare(old, new)
    places = {id(clause): place for text in (old, new) for clause, place in _places(text)}
    rows = tuple(_row(change, places) for change in comparison.changes)
    return Report(rows, tuple(_summarise(comparison, rows, places)))


@dataclass(frozen=True)
class _Place:
    """Where a clause stands in its own edition: from the top down to itself."""

    chain: tuple

    @property
    def name(self) -> str:
        return citation(self.chain)

    @property
    def section(self) -> str:
        above = [clause for clause in self.chain[:-1] if clause.kind in HEADINGS]
        return " ".join(filter(None, (above[-1].marker, above[-1].title))) if above else ""


def _places(clauses: Sequence[Any]) -> Iterable[tuple[Any, _Place]]:
    chain: list[Any] = []
    for clause in clauses:
        while chain and chain[-1].depth >= clause.depth:
            chain.pop()
        chain.append(clause)
        yield clause, _Place(tuple(chain))


def _row(change: Change, places: dict[int, _Place]) -> Row:
    place = places[id(change.clause)]
    return Row(
        change=change,
        place=place_of(change),
        name=place.name,
        told=_told(change, places),
        section=place.section,
        level=min(len([c for c in place.chain if c.kind in HEADINGS]), 4),
    )


def place_of(change: Change) -> str:
    """A removed clause may have left its number to another."""
    return f"was-{change.old.anchor}" if change.new is None else change.new.anchor


def _told(change: Change, places: dict[int, _Place]) -> str:
    """«п. 4.6 стал п. 4.8»: what the label beside it does not say."""
    parts = []
    if change.old is not None and change.new is not None:
        old, new = places[id(change.old)].name, places[id(change.new)].name
        is_named_anew = change.has(ChangeKind.RENUMBERED) or change.has(ChangeKind.MOVED)
        if is_named_anew and old != new:
            parts.append(_became(change, old, new))
        elif change.has(ChangeKind.MOVED):
            parts.append("стоит теперь в другом месте")
        if change.has(ChangeKind.RESPELLED):
            parts.append("слова те же, написаны иначе")
    return ", ".join(parts)


def _became(change: Change, old: str, new: str) -> str:
    if {change.old.kind, change.new.kind} == {ClauseKind.CLAUSE}:
        return f"{old} стал {new}"
    return f"теперь {new}, прежде {old}"


def _summarise(comparison: Comparison, rows: Sequence[Row], places) -> Iterable[Line]:
    for kind, label in LABELS.items():
        found = [row for row in rows if row.change.has(kind)]
        if kind in _WHOLE:
            found = _outermost(found, places)
        if not found:
            continue
        told = _renumbered(found, places) if kind == ChangeKind.RENUMBERED else _named(found)
        yield Line(str(kind), label, _counts(kind, found), tuple(told))


def _outermost(rows: Sequence[Row], places: dict[int, _Place]) -> list[Row]:
    """A clause that came or went with all that stands in it is one."""
    whole = {id(row.change.clause) for row in rows}
    return [
        row
        for row in rows
        if not any(id(above) in whole for above in places[id(row.change.clause)].chain[:-1])
    ]


def _counts(kind: ChangeKind, rows: Sequence[Row]) -> str:
    """«3 пункта, 1 абзац»."""
    nouns = Counter(_noun(kind, row.change.clause) for row in rows)
    return ", ".join(counted(number, *noun) for noun, number in nouns.items())


def _noun(kind: ChangeKind, clause: Any) -> tuple[str, str, str]:
    if clause.kind in HEADINGS and kind in (ChangeKind.CHANGED, ChangeKind.RESPELLED):
        return _TITLE
    if clause.kind == ClauseKind.ITEM and not clause.label:
        return _ROW
    return _NOUNS[ClauseKind(clause.kind)]


def _named(rows: Iterable[Row]) -> Iterable[tuple[str, str]]:
    return [(row.name, row.place) for row in rows]


def _renumbered(rows: Sequence[Row], places: dict[int, _Place]) -> list[tuple[str, str]]:
    """«п. 4.6–4.9 стали п. 4.8–4.11» for clauses that follow one another."""
    runs: list[list[Row]] = []
    for row in rows:
        if runs and _follows(runs[-1][-1].change, row.change):
            runs[-1].append(row)
        else:
            runs.append([row])
    return [(_run_told(run, places), run[0].place) for run in runs]


def _follows(before: Change, change: Change) -> bool:
    return all(
        a.kind == b.kind == ClauseKind.CLAUSE and _next_label(a.label) == b.label
        for a, b in ((before.old, change.old), (before.new, change.new))
    )


def _next_label(label: str | None) -> str:
    head, dot, last = (label or "").rpartition(".")
    return f"{head}{dot}{int(last) + 1}" if last.isdecimal() else ""


def _run_told(run: Sequence[Row], places: dict[int, _Place]) -> str:
    first, last = run[0].change, run[-1].change
    old, new = places[id(first.old)].name, places[id(first.new)].name
    if len(run) == 1:
        return _became(first, old, new)
    return f"{old}–{last.old.label} стали {new}–{last.new.label}"
