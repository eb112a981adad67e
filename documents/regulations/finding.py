"""Clauses in the site's search: by number («3.13», «3.1 а») and by words, in the edition of the day.

An edition that is adopted for a later day stands in the index with that day: it is found from then on,
and the one before it no more, without anybody's doing.
"""

import re
from collections.abc import Iterator

from home.pages.finding import doors_of
from home.pages.visibility import open_to_all
from home.rulebook.text import NBSP, fold_text
from home.search.registry import Entry
from home.workdays.queries import today

from .beside import with_errata
from .choices import HEADINGS, ClauseKind
from .models import Clause, Edition, RegulationPage
from .queries import UNREAD

_NUMBER = re.compile(
    r"(?:(?:п|пп|р|ст|гл)\.|пункт\w*|подпункт\w*|раздел\w*|статья|статьи|глава|главы)? ?"
    r"(\d+(?:\.\d+)*)\.?(?: ?([а-я])\)?)?"
)
_APPENDIX = re.compile(r"(?:прил\.|приложени\w+) ?(?:№ ?)?([а-я]|\d+)")
_NUMBERED = {ClauseKind.SECTION, ClauseKind.ARTICLE, ClauseKind.CLAUSE, ClauseKind.CHAPTER}


def regulations() -> list[int]:
    pages = RegulationPage.objects.live().order_by("pk")
    return list(pages.values_list("pk", flat=True))


def name_of(owner: str) -> str:
    """Of an open regulation, within which somebody searches."""
    if not (owner.isascii() and owner.isdecimal() and len(owner) < 19):
        return ""
    pages = open_to_all(RegulationPage.objects.filter(pk=int(owner)))
    return pages.values_list("short_name", flat=True).first() or ""


def clause_entries(pages: list[str]) -> Iterator[Entry]:
    """Of every edition of these pages that is in force or will be."""
    found = list(RegulationPage.objects.live().filter(pk__in=pages))
    doors = doors_of(found)
    for page in found:
        for edition, until in _to_be_found(page):
            for place in _places(edition):
                yield Entry(
                    owner=str(page.pk),
                    key=str(place.clause.pk),
                    title=", ".join(filter(None, (page.short_name, place.name))),
                    url=f"#{place.clause.anchor}",
                    body=" ".join(place.as_read(place.clause.text).split()),
                    heading=place.as_read(place.clause.title or ""),
                    number=place.number,
                    kind="пункт положения",
                    path=place.path,
                    order=place.clause.order,
                    doors=doors[page.pk],
                    visible_from=edition.effective_from,
                    visible_until=until,
                )


def number_meant(query: str) -> str:
    """«3.13» for «п. 3.13», «3.1 а» for «пункт 3.1 а)», «прил. а» for «Приложение А»; or ""."""
    folded = fold_text(query).replace("no ", "№ ")
    if match := _NUMBER.fullmatch(folded):
        return " ".join(filter(None, match.groups()))
    match = _APPENDIX.fullmatch(folded)
    return f"прил. {match[1]}" if match else ""


def _to_be_found(page: RegulationPage):
    """(edition, first day without it) for those that are not past."""
    editions = list(page.editions.adopted().order_by("effective_from").defer(*UNREAD))
    ends = [*(later.effective_from for later in editions[1:]), None]
    return [(edition, end) for edition, end in zip(editions, ends) if not end or end > today()]  # noqa: B905


class _Place:
    """Where a clause stands, as a reader would say it."""

    def __init__(self, clause: Clause, parent: "_Place | None"):
        self.clause = clause
        own = _own_name(clause)
        above = parent.steps if parent else ()
        self.name = own or (parent.name if parent else "")
        self.steps = (*above, _step(clause)) if own else above
        self.number = _number(clause, parent)

    @property
    def path(self) -> str:
        return " › ".join(self.steps)

    def as_read(self, text: str) -> str:
        """Misprints put right: what readers see is what they look for."""
        return with_errata(text, self.clause.errata.all())


def _places(edition: Edition) -> Iterator[_Place]:
    places: dict[int, _Place] = {}
    for clause in edition.clauses.order_by("order").prefetch_related("errata"):
        place = places[clause.pk] = _Place(clause, places.get(clause.parent_id))
        yield place


def _own_name(clause: Clause) -> str:
    if clause.kind == ClauseKind.CLAUSE and clause.label:
        return f"п.{NBSP}{clause.label}"
    return " ".join(filter(None, (clause.marker, clause.title))) if clause.kind in HEADINGS else ""


def _step(clause: Clause) -> str:
    if clause.kind == ClauseKind.CLAUSE:
        return clause.label
    if (
        clause.kind == ClauseKind.SECTION
        and clause.label
        and clause.marker.rstrip(".") == clause.label
    ):
        return f"Раздел{NBSP}{clause.label}{f'. {clause.title}' if clause.title else ''}"
    return _own_name(clause)


def _number(clause: Clause, parent: _Place | None) -> str:
    label = fold_text(clause.label or "")
    if clause.kind in _NUMBERED:
        return label
    if clause.kind == ClauseKind.APPENDIX and label:
        return f"прил. {label}"
    is_lettered = clause.kind == ClauseKind.ITEM and len(label) == 1
    return f"{parent.number} {label}" if is_lettered and parent and parent.number else ""
