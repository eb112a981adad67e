"""A clause by itself: for a link in a letter, for its history, and for machines."""

import datetime
from dataclasses import dataclass

from django.http import Http404, HttpResponseRedirect, JsonResponse

from ..beside import Beside
from ..clauses import (
    ClauseInText,
    Happening,
    Moment,
    after,
    find_clause,
    history_of,
    last_edition_with,
)
from ..models import Edition, RegulationPage
from ..naming import citation, own_name, short_name, title_of
from ..queries import Succession, succession
from ..reading import surroundings_of
from ..reading.alone import read_clause as read
from ..registry import personal_marks
from .reading import state_of
from .reading_parts import (
    UNLISTED,
    canonical,
    compare_address,
    editions_for,
    reader_of,
    show,
    trail_of,
    unless_unchanged,
)

WHAT_HAPPENED = {
    Happening.FIRST: "Первая редакция",
    Happening.ADDED: "Появление",
    Happening.CHANGED: "Изменение",
    Happening.RENUMBERED: "Новый номер",
    Happening.REMOVED: "Исключение",
}


@dataclass(frozen=True)
class Sought:
    """A clause in the edition in which the reader asked for it."""

    page: RegulationPage
    seen: Succession
    edition: Edition
    found: ClauseInText
    dated: bool

    @property
    def state(self) -> str:
        return state_of(self.edition, self.seen)

    def address(self, route: str = "clause", anchor: str = "") -> str:
        """Without a date while the reader stays in the edition in force."""
        anchor = anchor or self.found.clause.anchor
        if self.dated:
            return clause_address(self.page, self.edition, anchor, route)
        return _as_file(self.page.address_of(route, anchor))

    @property
    def text_address(self) -> str:
        return self.edition.get_absolute_url() if self.dated else self.page.url


def read_clause(page: RegulationPage, request, anchor: str):
    """In the edition in force; one that has vanished leads to the last edition that had it."""
    return _answer(page, request, anchor, None, "clause", _page_of)


def read_edition_clause(page: RegulationPage, request, date: datetime.date, anchor: str):
    return _answer(page, request, anchor, date, "clause", _page_of)


def clause_as_json(page: RegulationPage, request, anchor: str):
    """«…/p-4.2.json»: the same for machines."""
    return _answer(page, request, anchor, None, "clause_json", _json_of)


def edition_clause_as_json(page: RegulationPage, request, date: datetime.date, anchor: str):
    return _answer(page, request, anchor, date, "clause_json", _json_of)


def _answer(page, request, anchor: str, date: datetime.date | None, route: str, make):
    seen = succession(page) if date is None else editions_for(page, request, date)
    edition = seen.current if date is None else seen.on(date)
    if edition is None:
        raise Http404
    if date and edition.effective_from != date:
        return HttpResponseRedirect(clause_address(page, edition, anchor, route))
    found = find_clause(edition, anchor)
    if found is None:
        elder = None if date else last_edition_with(seen, anchor)
        if elder is None:
            raise Http404
        return HttpResponseRedirect(clause_address(page, elder, anchor, route))
    return make(request, Sought(page, seen, edition, found, dated=date is not None))


def _page_of(request, sought: Sought):
    page, edition, found = sought.page, sought.edition, sought.found
    anchors = {inner.anchor for inner in found.within}
    marks = [mark for mark in personal_marks(edition, reader_of(request)) if mark.anchor in anchors]

    def make():
        reading = read(edition, found, base=sought.text_address)
        context = _place(sought) | _times(sought) | _reference(sought)
        context |= {"text": reading.text_with(marks), "trail": trail_of(page, request)}
        return show(page, request, "regulations/clause.html", context)

    return unless_unchanged(request, page, (*_version(sought), marks), make)


def _version(sought: Sought) -> tuple:
    """What the page of a clause depends on, beside its surroundings."""
    known = [(edition.pk, edition.effective_from) for edition in sought.seen.editions]
    page = sought.page.latest_revision_id
    return page, sought.found.clause.pk, sought.edition.text_sha256, known, sought.seen.day


def _place(sought: Sought) -> dict:
    """Where it stands in the text."""
    found = sought.found
    return {
        "clause": found.clause,
        "title": title_of(found.chain),
        "own_name": short_name(found.clause),
        "path": [(own_name(one), _in_text(sought, one.anchor)) for one in found.chain[:-1]],
        "in_text": _in_text(sought, found.clause.anchor),
        "before": _neighbour(sought, found.before),
        "following": _neighbour(sought, found.following),
    }


def _times(sought: Sought) -> dict:
    """Its edition among the others, and which of them touched it."""
    seen, edition = sought.seen, sought.edition
    return {
        "edition": edition,
        "state": sought.state,
        "current": seen.current,
        "after": seen.after(edition),
        "in_current": _current_address(sought) if sought.state == "past" else None,
        "history": [
            _moment(sought, moment) for moment in history_of(seen, edition, sought.found.clause)
        ],
    }


