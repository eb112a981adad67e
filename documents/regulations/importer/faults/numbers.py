"""Numbers printed twice (C1), left out or out of order (C4).

Numbers are compared only with those of one count: clauses with one beginning («4.») in one part,
chapter or appendix; headings of one kind in one place. Whatever begins anew elsewhere is no fault.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace

from ...choices import HEADINGS, ClauseKind
from ..nodes import Fault, Node
from ..numerals import as_roman, to_roman
from .sections import headless_clauses, stray_clauses
from .walking import (
    counts_anew,
    families,
    foreign_prefix,
    is_arabic_section,
    is_named,
    prefix_of,
    value_of,
    walk,
)

_MOST_NAMED = 3
_Scope = tuple[tuple[ClauseKind, str], ...]
_COUNTED = HEADINGS - {ClauseKind.APPENDIX}


@dataclass(frozen=True)
class _Counted:
    """A number of a count: its last figure, and what stands before that in print («4.»)."""

    value: int
    node: Node
    prefix: str = ""
    is_misnumbered: bool = False

    def label(self, value: int) -> str:
        """Printed as this number is: «III» beside «IV»."""
        is_roman = not self.prefix and as_roman(self.node.label or "") == self.node.label
        return to_roman(value) if is_roman else f"{self.prefix}{value}"


def faults_of_numbers(nodes: tuple[Node, ...]) -> Iterator[Fault]:
    parentless = list(_parentless_clauses(nodes))
    yield from parentless
    told = {fault.label for fault in parentless}
    for start, count in _counts_of_clauses(nodes):
        for fault in _faults_of(count, start):
            if fault.code != "skipped-number" or fault.label not in told:
                yield fault
    headless = {fault.label for fault in headless_clauses(nodes)}
    for start, count in _counts_of_headings(nodes):
        for fault in _faults_of(count, start):
            if fault.code != "skipped-number" or fault.label not in headless:
                yield fault


def _parentless_clauses(nodes: tuple[Node, ...]) -> Iterator[Fault]:
    """2.3.1 beside 2.1 and 2.2, with no 2.3."""
    for _, siblings in families(nodes):
        labels = {node.label for node in siblings if node.kind == ClauseKind.CLAUSE}
        beside = {prefix_of(label) for label in labels}
        for node in siblings:
            missing = prefix_of(node.label or "") if node.kind == ClauseKind.CLAUSE else ""
            if "." in missing and missing not in labels and prefix_of(missing) in beside:
                labels.add(missing)
                yield Fault(
                    "skipped-number",
                    missing,
                    node.line,
                    f"Перед номером {node.label} пропущен номер {missing}.",
                )


def _counts_of_clauses(nodes: tuple[Node, ...]) -> Iterator[tuple[int, list[_Counted]]]:
    """Clauses of one beginning, each count with the number before its first.

    Clauses below a heading may go on from those before it, or below the heading beside it.
    """
    counts: dict[tuple[_Scope, str], list[_Counted]] = defaultdict(list)
    strays = {id(clause) for node in walk(nodes) for clause in stray_clauses(node)}
    for scope, node in _scoped(nodes, ()):
        figures = (node.label or "").split(".")
        is_counted = node.kind == ClauseKind.CLAUSE and all(map(str.isdecimal, figures))
        if is_counted and len(figures) > 1 and id(node) not in strays:
            prefix = prefix_of(node.label)
            counts[scope, prefix].append(_Counted(int(figures[-1]), node, f"{prefix}."))
    reached: dict[tuple[_Scope, str], int] = {}
    for (scope, prefix), count in counts.items():
        first = count[0].value
        may_go_on = first > 1 and scope and scope[-1][0] != ClauseKind.APPENDIX
        start = reached.get((scope[:-1], prefix), 0) if may_go_on else 0
        yield (start if start < first else 0), count
        for outer in {scope, scope[:-1]}:
            reached[outer, prefix] = max(counted.value for counted in count)


def _scoped(nodes: tuple[Node, ...], scope: _Scope) -> Iterator[tuple[_Scope, Node]]:
    """Each node with what numbers may begin anew in, from the outermost."""
    for node in nodes:
        yield scope, node
        inner = (*scope, (node.kind, node.anchor)) if counts_anew(node) else scope
        yield from _scoped(node.children, inner)


def _counts_of_headings(nodes: tuple[Node, ...]) -> Iterator[tuple[int, list[_Counted]]]:
    """Headings of one kind side by side, each count with the number before its first.

    Chapters of part II, and clauses of section II without a dot, may go on from those of the first.
    """
    reached: dict[Hashable, int] = {}
    for parent, siblings in families(nodes):
        counts: dict[Hashable, list[_Counted]] = defaultdict(list)
        for node in siblings:
            if (style := _style_of(node)) is not None:
                counts[style].append(_heading(node, foreign_prefix(node, parent)))
        for style, headings in counts.items():
            count = _as_meant(headings)
            first = count[0].value
            may_go_on = parent is not None and parent.kind in _COUNTED and first > 1
            start = reached.get(style, 0) if may_go_on else 0
            yield (start if start < first else 0), count
            reached[style] = max(counted.value for counted in count)


def _style_of(node: Node) -> Hashable | None:
    """What is counted together: sections «1.» also with clauses «2.» beside them."""
    if value_of(node) is None:
        return None
    is_single = node.kind == ClauseKind.CLAUSE and node.label.isdecimal()
    if is_single or is_arabic_section(node):
        return ClauseKind.CLAUSE
    return (node.kind, is_named(node)) if node.kind in _COUNTED else None


def _heading(node: Node, meant: int | None) -> _Counted:
    """A section that disagrees with its clauses is told of already: it counts as they do."""
    return _Counted(meant or value_of(node), node, is_misnumbered=meant is not None)


def _as_meant(headings: list[_Counted]) -> list[_Counted]:
    """As printed where another section has the number that the clauses speak for, or its clauses say the same."""
    spoken = Counter(heading.value for heading in headings)
    return [
        replace(heading, value=value_of(heading.node))
        if heading.is_misnumbered and spoken[heading.value] > 1
        else heading
        for heading in headings
    ]


def _faults_of(count: list[_Counted], start: int = 0) -> Iterator[Fault]:
    values = {counted.value for counted in count}
    seen: dict[int, _Counted] = {}
    last = start
    for counted in count:
        value = counted.value
        if value in seen:
            yield _duplicate(counted, seen[value])
        elif value > last + 1 and not counted.is_misnumbered:
            yield from _skipped(counted, [n for n in range(last + 1, value) if n not in values])
        elif value < last and value not in seen:
            yield _disordered(counted, last)
        seen.setdefault(value, counted)
        last = max(last, value)


def _duplicate(counted: _Counted, first: _Counted) -> Fault:
    node = counted.node
    return Fault(
        "duplicate-number",
        node.label,
        node.line,
        f"Номер {node.label} уже есть выше, в\xa0строке {first.node.line}: "
        f"адрес этого места — #{node.anchor}.",
    )


def _skipped(counted: _Counted, missing: list[int]) -> Iterator[Fault]:
    """A short gap number by number, a long one as a whole."""
    printed = counted.node.label
    if len(missing) <= _MOST_NAMED:
        for value in missing:
            label = counted.label(value)
            yield Fault(
                "skipped-number",
                label,
                counted.node.line,
                f"Перед номером {printed} пропущен номер {label}.",
            )
    else:
        label = f"{counted.label(missing[0])}–{counted.label(missing[-1])}"
        yield Fault(
            "skipped-number",
            label,
            counted.node.line,
            f"Перед номером {printed} пропущены номера {label}.",
        )


def _disordered(counted: _Counted, last: int) -> Fault:
    return Fault(
        "disordered-number",
        counted.node.label,
        counted.node.line,
        f"Номер {counted.node.label} стоит после номера {counted.label(last)}: порядок нарушен.",
    )
