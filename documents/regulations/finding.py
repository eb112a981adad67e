"""Clauses in the site's search: by number («3.13») and by words in any case, in the editions in force.

A clause has no column to search by: an adopted edition never changes, so its folded text is made once
and remembered by the process, as the map of its anchors is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from home.pages.visibility import open_to_all
from home.rulebook.text import NBSP, fold_text
from home.search.registry import Result
from home.search.rules import excerpt_around, words_of
from home.workdays.queries import today

from .choices import ClauseKind
from .models import Clause, Edition, RegulationPage

_NUMBER = re.compile(r"(?:п\.|пункт)? ?(\d+(?:\.\d+)*)\.?")
_NUMBERED = {ClauseKind.SECTION, ClauseKind.ARTICLE, ClauseKind.CLAUSE}


@dataclass(frozen=True)
class Passage:
    """A clause as the search knows it; `place` is where it stands: «п. 3.13», «Приложение А»."""

    anchor: str
    number: str
    place: str
    text: str
    folded: str


class FoundClauses(Sequence):
    """Passages of the open regulations that answer a query, regulation by regulation."""

    def __init__(self, query: str):
        folded = fold_text(query)
        self.words = words_of(folded)
        match = _NUMBER.fullmatch(folded)
        self.number = match[1] if match else ""

    def __len__(self):
        return len(self._found)

    def __getitem__(self, wanted: slice) -> list[Result]:
        return [self._result(page, passage) for page, passage in self._found[wanted]]

    @cached_property
    def _found(self) -> list[tuple[RegulationPage, Passage]]:
        pages = open_to_all(RegulationPage.objects.order_by("path"))
        return [
            (page, passage)
            for page in pages.with_edition_in_force(today())
            if page.edition
            for passage in passages_of(page.edition.pk, page.edition.text_sha256)
            if self._answers(passage)
        ]

    def _answers(self, passage: Passage) -> bool:
        if self.number:
            return passage.number == self.number
        return all(word in passage.folded for word in self.words)

    def _result(self, page: RegulationPage, passage: Passage) -> Result:
        return Result(
            title=", ".join(filter(None, (page.short_name, passage.place))),
            url=f"{page.url}#{passage.anchor}",
            excerpt=excerpt_around(passage.text, self.words),
            kind="пункт положения",
        )


def find_clauses(query: str, user) -> FoundClauses:
    return FoundClauses(query)


@lru_cache(maxsize=64)
def passages_of(edition_id: int, text_sha256: str) -> tuple[Passage, ...]:
    """The hash belongs to the key: a copy in memory is never another text than the database's."""
    return tuple(_read_passages(Edition(pk=edition_id).clauses.order_by("order")))


def _read_passages(clauses) -> Iterator[Passage]:
    places: dict[int | None, str] = {}
    for clause in clauses:
        place = places[clause.pk] = _own_place(clause) or places.get(clause.parent_id, "")
        text = " ".join(filter(None, (clause.title, clause.text)))
        number = clause.label or "" if clause.kind in _NUMBERED else ""
        yield Passage(clause.anchor, number, place, text, fold_text(text))


def _own_place(clause: Clause) -> str:
    if clause.kind == ClauseKind.CLAUSE and clause.label:
        return f"п.{NBSP}{clause.label}"
    if clause.kind in (ClauseKind.ITEM, ClauseKind.PARAGRAPH, ClauseKind.TABLE, ClauseKind.FORM):
        return ""
    return " ".join(filter(None, (clause.marker, clause.title)))
