"""The register of the program's rules for an editor: each with its room, its citations and its links."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.apps import apps

from documents.regulations.models import Edition
from home.rulebook import Rule, all_rules
from home.rulebook.text import fold_text

from .models import Coverage
from .queries import pieces_of
from .review import editions_to_link
from .rules import Piece

LINKED, UNLINKED, WAITING = "linked", "unlinked", "waiting"
STATES = {LINKED: "связано", UNLINKED: "не связано", WAITING: "требует проверки"}
CLAUSES_SHOWN = 50


@dataclass(frozen=True)
class LinkedClause:
    """A link as the register prints it."""

    row: Coverage
    place: str
    regulation: str


@dataclass(frozen=True)
class Entry:
    rule: Rule
    room: str
    links: tuple[LinkedClause, ...]

    @property
    def state(self) -> str:
        if any(link.row.confirmed_at is None for link in self.links):
            return WAITING
        return LINKED if self.links else UNLINKED

    @property
    def state_label(self) -> str:
        return STATES[self.state]

    def answers(self, state: str, room: str, words: str) -> bool:
        return (
            (not state or self.state == state)
            and (not room or self.room == room)
            and all(word in self._haystack for word in fold_text(words).split())
        )

    @property
    def _haystack(self) -> str:
        places = " ".join(link.place for link in self.links)
        return fold_text(f"{self.rule.title} {self.rule.code} {self.rule.clause} {places}")


def entries(on: date) -> list[Entry]:
    """Every rule of the program; the number of queries follows the regulations, not the rules."""
    links: dict[str, list[LinkedClause]] = defaultdict(list)
    for edition in editions_to_link(on):
        pieces = pieces_of(edition)
        rows = edition.coverage.standing().of_rules().select_related("clause", "former")
        for row in rows:
            row.edition = edition
            place = pieces[row.clause.anchor].place if row.clause else f"нет: {row.former}"
            links[row.rule_code].append(LinkedClause(row, place, edition.page.short_name))
    return [Entry(rule, room_of(rule), tuple(links[rule.code])) for rule in all_rules()]


def room_of(rule: Rule) -> str:
    label = rule.code.partition(".")[0]
    try:
        return apps.get_app_config(label).verbose_name
    except LookupError:
        return label


def orphans(on: date) -> Iterable[Coverage]:
    """Links of rules that the program no longer has."""
    rows = Coverage.objects.standing().of_rules().filter(edition__in=editions_to_link(on))
    return [row for row in rows.select_related("edition__page", "clause") if row.rule is None]


def find_pieces(edition: Edition, asked: str) -> list[Piece]:
    """Clauses by number («4.7», «прил. А») or by words; all without a question."""
    words = fold_text(asked).replace("\xa0", " ").split()
    number = words[-1].rstrip(".") if words else ""
    pieces = list(pieces_of(edition).values())
    exact = [piece for piece in pieces if number and (piece.label or "").casefold() == number]
    if exact:
        return [child for piece in exact for child in piece.walk()]
    return [piece for piece in pieces if _has_words(piece, words)]


def _has_words(piece: Piece, words: list[str]) -> bool:
    text = fold_text(f"{piece.place} {piece.title} {piece.text}")
    return all(word in text for word in words)
