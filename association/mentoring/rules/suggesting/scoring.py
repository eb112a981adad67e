"""What a pair is worth, and why; or why the two cannot be a pair (3.16, R47)."""

from dataclasses import dataclass
from enum import StrEnum

from home.rulebook.text import NBSP, counted

from ...choices import Criterion
from .field import Candidate, Field, Mentor, PairOf


class Obstacle(StrEnum):
    """The first of these that holds is why two cannot be a pair."""

    CERTIFIED = "у\xa0кандидата уже есть сертификат СМК"
    CRITERION = "нет ни близкой территории, ни общей отрасли"
    LANGUAGE = "нет общего языка работы"
    WAY = "нет общего способа работы: удалённо не получится, а выезды невозможны"
    DROPPED = "пару исключил председатель"


@dataclass(frozen=True)
class Reason:
    """`points` may be negative."""

    code: str
    points: int
    words: str

    def __str__(self) -> str:
        sign = "−" if self.points < 0 else "+"
        return f"{self.words} {sign}{abs(self.points)}"


@dataclass(frozen=True)
class Score:
    criterion: Criterion
    reasons: tuple[Reason, ...]

    @property
    def points(self) -> int:
        return sum(reason.points for reason in self.reasons)

    @property
    def why(self) -> str:
        """«одна территория (Томская область) +40; одна отрасль (медицина) +30»."""
        return "; ".join(map(str, self.reasons))

    @property
    def as_data(self) -> list[dict]:
        """For ListLine.reasons."""
        return [
            {"code": reason.code, "points": reason.points, "words": reason.words}
            for reason in self.reasons
        ]


@dataclass(frozen=True)
class ScoredPair:
    mentor: Mentor
    candidate: Candidate
    score: Score

    @property
    def key(self) -> PairOf:
        return self.mentor.id, self.candidate.id


def score(mentor: Mentor, candidate: Candidate, field: Field) -> Score | None:
    """None when the two cannot be a pair; who else is in the field changes nothing."""
    if obstacle(mentor, candidate, field):
        return None
    territory = _by_territory(mentor, candidate, field)
    branch = _by_branch(mentor, candidate, field)
    by_branch = branch and (not territory or branch.points > territory.points)
    further = _by_processes(mentor, candidate, field), _by_past(mentor, candidate, field)
    return Score(
        Criterion.BRANCH if by_branch else Criterion.TERRITORY,
        tuple(reason for reason in (territory, branch, *further) if reason),
    )


def obstacle(mentor: Mentor, candidate: Candidate, field: Field) -> Obstacle | None:
    """Why they cannot be a pair, whatever the counts and whoever else they work with."""
    if candidate.is_certified:
        return Obstacle.CERTIFIED
    knows = mentor.knows(candidate.branch)
    if not knows and _by_territory(mentor, candidate, field) is None:
        return Obstacle.CRITERION
    if not mentor.languages & candidate.languages:
        return Obstacle.LANGUAGE
    if not _can_work(mentor, candidate, field):
        return Obstacle.WAY
    return None


def _can_work(mentor: Mentor, candidate: Candidate, field: Field) -> bool:
    """Both from afar, or both by visits no longer than the mentor travels."""
    if mentor.remote and candidate.remote:
        return True
    if not (mentor.visits and candidate.visits):
        return False
    if mentor.reach_km is None:
        return True
    distance = field.kilometres(mentor.territory, candidate.territory)
    return distance is not None and distance <= mentor.reach_km


def _by_territory(mentor: Mentor, candidate: Candidate, field: Field) -> Reason | None:
    """The same territory; or of neighbourhood and distance that which brings more."""
    home, there = mentor.territory, candidate.territory
    if home is None or there is None:
        return None
    weights, found = field.weights, []
    if home == there:
        words = f"одна территория ({field.name_of(home)})"
        return Reason("same_territory", weights.same_territory, words)
    if field.are_neighbours(home, there):
        words = f"соседние территории ({field.name_of(home)} и{NBSP}{field.name_of(there)})"
        found.append(Reason("neighbouring_territory", weights.neighbouring_territory, words))
    distance = field.kilometres(home, there)
    if distance is not None and distance <= weights.near_km:
        points = near_points(distance, weights)
        words = f"между центрами территорий {distance}{NBSP}км"
        found.append(Reason("near_territory", points, words))
    return max(found, key=lambda reason: reason.points, default=None)


def near_points(distance, weights):
    """All points at no distance, none at `near_km`; also of an array of kilometres."""
    return weights.near_territory * (weights.near_km - distance) // weights.near_km


def _by_branch(mentor: Mentor, candidate: Candidate, field: Field) -> Reason | None:
    if not mentor.knows(candidate.branch):
        return None
    own = "одна отрасль" if mentor.branch == candidate.branch else "наставник знает отрасль"
    return Reason("same_branch", field.weights.same_branch, f"{own} ({candidate.branch})")


def _by_processes(mentor: Mentor, candidate: Candidate, field: Field) -> Reason | None:
    taught = len(mentor.processes & candidate.needs)
    if not taught:
        return None
    wanted = len(candidate.needs)
    forms = "нужного процесса", "нужных процессов", "нужных процессов"
    words = f"научит {taught} из{NBSP}{counted(wanted, *forms)}"
    return Reason("wanted_processes", field.weights.wanted_processes * taught // wanted, words)


def _by_past(mentor: Mentor, candidate: Candidate, field: Field) -> Reason | None:
    if (mentor.id, candidate.id) not in field.past:
        return None
    return Reason("worked_before", -field.weights.worked_before, "уже работали вместе")
