"""Who may be a mentor and who a candidate, and why not; pure (3.16, R43, R44)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from association.organisations.choices import QmsState
from home.rulebook import DomainError

from .names import CANDIDATE_HAS_STATUS, MENTOR_IS_CERTIFIED, PROFILE

MOST_AT_ONCE = 20
"""Candidates of one mentor; more than any member can help."""
FARTHEST_KM = 10_000


@dataclass(frozen=True)
class Paper:
    """One certificate of the QMS of an organisation, and what it is worth on the day."""

    number: str
    state: QmsState
    valid_until: date
    ended_on: date | None = None
    end_reason: str = ""


# Which of several papers says best why none counts: the one on whose way something can be done.
_TELLING = (
    QmsState.WAITING,
    QmsState.NOT_YET,
    QmsState.EXPIRED,
    QmsState.ENDED,
    QmsState.REJECTED,
)


def mentor_flaw(name: str, is_member: bool, papers: Sequence[Paper]) -> str:
    """Why the organisation `name` cannot be a mentor on the day of the `papers`; empty when it can."""
    if not is_member:
        return f"{name}\xa0— не\xa0член Ассоциации, а\xa0наставником бывает только член."
    if any(paper.state == QmsState.IN_FORCE for paper in papers):
        return ""
    ordered = sorted(papers, key=lambda paper: (_TELLING.index(paper.state), -_days(paper)))
    if not ordered:
        return (
            f"{name}: нет сертификата СМК. Наставник\xa0— член с\xa0сертифицированной СМК, "
            "членства без сертификата (п.\xa03.1 «б» и\xa0«в») для этого мало."
        )
    return f"{name}: {_why(ordered[0])}"


def _days(paper: Paper) -> int:
    return paper.valid_until.toordinal()


def _why(paper: Paper) -> str:
    of_it = f"сертификат СМК №\xa0{paper.number}"
    if paper.state == QmsState.WAITING:
        return f"{of_it} внесён, но\xa0секретарь ещё не\xa0сверил его со\xa0сканом."
    if paper.state == QmsState.EXPIRED:
        return f"{of_it} действовал по\xa0{paper.valid_until:%d.%m.%Y}. Внесите новый."
    if paper.state == QmsState.NOT_YET:
        return f"{of_it} ещё не\xa0действует."
    if paper.state == QmsState.REJECTED:
        return f"{of_it} не\xa0подтверждён: {paper.end_reason}. Внесите его ещё раз."
    return f"{of_it} прекращён с\xa0{paper.ended_on:%d.%m.%Y}: {paper.end_reason}."


def check_mentor(flaw: str) -> None:
    """DomainError by R43 when there is a flaw."""
    if flaw:
        raise DomainError(flaw, MENTOR_IS_CERTIFIED)


def check_candidate(name: str, is_candidate: bool) -> None:
    """DomainError by R44 for whoever is no candidate today."""
    if not is_candidate:
        raise DomainError(
            f"{name} сегодня не\xa0состоит в\xa0статусе кандидата, а\xa0наставника просит кандидат.",
            CANDIDATE_HAS_STATUS,
        )


def check_way_of_work(
    *, works_remotely: bool, meets_in_person: bool, languages: Collection[str]
) -> None:
    """Two organisations can work together somehow, and in some language."""
    if not (works_remotely or meets_in_person):
        raise DomainError(
            "Отметьте, как вы можете работать: удалённо, с\xa0выездами или и\xa0так, и\xa0так.",
            PROFILE,
            field="meets_in_person",
        )
    if not languages:
        raise DomainError("Отметьте хотя\xa0бы один язык.", PROFILE, field="languages")
