"""Pieces are set into their surroundings and printed: links, misprints, interpretations, marks."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from home.pages.cache import kept

from ..beside import Beside, beside
from ..linking import ActName, Linker, act_names
from ..registry import Mark, public_marks
from .pieces import Piece, build_pieces, plain_words
from .vanished import Vanished

CONTENTS = "regulations/reading/contents.html"
TEXT = "regulations/reading/text.html"
MARKS = "regulations/reading/marks.html"
TEMPLATES = (
    CONTENTS,
    TEXT,
    MARKS,
    "regulations/reading/piece.html",
    "regulations/reading/children.html",
    "regulations/reading/items.html",
    "regulations/reading/beside.html",
)
# Where the marks of one reader go: they are no part of what is kept for all.
_SLOT = re.compile(r"<!--marks:([^>]*)-->")


@dataclass(frozen=True)
class Reading:
    """`body` has a slot for marks at every piece; `vanished` are the anchors of earlier editions."""

    contents: SafeString
    body: str
    vanished: tuple[Vanished, ...] = ()

    @property
    def text(self) -> SafeString:
        """As everybody sees it."""
        return self.text_with(())

    def text_with(self, marks: Iterable[Mark]) -> SafeString:
        """With the marks of one reader at their pieces."""
        return fill_slots(self.body, marks)


@dataclass(frozen=True)
class Surroundings:
    """What is laid over and beside the text of one edition for everybody; picklable."""

    acts: Sequence[ActName] = ()
    beside: dict[str, Beside] = field(default_factory=dict)
    marks: dict[str, list[Mark]] = field(default_factory=dict)

    @classmethod
    def of(cls, edition, clauses: Iterable) -> "Surroundings":
        """Two queries, and those of the registry of marks."""
        texts = {clause.anchor: clause.text_sha256 for clause in clauses}
        return cls(
            kept("regulations-act-names", act_names),
            beside(edition, texts),
            dict(by_anchor(public_marks(edition))),
        )


@dataclass(frozen=True)
class Setting:
    """What surrounds pieces, and the addresses that their links lead to (see Piece)."""

    words: Callable[..., SafeString] = plain_words
    surroundings: Surroundings = Surroundings()
    base: str = ""
    pages: str = ""

    @classmethod
    def of(
        cls, edition, clauses: Iterable, surroundings: Surroundings, base: str = ""
    ) -> "Setting":
        """`clauses` are all of the edition: a link may lead to any of them."""
        rows = [(clause.anchor, clause.kind, clause.label) for clause in clauses]
        linker = Linker(rows, surroundings.acts, title=edition.title, base=base)
        return cls(linker.link, surroundings, base, base or _pages_of(edition))


def _pages_of(edition) -> str:
    """With the date: the text may be shown anywhere on the site. A clause of a draft has no page."""
    return edition.get_absolute_url() if edition.is_adopted else ""


def by_anchor(marks: Iterable[Mark]) -> dict[str, list[Mark]]:
    found: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        found[mark.anchor].append(mark)
    return found


def set_pieces(clauses: Iterable, setting: Setting) -> list[Piece]:
    """The tree of these clauses, each with what stands beside it."""
    top = build_pieces(clauses)
    waiting = list(top)
    while waiting:
        piece = waiting.pop()
        anchor = piece.clause.anchor
        notes = setting.surroundings.beside.get(anchor, Beside())
        piece.words, piece.base, piece.pages = setting.words, setting.base, setting.pages
        piece.errata, piece.interpretations = notes.errata, notes.interpretations
        piece.marks = setting.surroundings.marks.get(anchor, [])
        waiting += piece.children
    return top


def render(edition, clauses: Sequence, surroundings: Surroundings) -> Reading:
    pieces = set_pieces(clauses, Setting.of(edition, clauses, surroundings))
    return Reading(
        contents=mark_safe(_printed(CONTENTS, pieces=pieces)),  # noqa: S308
        body=_printed(TEXT, pieces=pieces),
    )


def _printed(template: str, **context) -> str:
    """Without the indentation of templates within templates, a third of the whole."""
    lines = render_to_string(template, context).splitlines()
    return "\n".join(filter(None, map(str.strip, lines)))


def fill_slots(body: str, marks: Iterable[Mark]) -> SafeString:
    marks_of = by_anchor(marks)

    def fill(slot: re.Match) -> str:
        found = marks_of.get(slot[1])
        return render_to_string(MARKS, {"marks": found, "personal": True}) if found else ""

    return mark_safe(_SLOT.sub(fill, body))  # noqa: S308
