"""How a membership ends: the one table of states of a departure, and the floor of five (R36, R40–R42, C13, C14)."""

import re
from datetime import date

from home.rulebook import DomainError, Rule
from home.rulebook.text import counted

from ..choices import DepartureAct, DepartureKind, DepartureState
from . import names
from .procedure import NextStep

TRANSITIONS: dict[DepartureState, dict[DepartureAct, DepartureState]] = {
    DepartureState.DRAFT: {
        DepartureAct.EDIT: DepartureState.DRAFT,
        DepartureAct.FILE: DepartureState.FILED,
        DepartureAct.WITHDRAW: DepartureState.WITHDRAWN,
    },
    DepartureState.FILED: {
        DepartureAct.COMPLETE: DepartureState.DONE,
        DepartureAct.REJECT: DepartureState.REJECTED,
        DepartureAct.WITHDRAW: DepartureState.WITHDRAWN,
    },
    DepartureState.DONE: {},
    DepartureState.REJECTED: {},
    DepartureState.WITHDRAWN: {},
}
"""Every act that a state allows, and the state that follows (T36)."""

OPEN_STATES = tuple(state for state, acts in TRANSITIONS.items() if acts)
CLOSED_STATES = tuple(state for state, acts in TRANSITIONS.items() if not acts)

NEVER: dict[DepartureKind, frozenset[DepartureAct]] = {
    # Leaving at will is nobody's to refuse (5.6, C13).
    DepartureKind.EXIT: frozenset({DepartureAct.REJECT}),
    DepartureKind.REMOVAL: frozenset(),
    # What the office enters is done at once, from its paper: there is nothing to mend, withdraw or refuse.
    DepartureKind.REORGANISATION: frozenset(
        {DepartureAct.EDIT, DepartureAct.WITHDRAW, DepartureAct.REJECT}
    ),
    DepartureKind.OTHER: frozenset({DepartureAct.EDIT, DepartureAct.WITHDRAW, DepartureAct.REJECT}),
}

RULES: dict[DepartureKind, Rule] = {
    DepartureKind.EXIT: names.LEAVE_AT_WILL,
    DepartureKind.REMOVAL: names.REMOVAL,
    DepartureKind.REORGANISATION: names.ENDS_BY_REORGANISATION,
    DepartureKind.OTHER: names.OTHER_GROUND,
}

FEWEST_MEMBERS = 5
"""3.12; candidates do not count (C12)."""


def acts_allowed(kind: DepartureKind, state: DepartureState) -> frozenset[DepartureAct]:
    return frozenset(TRANSITIONS[DepartureState(state)]) - NEVER[DepartureKind(kind)]


def next_state(kind: DepartureKind, state: DepartureState, act: DepartureAct) -> DepartureState:
    """DomainError when this kind knows no such way."""
    kind, state, act = DepartureKind(kind), DepartureState(state), DepartureAct(act)
    if act in NEVER[kind] and act is DepartureAct.REJECT:
        raise DomainError("Выйти из Ассоциации организация вправе всегда.", RULES[kind])
    if act not in acts_allowed(kind, state):
        raise DomainError(
            f"Нельзя {act.label}: состояние — «{state.label}».", names.DEPARTURE_PROCEDURE
        )
    return TRANSITIONS[state][act]


def check_seen(seen: int, version: int, state: DepartureState) -> None:
    """Refuse an act of somebody who has read an older version than the one that lies there now (T35)."""
    if seen != version:
        raise DomainError(
            "Пока вы читали, здесь всё изменилось: теперь состояние — "
            f"«{DepartureState(state).label}». Посмотрите ещё раз.",
            names.LEAVING_SEEN,
        )


def check_day(on: date, *, since: date | None, today: date, rule: Rule, field: str) -> None:
    """Membership ends on a day that has come, and not before it began."""
    if on > today:
        raise DomainError("Эта дата ещё не наступила.", rule, field=field)
    if since and on < since:
        raise DomainError(
            f"Дата раньше, чем организация получила нынешнее положение: {since:%d.%m.%Y}.",
            rule,
            field=field,
        )


def check_own_application(*, is_needed: bool, is_here: bool) -> None:
    """By the setting: whether 3.14 wants the application of the organisation itself (C13)."""
    if is_needed and not is_here:
        raise DomainError(
            "Нет заявления самой организации, а настройки требуют его для вывода из состава.",
            names.REMOVAL,
        )


def reading_of_removal(*, own_application_is_needed: bool) -> str:
    """How this Association reads a clause that does not say whose application is meant (3.14, C13)."""
    said = "П.\xa03.14 Положения говорит о\xa0подаче заявления о\xa0выходе, но\xa0не\xa0говорит, чьего. "
    if own_application_is_needed:
        return said + "Здесь нужно и\xa0заявление самой организации (не\xa0из\xa0положения)."
    return said + "Здесь достаточно заявления того, кто предлагает вывод (не\xa0из\xa0положения)."


_NOT_REMOVAL = re.compile(
    r"\b(отказ\w*|отклон\w*|оставить|не\s+(выводить|вывести|исключать|исключить))\b", re.I
)


def check_asks_removal(question: str) -> None:
    """«За» removes and a lost vote keeps the member, so the question itself has to be «вывести»."""
    if _NOT_REMOVAL.search(question):
        raise DomainError(
            "На голосование поставлен отказ, а\xa0программа ждёт вопроса о\xa0выводе: «за» выводит "
            "организацию из\xa0состава, отклонённый вопрос оставляет её.",
            names.REMOVAL,
        )


def is_below_floor(members: int) -> bool:
    return members < FEWEST_MEMBERS


def floor_warning(left: int) -> str:
    """What to say before an end that leaves so many members; empty while there are enough of them (R36)."""
    if not is_below_floor(left):
        return ""
    verb = "останется" if left != 1 else "останется только"
    return (
        f"После этого в\xa0Ассоциации {verb} {counted(left, 'член', 'члена', 'членов')}, "
        "а\xa0Положение требует не\xa0менее пяти."
    )


_MEMBER = "ваша организация"
_PRESIDIUM = "Президиум Ассоциации"


def what_next(
    kind: DepartureKind, state: DepartureState, *, lacks_own_application: bool = False
) -> NextStep | None:
    """For the page of a departure; None when all is over."""
    rule = RULES[DepartureKind(kind)]
    if state == DepartureState.DRAFT:
        return NextStep(
            "Распечатайте заявление, подпишите у\xa0руководителя и\xa0загрузите скан либо передайте "
            "секретарю бумажный подлинник.",
            _MEMBER,
            rule,
        )
    if state == DepartureState.FILED and lacks_own_application:
        return NextStep(
            "Нужно ещё заявление самой организации: без него вопрос не\xa0ставят на\xa0голосование.",
            "организация, о\xa0которой идёт речь",
            rule,
        )
    if state == DepartureState.FILED:
        return NextStep(
            "Президиум рассматривает вопрос на\xa0заседании: нужно не\xa0меньше двух третей "
            "его списочного состава.",
            _PRESIDIUM,
            rule,
        )
    return None
