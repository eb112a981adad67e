"""The course of an information request: what may be asked, when it may be answered, how answers are counted."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from home.rulebook import DomainError
from home.rulebook.text import counted

from ..choices import RequestState
from .names import ANSWERING, ASKING

REMIND_BEFORE = 3
"""Calendar days before the term; on the day after it the second and last reminder goes."""


def check_term(due_on: date, on: date) -> None:
    if due_on <= on:
        raise DomainError("Срок ответа — не раньше завтрашнего дня.", ASKING, field="due_on")


def check_addressees(count: int) -> None:
    if not count:
        raise DomainError(
            "Под эти условия не подходит ни один член Ассоциации.", ASKING, field="circle"
        )


def check_open(state: str) -> None:
    """Only an open request is answered, closed or cancelled; a late answer is an answer."""
    if state != RequestState.OPEN:
        label = RequestState(state).label.lower()
        raise DomainError(f"Запрос уже {label}.", ANSWERING)


@dataclass(frozen=True)
class Rate:
    """How many of those asked have answered."""

    asked: int
    answered: int
    in_time: int

    @property
    def share(self) -> Fraction | None:
        """None where nobody was asked."""
        return Fraction(self.answered, self.asked) if self.asked else None

    @property
    def percent(self) -> int | None:
        """Whole per cents, never rounded up to a hundred nor down to none."""
        if self.share is None:
            return None
        whole = round(self.share * 100)
        if self.share not in (0, 1):
            whole = min(99, max(1, whole))
        return whole

    @property
    def in_words(self) -> str:
        if not self.asked:
            return "запросов не было"
        return f"{self.answered} из\xa0{self.asked} ({self.percent}\xa0%)"


def standing_of(answered_on: date | None, due_on: date, on: date, state: str) -> tuple[str, str]:
    """(words, tone) of one addressee."""
    if answered_on is not None:
        late = (answered_on - due_on).days
        if late > 0:
            return f"Ответ дан, позже срока на\xa0{_days(late)}", "positive"
        return "Ответ дан", "positive"
    if state == RequestState.CANCELLED:
        return "Отвечать не\xa0нужно", "ended"
    if state == RequestState.CLOSED:
        return "Ответа не\xa0было", "attention"
    late = (on - due_on).days
    if late > 0:
        return f"Просрочен на\xa0{_days(late)}", "attention"
    return "Ждёт ответа", "waiting"


def _days(number: int) -> str:
    return counted(number, "день", "дня", "дней")


def number_of(year: int, number: int) -> str:
    return f"З-{year}-{number:03}"
