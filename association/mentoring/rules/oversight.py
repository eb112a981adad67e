"""What becomes of pairs: which cannot go on, which are silent, how long an evaluation stays open. No clock here."""

from dataclasses import dataclass
from datetime import date, timedelta

from association.organisations.choices import Standing
from home.rulebook import DomainError, Rule

from ..choices import Side, Trouble
from .names import CANDIDATE_HAS_STATUS, EVALUATION, MENTOR_IS_CERTIFIED, UNTIL_CERTIFICATE

BELONGING = (Standing.MEMBER, Standing.CANDIDATE)

RULES: dict[Trouble, Rule] = {
    Trouble.CANDIDATE_CERTIFIED: UNTIL_CERTIFICATE,
    Trouble.CANDIDATE_ADMITTED: CANDIDATE_HAS_STATUS,
    Trouble.CANDIDATE_LEFT: CANDIDATE_HAS_STATUS,
    Trouble.CANDIDATE_GONE: CANDIDATE_HAS_STATUS,
    Trouble.MENTOR_LEFT: MENTOR_IS_CERTIFIED,
    Trouble.MENTOR_GONE: MENTOR_IS_CERTIFIED,
    Trouble.MENTOR_UNCERTIFIED: MENTOR_IS_CERTIFIED,
}
"""Which demand of the regulation the pair does not meet any more."""

ADVICE: dict[Trouble, str] = {
    Trouble.CANDIDATE_CERTIFIED: "Сертификат получен до утверждения пары: цель достигнута, внесите прекращение в список.",
    Trouble.CANDIDATE_ADMITTED: "Если помощь ещё нужна, пара может доработать до сертификата; если нет — внесите прекращение в список.",
    Trouble.CANDIDATE_LEFT: "Помогать больше некому: внесите прекращение в список.",
    Trouble.CANDIDATE_GONE: "Если у правопреемника статус кандидата, образуйте с ним новую пару, а эту прекратите.",
    Trouble.MENTOR_LEFT: "Замените наставника: прекращение и новую пару вносят одним списком.",
    Trouble.MENTOR_GONE: "Замените наставника или образуйте пару с его правопреемником.",
    Trouble.MENTOR_UNCERTIFIED: "Дождитесь нового сертификата наставника или замените его.",
}


@dataclass(frozen=True)
class Parties:
    """The two of a pair at work as they are on a day; gone: another organisation came in its place by an act."""

    mentor_standing: str
    candidate_standing: str
    mentor_is_certified: bool = True
    candidate_is_certified: bool = False
    mentor_is_gone: bool = False
    candidate_is_gone: bool = False


def troubles_of(parties: Parties) -> list[Trouble]:
    """What stands against the pair on the day, of each side the gravest; an empty list for most (R43, R44, R68)."""
    found = (_of_candidate(parties), _of_mentor(parties))
    return [trouble for trouble in found if trouble]


def _of_candidate(parties: Parties) -> Trouble | None:
    if parties.candidate_is_gone:
        return Trouble.CANDIDATE_GONE
    if parties.candidate_standing not in BELONGING:
        return Trouble.CANDIDATE_LEFT
    if parties.candidate_is_certified:
        return Trouble.CANDIDATE_CERTIFIED
    return Trouble.CANDIDATE_ADMITTED if parties.candidate_standing == Standing.MEMBER else None


def _of_mentor(parties: Parties) -> Trouble | None:
    if parties.mentor_is_gone:
        return Trouble.MENTOR_GONE
    if parties.mentor_standing != Standing.MEMBER:
        return Trouble.MENTOR_LEFT
    return None if parties.mentor_is_certified else Trouble.MENTOR_UNCERTIFIED


def ends_on(issued_on: date, begins_on: date) -> date:
    """The day of the certificate, but no pair ends before it began (R68, 4.11)."""
    return max(issued_on, begins_on)


def is_certificate_of_pair(valid_until: date, begins_on: date) -> bool:
    """A certificate whose term was over before the pair began is no fruit of its work and ends nothing."""
    return valid_until >= begins_on


def has_worked(begins_on: date, ended_on: date) -> bool:
    """At least a day: who has done nothing together is neither evaluated nor thanked."""
    return ended_on > begins_on


def evaluate_until(entered_on: date, days: int) -> date:
    """The last day for an evaluation, counted from the day on which the end was entered."""
    return entered_on + timedelta(days=days)


def evaluations_are_open(written: frozenset[Side], until: date, on: date) -> bool:
    """The two do not see each other's words before both have written or the term is over, nor does anybody else."""
    return len(written) == len(Side) or on > until


def may_be_evaluated(begins_on: date, ended_on: date | None, until: date | None, on: date) -> bool:
    """What `check_evaluation` lets pass."""
    try:
        check_evaluation(begins_on, ended_on, until, on)
    except DomainError:
        return False
    return True


def check_evaluation(begins_on: date, ended_on: date | None, until: date | None, on: date) -> None:
    """DomainError while the pair works, when it has not worked a day, and after the term."""
    if ended_on is None or until is None:
        raise DomainError("Пара ещё работает: оценивают, когда работа окончена.", EVALUATION)
    if not has_worked(begins_on, ended_on):
        raise DomainError("Пара не\xa0проработала и\xa0дня, оценивать нечего.", EVALUATION)
    if on > until:
        raise DomainError(f"Срок для оценки прошёл {until:%d.%m.%Y}.", EVALUATION)
