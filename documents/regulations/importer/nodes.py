"""What an import gives: plain frozen values, no ORM."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from ..choices import ClauseKind


@dataclass(frozen=True)
class Node:
    """One piece of a regulation.

    `marker` is the number exactly as printed («3.16.», «а)», «Приложение А», "" without one),
    `label` what a citation says of it («3.16», «а», «А»), `line` its first line in the source.
    """

    kind: ClauseKind
    marker: str
    label: str | None
    title: str | None
    text: str
    anchor: str
    line: int
    children: tuple["Node", ...] = ()

    def walk(self, depth: int = 0) -> Iterator[tuple[int, "Node"]]:
        """This node and all below it in the order of the text, each with its depth."""
        yield depth, self
        for child in self.children:
            yield from child.walk(depth + 1)

    @property
    def printed(self) -> str:
        return " ".join(filter(None, (self.marker, self.title, self.text)))

    @property
    def text_sha256(self) -> str:
        return sha256(self.printed.encode()).hexdigest()

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value,
            "label": self.label,
            "title": self.title,
            "text": self.text,
            "anchor": self.anchor,
            "line": self.line,
            "children": [child.as_json() for child in self.children],
        }


@dataclass(frozen=True)
class Fault:
    """A fault of the source that a reader should know; the import goes on."""

    code: str
    label: str
    line: int
    message: str

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "label": self.label,
            "line": self.line,
            "message": self.message,
        }


@dataclass(frozen=True)
class Dropped:
    """Noise that stands in the source and in no node; `at` is the place in its line before which it is not."""

    line: int
    text: str
    why: str
    at: int = field(default=0, compare=False)

    def as_json(self) -> dict[str, Any]:
        return {"line": self.line, "text": self.text, "why": self.why}


@dataclass(frozen=True)
class Outline:
    """A regulation as read from its source; `source` is its text, the lines that nodes number.

    `title_line` is the line of the title, which may stand below an approval; 0 without one.
    """

    title: str
    nodes: tuple[Node, ...]
    warnings: tuple[Fault, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    source: str = ""
    title_line: int = 0

    def walk(self) -> Iterator[tuple[int, Node]]:
        for node in self.nodes:
            yield from node.walk()

    def as_json(self) -> dict[str, Any]:
        """The interface of `manage.py import_regulation --dry-run --json`."""
        return {
            "title": self.title,
            "nodes": [node.as_json() for node in self.nodes],
            "warnings": [fault.as_json() for fault in self.warnings],
            "dropped": [piece.as_json() for piece in self.dropped],
        }
