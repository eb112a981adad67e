"""What a change of a list costs, in the two things that the optimum maximises."""

from collections.abc import Iterable
from dataclasses import dataclass

from .field import Candidate, Field, Id, PairOf
from .scoring import ScoredPair, score


@dataclass(frozen=True, order=True)
class Worth:
    """Of a list: more candidates served is better, of the same number more points."""

    served: int
    points: int

    def __sub__(self, other: "Worth") -> "Worth":
        return Worth(self.served - other.served, self.points - other.points)

    @property
    def in_words(self) -> str:
        """Of a difference: «кандидатов с наставником −1, баллов +20»; «без изменений»."""
        told = [("кандидатов с\xa0наставником", self.served), ("баллов", self.points)]
        parts = [f"{what} {_signed(number)}" for what, number in told if number]
        return ", ".join(parts) or "без\xa0изменений"


def worth_of(field: Field, pairs: Iterable[PairOf]) -> Worth:
    """A pair that the chair formed against the score is worth no points, but its candidate is served."""
    pairs = set(pairs)
    points = sum(found.score.points for found in scored(field, pairs))
    return Worth(len({candidate for _, candidate in pairs}), points)


def scored(field: Field, pairs: Iterable[PairOf]) -> tuple[ScoredPair, ...]:
    """Those of them that have a score, in the order of candidates and mentors."""
    found = []
    for mentor_id, candidate_id in sorted(pairs, key=by_candidate):
        mentor, candidate = field.mentors.get(mentor_id), field.candidates.get(candidate_id)
        worth = score(mentor, candidate, field) if mentor and candidate else None
        if worth:
            found.append(ScoredPair(mentor, candidate, worth))
    return tuple(found)


def compare(field: Field, before: Iterable[PairOf], after: Iterable[PairOf]) -> Worth:
    """What a list gains on the way from one state to another, mostly less than nothing; both are all its pairs."""
    return worth_of(field, after) - worth_of(field, before)


def options(field: Field, candidate: Candidate) -> tuple[ScoredPair, ...]:
    """Every mentor whom the candidate could have, the worthiest first, whether or not it is free."""
    found = (
        ScoredPair(mentor, candidate, worth)
        for mentor in field.mentors.values()
        if (worth := score(mentor, candidate, field))
    )
    return tuple(
        sorted(
            found, key=lambda pair: (-pair.score.points, str(pair.mentor), order(pair.mentor.id))
        )
    )


def by_candidate(pair: PairOf) -> tuple:
    mentor, candidate = pair
    return order(candidate), order(mentor)


def order(name: Id) -> tuple:
    """Numbers before strings: identifiers of one file may be of both kinds."""
    return (isinstance(name, str), name)


def _signed(number: int) -> str:
    return f"{'−' if number < 0 else '+'}{abs(number)}"
