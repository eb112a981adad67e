"""What a meeting of the Presidium may be asked of an application, and when a vote on it says something (3.13)."""

import re

from home.rulebook import DomainError

from ..choices import State
from . import names

_NEGATIVE = re.compile(
    r"\b(отказ\w*|отклон\w*|не\s+(принимать|принять|присваивать|присвоить))\b", re.I
)


def check_asks_admission(question: str) -> None:
    """«За» admits and a lost vote refuses, so the question itself has to be «принять»."""
    if _NEGATIVE.search(question):
        raise DomainError(
            "На голосование поставлен отказ, а программа ждёт вопроса о приёме: «за» принимает "
            "организацию, отклонённый вопрос отклоняет заявление.",
            names.ON_AGENDA,
        )


def waits_for_meeting(state: State | str) -> bool:
    """Only what lies before the Association is refused by its vote: one that was taken back is nobody's to refuse."""
    return State(state) == State.SUBMITTED
