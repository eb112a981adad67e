"""Which clauses a rule leads to, and what the clauses of an edition are carried out by."""

import datetime
import logging
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from django.core.cache import cache

from documents.regulations.models import Clause, Edition, RegulationPage
from documents.regulations.rules import map_clauses
from home.pages.visibility import open_to_all
from home.rulebook import LAW, Rule, all_rules
from home.rulebook.registry import Link
from home.workdays.queries import today

from .choices import REVIEW, REVIEW_LABEL, UNCOVERED, UNCOVERED_LABEL, Manner
from .models import Coverage
from .rules import Piece, build_pieces, of_regulation, strongest

logger = logging.getLogger(__name__)

_KEPT_SECONDS = 24 * 60 * 60
_COLUMNS = ("pk", "parent_id", "anchor", "kind", "label", "marker", "title", "text")


def pieces_of(edition: Edition) -> dict[str, Piece]:
    """The clauses by anchor. An adopted edition never changes: one query for the life of the process."""
    if edition.is_adopted:
        return _adopted_pieces(edition.pk, edition.text_sha256)
    return _read_pieces(edition)


@lru_cache(maxsize=16)
def _adopted_pieces(edition_id: int, text_sha256: str) -> dict[str, Piece]:
    """The hash belongs to the key: a copy in memory is never another text than the database's."""
    return _read_pieces(Edition(pk=edition_id))


def _read_pieces(edition: Edition) -> dict[str, Piece]:
    return build_pieces(edition.clauses.order_by("order").values_list(*_COLUMNS))


def piece_of(clause: Clause) -> Piece:
    return pieces_of(clause.edition)[clause.anchor]


# --- Where a rule leads


def links_of(rule: Rule) -> list[Link] | None:
    """The resolver of home.rulebook: thirty citations on a page cost look-ups in the cache and no query."""
    links, touched = _table()
    if rule.code in links:
        return links[rule.code]
    return [] if rule.code in touched else None


def forget_links() -> None:
    """After a link, an adoption, or when a page was published, moved or taken away."""
    _guarded(cache.delete, _cache_key())


def _table() -> tuple[dict[str, list[Link]], frozenset[str]]:
    """(links of every linked rule, codes of all rules that were ever linked); kept until the day is over."""
    table = _guarded(cache.get, _cache_key())
    if table is None:
        table = _read_table()
        _guarded(cache.set, _cache_key(), table, _KEPT_SECONDS)
    return table


def _guarded(act, *args):
    """Without a cache the site works on, slower (T60)."""
    try:
        return act(*args)
    except Exception as error:  # every cache backend has errors of its own
        logger.error("The cache does not keep the links of rules: %s", type(error).__name__)
        return None


def _cache_key() -> str:
    return f"coverage:links:{today():%Y%m%d}"


def _read_table() -> tuple[dict[str, list[Link]], frozenset[str]]:
    touched = frozenset(Coverage.objects.of_rules().values_list("rule_code", flat=True).distinct())
    links: dict[str, list[Link]] = defaultdict(list)
    if not touched:
        return {}, touched
    pages = published_with_edition(today())
    for page in pages:
        url = page.get_url()
        name = of_regulation(page.short_name, is_only=len(pages) == 1)
        names = _cited_names(page)
        pieces = pieces_of(page.edition)
        for code, anchor in _linked_anchors(page.edition):
            place = names.get((code, anchor)) or pieces[anchor].place
            links[code].append((f"{place} {name}", f"{url}#{anchor}"))
    return dict(links), touched


def published_with_edition(on: datetime.date) -> list[RegulationPage]:
    """Regulations that everybody may read and that have an edition in force, each with `edition`, as in the tree.

    A closed one is named nowhere (T6): what is printed beside a rule is the same for all.
    """
    pages = open_to_all(RegulationPage.objects.order_by("path")).with_edition_in_force(on)
    return [page for page in pages if page.edition and page.get_url()]


def _linked_anchors(edition: Edition) -> Iterable[tuple[str, str]]:
    rows = edition.coverage.standing().of_rules().exclude(clause=None).order_by("clause__order")
    return rows.values_list("rule_code", "clause__anchor")


