"""Clauses of tests: a line each, «kind label | text», indented two spaces for each depth."""

from dataclasses import dataclass

_PREFIXES = {"section": "s-", "clause": "p-", "appendix": "app-"}


@dataclass(frozen=True)
class Row:
    kind: str
    depth: int
    anchor: str
    marker: str
    label: str | None
    title: str | None
    text: str


def rows(text: str) -> list[Row]:
    found: list[Row] = []
    for at, line in enumerate(line for line in text.splitlines() if line.strip()):
        depth = (len(line) - len(line.lstrip())) // 2
        head, _, words = line.strip().partition(" | ")
        kind, _, label = head.partition(" ")
        is_title = kind in ("section", "appendix")
        anchor = f"{_PREFIXES.get(kind, 'x-')}{label or at}"
        found.append(
            Row(
                kind=kind,
                depth=depth,
                anchor=anchor,
                marker=f"{label}." if label else "",
                label=label or None,
                title=words if is_title else None,
                text="" if is_title else words,
            )
        )
    return found


def told(comparison) -> list[str]:
    """«4.6→4.8 renumbered+changed» for each change that is not «same»."""
    return [
        f"{_name(change.old)}→{_name(change.new)} {'+'.join(change.kinds)}"
        for change in comparison.differences
    ]


def _name(row) -> str:
    return "∅" if row is None else row.label or row.text[:12]