def _reference(sought: Sought) -> dict:
    """How people, search engines and programs name it."""
    page, edition, clause = sought.page, sought.edition, sought.found.clause
    name, is_current = citation(sought.found.chain), sought.state == "current"
    permanent = canonical(clause_address(page, edition, clause.anchor))
    short = canonical(page.address_of("clause", clause.anchor))
    return {
        "citation": f"{page.short_name}, {name} (в\xa0редакции с\xa0{edition.effective_from:%d.%m.%Y})",
        "permanent_url": permanent,
        "json_url": sought.address("clause_json"),
        "meta_title": f"{page.short_name}, {name}",
        "meta_description": " ".join(filter(None, (clause.title, clause.text)))[:200],
        "canonical_url": short if is_current else permanent,
        "robots": "" if is_current else UNLISTED,
    }


def clause_address(
    page: RegulationPage, edition: Edition, anchor: str, route: str = "clause"
) -> str:
    """For ever: with the date of the edition."""
    return _as_file(page.address_of(f"edition_{route}", edition.effective_from, anchor))


def _as_file(address: str) -> str:
    """«…/p-4.2.json», with no slash after it."""
    return address.removesuffix("/") if address.endswith(".json/") else address


def _in_text(sought: Sought, anchor: str) -> str:
    return f"{sought.text_address}#{anchor}"


def _neighbour(sought: Sought, clause) -> tuple[str, str] | None:
    return (own_name(clause), sought.address(anchor=clause.anchor)) if clause else None


def _current_address(sought: Sought) -> tuple[str, str] | None:
    """Where the clause of a past edition is in the one in force: (name, address); None when it is gone."""
    anchor = after(sought.edition, sought.seen.current, sought.found.clause.anchor)
    now = find_clause(sought.seen.current, anchor) if anchor else None
    return (citation(now.chain), sought.page.address_of("clause", anchor)) if now else None


def _moment(sought: Sought, moment: Moment) -> dict:
    """The number is said where it is another than the reader's."""
    page, is_there = sought.page, moment.happening != Happening.REMOVED
    compared = compare_address(page, moment.former, moment.edition)
    own = short_name(sought.found.clause)
    return {
        "edition": moment.edition,
        "what": WHAT_HAPPENED[moment.happening],
        "name": moment.name if moment.name != own else "",
        "url": clause_address(page, moment.edition, moment.anchor) if is_there else "",
        "compare_url": f"{compared}#{moment.anchor}" if compared else "",
    }


def _json_of(request, sought: Sought):
    def make():
        return JsonResponse(_as_data(sought), json_dumps_params={"ensure_ascii": False})

    return unless_unchanged(request, sought.page, _version(sought), make)


def _as_data(sought: Sought) -> dict:
    page, edition, found = sought.page, sought.edition, sought.found
    notes = surroundings_of(edition, found.clauses).beside
    return {
        "regulation": {
            "title": page.title,
            "short_name": page.short_name,
            "url": canonical(page.url),
        },
        "edition": _edition_fields(sought),
        "citation": citation(found.chain),
        "path": [_own_fields(clause) for clause in found.chain[:-1]],
        "clause": _with_inner(found, found.clause, notes),
        "url": canonical(clause_address(page, edition, found.clause.anchor)),
        "history": [
            {
                "effective_from": moment.edition.effective_from,
                "what": moment.happening,
                "anchor": moment.anchor,
            }
            for moment in history_of(sought.seen, edition, found.clause)
        ],
    }


def _edition_fields(sought: Sought) -> dict:
    edition, successor = sought.edition, sought.seen.after(sought.edition)
    return {
        "number": edition.number,
        "adopted_on": edition.adopted_on,
        "act": edition.act or None,
        "effective_from": edition.effective_from,
        "effective_until": successor and successor.effective_from - datetime.timedelta(days=1),
        "in_force": sought.state == "current",
        "url": canonical(edition.get_absolute_url()),
    }


def _own_fields(clause) -> dict:
    return {
        "anchor": clause.anchor,
        "kind": clause.kind,
        "label": clause.label,
        "title": clause.title,
    }


def _with_inner(found: ClauseInText, clause, notes: dict[str, Beside]) -> dict:
    inner = [child for child in found.clauses if child.parent_id == clause.pk]
    own = notes.get(clause.anchor, Beside())
    return _own_fields(clause) | {
        "marker": clause.marker,
        "text": clause.text,
        "errata": [
            {"wrong": one.wrong, "right": one.right, "made_on": one.made_on, "ground": one.ground}
            for one in own.errata
        ],
        "interpretations": [
            {"text": one.text, "written_on": one.written_on, "decision": one.decision or None}
            for one in own.interpretations
        ],
        "children": [_with_inner(found, child, notes) for child in inner],
    }
