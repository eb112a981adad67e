"""When members have agreed to a protocol (3.5 of the working group's rules, R124, R125, C8)."""

from dataclasses import dataclass
from datetime import date

from home.rulebook import DomainError, Rule
from home.rulebook.text import counted

from ..choices import AgreementAnswer


@dataclass(frozen=True)
class Line:
    """One line of the agreement sheet, by its answer; `has_reply`: the secretary has said what came of the remarks."""

    answer: str
    has_reply: bool = False


def all_agreed(lines: list[Line]) -> bool:
    """Nobody is left to wait for, and nobody remarks: the protocol goes on by itself."""
    return all(line.answer == AgreementAnswer.AGREED for line in lines)


def unanswered(lines: list[Line]) -> int:
    return sum(line.answer == AgreementAnswer.NONE for line in lines)


def check_end(lines: list[Line], until: date | None, today: date, rule: Rule) -> None:
    """The secretary ends it when all have answered or the term is over, and every remark has its reply."""
    waiting = unanswered(lines)
    if waiting and (until is None or today <= until):
        people = counted(waiting, "член органа", "члена органа", "членов органа")
        last_day = f" Срок ответа — {until:%d.%m.%Y}." if until else ""
        raise DomainError(f"Ещё не ответили {people}.{last_day}", rule)
    if any(line.answer == AgreementAnswer.REMARKS and not line.has_reply for line in lines):
        raise DomainError(
            "Есть замечания без ответа: напишите, что по ним сделано, или верните протокол на доработку.",
            rule,
        )