def _cited_names(page: RegulationPage) -> dict[tuple[str, str], str]:
    """How the program itself names a clause («п. 3.1 «а»»), by code of the rule and anchor."""
    if page.key is None:
        return {}
    return {
        (rule.code, anchor): citation.place
        for rule in all_rules()
        for citation, anchor in cited_anchors(rule, page.key, page.edition)
    }


def cited_anchors(rule: Rule, key: str, edition: Edition):
    """(citation, anchor) of what the program cites of the regulation `key` and the edition has."""
    mine = [citation for citation in rule.citations if citation.source == key != LAW]
    if not mine:
        return []
    clauses = _clause_map(edition.pk, edition.text_sha256)
    found = (
        (
            citation,
            clauses.find(
                citation.label,
                item=citation.item,
                occurrence=citation.occurrence,
                appendix=citation.appendix,
            ),
        )
        for citation in mine
    )
    return [(citation, anchor) for citation, anchor in found if anchor]


@lru_cache(maxsize=16)
def _clause_map(edition_id: int, text_sha256: str):
    pieces = _adopted_pieces(edition_id, text_sha256).values()
    return map_clauses(
        (piece.anchor, piece.kind, piece.label, piece.parent and piece.parent.anchor)
        for piece in pieces
    )


# --- What the clauses of an edition are carried out by


@dataclass(frozen=True)
class Line:
    """A clause of the report. `rows` are its own; those of its appendix for a form, and `through` names that."""

    piece: Piece
    rows: tuple[Coverage, ...] = ()
    through: Piece | None = None

    @property
    def state(self) -> str:
        return strongest(row.manner for row in self.rows) or UNCOVERED

    @property
    def label(self) -> str:
        return STATE_LABELS[self.state]

    @property
    def is_counted(self) -> bool:
        """Whatever can oblige, and a heading or a lead-in that somebody has said something of."""
        if self.piece.can_oblige:
            return True
        return bool(self.rows) and not any(child.is_filled_in for child in self.piece.children)

    @property
    def needs_review(self) -> bool:
        return any(row.needs_review for row in self.rows)

    def answers(self, state: str) -> bool:
        return self.needs_review if state == REVIEW else self.state == state


STATE_LABELS = {**dict(Manner.choices), UNCOVERED: UNCOVERED_LABEL}
FILTERS = {**STATE_LABELS, REVIEW: REVIEW_LABEL}


@dataclass
class Report:
    """Every clause of an edition in the order of the text; headings stand between the lines that are counted."""

    edition: Edition
    lines: list[Line]
    lost: list[Coverage] = field(default_factory=list)

    @cached_property
    def counted(self) -> list[Line]:
        return [line for line in self.lines if line.is_counted]

    @cached_property
    def counts(self) -> dict[str, int]:
        """By state, each state named; «review» apart, because it overlaps them."""
        found = Counter(line.state for line in self.counted)
        return {state: found[state] for state in STATE_LABELS}

    @property
    def in_review(self) -> int:
        return sum(line.needs_review for line in self.counted)

    def filtered(self, state: str) -> list[Line]:
        """Lines that answer, with what they stand in; all without a state."""
        if not state:
            return self.lines
        shown = {line.piece for line in self.counted if line.answers(state)}
        shown |= {above for piece in shown for above in piece.above}
        return [line for line in self.lines if line.piece in shown]


def report_on(edition: Edition) -> Report:
    """Two queries for any number of clauses; one when the text has been read before."""
    own: dict[int, list[Coverage]] = defaultdict(list)
    lost: list[Coverage] = []
    for row in edition.coverage.standing().select_related("former"):
        if row.rule_code and row.rule is None:
            continue
        if row.clause_id is None:
            lost.append(row)
        else:
            own[row.clause_id].append(row)
    lines = [_line(piece, own) for piece in pieces_of(edition).values()]
    return Report(edition, lines, lost)


def _line(piece: Piece, own: dict[int, list[Coverage]]) -> Line:
    if piece.pk in own:
        return Line(piece, tuple(own[piece.pk]))
    parent = piece.parent
    if piece.is_filled_in and parent and parent.is_heading and parent.pk in own:
        return Line(piece, tuple(own[parent.pk]), through=parent)
    return Line(piece)
