"""How many mentors a candidate may have, and how many candidates a mentor (3.16, R48, C38)."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date

from home.rulebook import DomainError
from home.rulebook.text import counted

from .names import RATIO


@dataclass(frozen=True)
class Ratio:
    """Certified members willing to be mentors and organisations in candidate standing, counted on a day (C38)."""

    mentors: int
    candidates: int
    on: date

    @property
    def allows_several_mentors(self) -> bool:
        """For one candidate."""
        return self.mentors > self.candidates

    @property
    def allows_several_candidates(self) -> bool:
        """For one mentor."""
        return self.candidates > self.mentors

    @property
    def numbers(self) -> str:
        """«7 наставников и 9 кандидатов»."""
        mentors = counted(self.mentors, "наставник", "наставника", "наставников")
        candidates = counted(self.candidates, "кандидат", "кандидата", "кандидатов")
        return f"{mentors} и\xa0{candidates}"

    @property
    def in_words(self) -> str:
        """«на 20.11.2026 — 7 наставников и 9 кандидатов», on which a refusal and a decision rest."""
        return f"на\xa0{self.on:%d.%m.%Y} — {self.numbers}"

    @property
    def allows(self) -> str:
        """What the counts of the day let the Presidium do, in a sentence."""
        if self.allows_several_mentors:
            return "Наставников больше: у\xa0кандидата может быть несколько наставников, у\xa0наставника\xa0— один кандидат."
        if self.allows_several_candidates:
            return "Кандидатов больше: у\xa0наставника может быть несколько кандидатов, у\xa0кандидата\xa0— один наставник."
        return "Наставников и\xa0кандидатов поровну: у\xa0каждого наставника один кандидат, у\xa0кандидата\xa0— один наставник."


Name = Hashable
PairOf = tuple[Name, Name]
"""(mentor, candidate), by whatever stands for them; `str()` of each is what a refusal says."""


def refusals_of_ratio(
    ratio: Ratio, standing: Iterable[PairOf], added: Iterable[PairOf]
) -> dict[PairOf, DomainError]:
    """Why a pair that is added gives somebody several partners whom the counts do not allow, by pair.

    `standing` are pairs that go on working. What was approved under earlier counts stands: only those who get a new
    partner are judged.
    """
    added = list(added)
    pairs = {*standing, *added}
    mentors_of = Counter(candidate for _, candidate in pairs)
    candidates_of = Counter(mentor for mentor, _ in pairs)
    found = {}
    for mentor, candidate in added:
        if mentors_of[candidate] > 1 and not ratio.allows_several_mentors:
            sentence = _several_mentors(ratio, candidate, mentors_of[candidate])
        elif candidates_of[mentor] > 1 and not ratio.allows_several_candidates:
            sentence = _several_candidates(ratio, mentor, candidates_of[mentor])
        else:
            continue
        found[mentor, candidate] = DomainError(sentence, RATIO)
    return found


def _several_mentors(ratio: Ratio, candidate: Name, number: int) -> str:
    return (
        f"У\xa0кандидата {candidate} было\xa0бы {counted(number, 'наставник', 'наставника', 'наставников')}. "
        "Больше одного можно, только когда наставников больше, чем кандидатов, "
        f"а\xa0{ratio.in_words}."
    )


def _several_candidates(ratio: Ratio, mentor: Name, number: int) -> str:
    return (
        f"У\xa0наставника {mentor} было\xa0бы {counted(number, 'кандидат', 'кандидата', 'кандидатов')}. "
        "Больше одного можно, только когда кандидатов больше, чем наставников, "
        f"а\xa0{ratio.in_words}."
    )
