"""The chair's board: everybody who could get a mentor, who has one, what each choice costs."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from association.organisations.queries import certified
from home.rulebook import DomainError
from home.rulebook.text import fold_text

from ..choices import Hold, Line, OnBoard
from ..models import ListLine, Pair, PairList
from ..rules.board import Board, Choice, choices_for, drop_cost, over_capacity
from ..rules.suggesting import Candidate, Field, Mentor, Obstacle, Worth, obstacle, worth_of
from ..rules.suggesting.alone import why_alone
from .field import as_list_leaves_it, field_on
from .forming import Facts, board_of, lines_of, parties_of, refusals_of
from .parties import able_to_mentor, candidates


@dataclass(frozen=True)
class Place:
    """A pair of the list in the row of its candidate."""

    line: ListLine
    refusal: DomainError | None
    obstacle: Obstacle | None
    """What the two say of themselves that stands in the way; the chair may form them all the same."""
    asks_too_much: str
    cost: Worth
    choices: list[Choice]


@dataclass(frozen=True)
class Row:
    """A candidate with what the list has for it."""

    candidate: Candidate
    territory: str
    lines: list[ListLine]
    dropped: list[ListLine]
    works_with: list[Pair]

    @property
    def has_mentor(self) -> bool:
        return bool(self.lines or self.works_with)


@dataclass(frozen=True)
class Asked:
    """What of the board is looked at; empty is everything."""

    shown: str = ""
    territory: int | None = None
    words: str = ""


@dataclass(frozen=True)
class Desk:
    """The whole list beside the whole field of a day, read in a fixed number of queries."""

    field: Field
    board: Board
    facts: Facts
    rows: list[Row]
    ending: list[ListLine]
    refusals: dict[int, DomainError]
    worth: Worth
    overloaded: dict[int, int] = field(default_factory=dict)

    @property
    def dropped(self) -> set:
        lines = (line for row in self.rows for line in row.dropped)
        return {(line.mentor_id, line.candidate_id) for line in lines}

    def found(self, asked: Asked) -> list[Row]:
        words = fold_text(asked.words)
        return [
            row
            for row in self.rows
            if (asked.territory is None or row.candidate.territory == asked.territory)
            and self._is_shown(row, asked.shown)
            and (not words or any(words in fold_text(name) for name in _names(row)))
        ]

    def _is_shown(self, row: Row, shown: str) -> bool:
        match shown:
            case OnBoard.ALONE:
                return not row.has_mentor
            case OnBoard.REFUSED:
                return any(line.pk in self.refusals for line in row.lines)
            case OnBoard.FREE:
                return any(line.hold == Hold.FREE for line in row.lines)
            case OnBoard.LOCKED:
                return any(line.hold == Hold.LOCKED for line in row.lines)
            case OnBoard.DROPPED:
                return bool(row.dropped)
        return True

    def places_of(self, row: Row) -> list[Place]:
        return [self._place(row, line) for line in row.lines]

    def _place(self, row: Row, line: ListLine) -> Place:
        mentor = self.field.mentors.get(line.mentor_id)
        known = row.candidate.id in self.field.candidates and mentor is not None
        return Place(
            line,
            self.refusals.get(line.pk),
            obstacle(mentor, row.candidate, self.field) if known else None,
            self._too_much(mentor),
            drop_cost(self.board, (line.mentor_id, line.candidate_id)),
            self.choices_for(row, line.mentor_id),
        )

    def _too_much(self, mentor: Mentor | None) -> str:
        number = self.overloaded.get(mentor.id) if mentor else None
        if number is None:
            return ""
        return f"Кандидатов у\xa0наставника было\xa0бы {number}, а\xa0готов он помогать {mentor.capacity}."

    def choices_for(self, row: Row, instead_of: int | None = None) -> list[Choice]:
        key = row.candidate.id
        if key not in self.field.candidates or key in self.facts.certified:
            return []
        if instead_of is None and row.has_mentor and not self.facts.ratio.allows_several_mentors:
            return []
        return choices_for(self.board, row.candidate, instead_of, dropped=self.dropped)

    def why_alone(self, party: Candidate | Mentor) -> str:
        return why_alone(self.field, party, self.dropped).why

    @property
    def idle(self) -> list[Mentor]:
        """Mentors to whom neither the list nor a pair at work gives anybody, by name."""
        busy = {mentor for mentor, _ in self.board.pairs | self.field.standing}
        alone = [mentor for key, mentor in self.field.mentors.items() if key not in busy]
        return sorted(alone, key=lambda mentor: (mentor.name, mentor.id))

    @property
    def served(self) -> int:
        return sum(row.has_mentor for row in self.rows)

    def against_best(self, pair_list: PairList) -> Worth | None:
        """How far the list is from the best there was when pairs were last suggested, with nothing locked or dropped."""
        if pair_list.best_points is None:
            return None
        return self.worth - Worth(pair_list.best_served, pair_list.best_points)


def desk_of(pair_list: PairList, on: date) -> Desk:
    lines = list(lines_of(pair_list))
    found = as_list_leaves_it(field_on(on), pair_list, lines)
    working = list(Pair.objects.in_force(on).select_related("mentor", "candidate"))
    facts = _facts(found, lines, working, on)
    board = board_of(found, lines)
    return Desk(
        field=found,
        board=board,
        facts=facts,
        rows=_rows(found, lines, working),
        ending=[line for line in lines if line.kind == Line.END],
        refusals=refusals_of(lines, facts),
        worth=worth_of(found, board.pairs),
        overloaded=dict(over_capacity(board)),
    )


def _facts(found: Field, lines: list[ListLine], working: list[Pair], on: date) -> Facts:
    """What the law asks, from the field that has been read already and two queries more."""
    willing = frozenset(found.mentors)
    others = {line.mentor_id for line in lines} - willing
    able = able_to_mentor(on).filter(pk__in=others).values_list("pk", flat=True)
    cert = (certified(on) & candidates()).values_list("pk", flat=True)
    return Facts(
        ratio=found.ratio,
        able=willing | frozenset(able),
        willing=willing,
        candidates=frozenset(found.candidates),
        certified=frozenset(cert),
        at_work={pair.pk: parties_of(pair) for pair in working},
    )


def _rows(found: Field, lines: list[ListLine], working: list[Pair]) -> list[Row]:
    """Every candidate of the field and of the list, by name."""
    formed, dropped, at_work = defaultdict(list), defaultdict(list), defaultdict(list)
    known = dict(found.candidates)
    ending = {line.pair_id for line in lines if line.kind == Line.END}
    for line in lines:
        if line.kind == Line.FORM:
            (dropped if line.hold == Hold.DROPPED else formed)[line.candidate_id].append(line)
            known.setdefault(line.candidate_id, _gone(line))
    for pair in working:
        if pair.pk not in ending:
            at_work[pair.candidate_id].append(pair)
    return [
        Row(
            candidate,
            found.name_of(candidate.territory),
            formed[key],
            dropped[key],
            at_work[key],
        )
        for key, candidate in sorted(known.items(), key=lambda item: (item[1].name, item[0]))
    ]


def _gone(line: ListLine) -> Candidate:
    """Of the list, and a candidate no more: the refusal beside the pair says so."""
    organisation = line.candidate
    return Candidate(
        id=organisation.pk,
        name=organisation.short_name,
        territory=organisation.territory_id,
        branch=organisation.branch.name,
    )


def _names(row: Row) -> Iterable[str]:
    yield row.candidate.name
    for line in row.lines + row.dropped:
        yield line.mentor.short_name
    for pair in row.works_with:
        yield pair.mentor.short_name
