"""What the chair can choose for a candidate on the board, and what each choice costs (3.16, R46–R48). Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from home.rulebook.text import counted

from .suggesting import Candidate, Field, PairOf, ScoredPair, Worth, compare, options, score

POINTS = ("балл", "балла", "баллов")
MOST_CHOICES = 12
"""Offered in the row of a candidate; all others are found on the page that adds a pair."""


@dataclass(frozen=True)
class Exchange:
    """Somebody else of the list loses the mentor, and gets `instead` or nobody."""

    candidate: int
    instead: int | None


@dataclass(frozen=True)
class Choice:
    """One mentor for the candidate of a row; `cost` is what the whole list gains by it, mostly less than nothing."""

    pair: ScoredPair
    cost: Worth
    exchange: Exchange | None = None
    loser: str = ""
    """By name, who gives the mentor up."""

    @property
    def mentor_id(self) -> int:
        return self.pair.mentor.id

    @property
    def label(self) -> str:
        """«Школа № 3: 70 баллов; весь список: баллов +10»; one that is taken says from whom."""
        said = f"{self.pair.mentor}: {counted(self.pair.score.points, *POINTS)}"
        if self.exchange:
            act = "без наставника останется" if self.exchange.instead is None else "обмен:"
            said += f" ({act} {self.loser})"
        return f"{said}; весь список: {self.cost.in_words}"


@dataclass(frozen=True)
class Board:
    """The list as it is: its pairs, and those that the chair has locked."""

    field: Field
    pairs: frozenset[PairOf]
    locked: frozenset[PairOf]

    def share_of(self, mentor: int) -> int:
        """How many candidates the counts and its own word let a mentor have (C38)."""
        several = self.field.ratio.allows_several_candidates
        return self.field.mentors[mentor].capacity if several else 1

    def candidates_of(self, mentor: int) -> list[int]:
        return sorted(candidate for one, candidate in self.pairs if one == mentor)

    def works_with(self, mentor: int) -> int:
        return sum(one == mentor for one, _ in self.field.standing)


def can_be_had(board: Board, mentor: int, candidate: int) -> bool:
    """Free, or held by a pair of the list that the chair has not locked."""
    held = _held_for_others(board, mentor, candidate)
    return _is_free(board, mentor, held) or bool(_loose(board, mentor, held))


def exchange_for(
    board: Board, mentor: int, candidate: int, instead_of: int | None
) -> Exchange | None:
    """Who gives the mentor up for `candidate`, when it is not free.

    The other one gets the mentor that is given up here, if the two could be a pair.
    """
    held = _held_for_others(board, mentor, candidate)
    if _is_free(board, mentor, held) or not (loose := _loose(board, mentor, held)):
        return None
    other = loose[0]
    gets = instead_of if instead_of and _can_be(board.field, instead_of, other) else None
    return Exchange(other, gets)


def _held_for_others(board: Board, mentor: int, candidate: int) -> list[int]:
    return [other for other in board.candidates_of(mentor) if other != candidate]


def _is_free(board: Board, mentor: int, held: list[int]) -> bool:
    return board.works_with(mentor) + len(held) < board.share_of(mentor)


def _loose(board: Board, mentor: int, held: list[int]) -> list[int]:
    return [other for other in held if (mentor, other) not in board.locked]


def _can_be(field: Field, mentor: int, candidate: int) -> bool:
    two = field.mentors.get(mentor), field.candidates.get(candidate)
    return all(two) and score(*two, field) is not None


def choices_for(
    board: Board,
    candidate: Candidate,
    instead_of: int | None = None,
    *,
    dropped: Collection[PairOf] = (),
) -> list[Choice]:
    """The worthiest mentors whom the candidate could have, with what each costs the list."""
    found = []
    taken = {
        mentor for mentor, other in board.pairs | board.field.standing if other == candidate.id
    }
    for pair in options(board.field, candidate):
        if pair.mentor.id in taken or pair.key in dropped:
            continue
        if can_be_had(board, pair.mentor.id, candidate.id):
            exchange = exchange_for(board, pair.mentor.id, candidate.id, instead_of)
            found.append(_choice(board, pair, instead_of, exchange))
        if len(found) == MOST_CHOICES:
            break
    return found


def _choice(
    board: Board, pair: ScoredPair, instead_of: int | None, exchange: Exchange | None
) -> Choice:
    """Only the candidates concerned are compared: worth is a sum over candidates."""
    concerned = {pair.candidate.id} | ({exchange.candidate} if exchange else set())
    before = {two for two in board.pairs | board.field.standing if two[1] in concerned}
    after = (before - {(instead_of, pair.candidate.id)}) | {pair.key}
    loser = ""
    if exchange:
        after.discard((pair.mentor.id, exchange.candidate))
        if exchange.instead is not None:
            after.add((exchange.instead, exchange.candidate))
        loser = str(board.field.candidates.get(exchange.candidate, exchange.candidate))
    return Choice(pair, compare(board.field, before, after), exchange, loser)


def drop_cost(board: Board, pair: PairOf) -> Worth:
    """What the list loses without the pair."""
    before = {two for two in board.pairs | board.field.standing if two[1] == pair[1]}
    return compare(board.field, before, before - {pair})


def over_capacity(board: Board) -> Mapping[int, int]:
    """Mentors to whom the list gives more candidates than they said they could help, with how many they would have."""
    counted = {
        mentor: board.works_with(mentor) + len(board.candidates_of(mentor))
        for mentor in {mentor for mentor, _ in board.pairs}
        if mentor in board.field.mentors
    }
    return {
        mentor: number
        for mentor, number in counted.items()
        if number > board.field.mentors[mentor].capacity
    }
