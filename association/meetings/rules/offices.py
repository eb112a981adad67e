"""Questions of offices that a vote decides: by which code, about which office."""

from association.bodies.choices import BodyKind, OfficeKind
from association.bodies.rules.offices import (
    CHAIR_ELECTED,
    DEPUTY_ELECTED,
    GROUP_DEPUTY,
    GROUP_SECRETARY,
)
from association.bodies.rules.offices import CHAIR_RELEASE as CHAIR_RELEASED
from home.rulebook import DomainError, Rule, rule

CHAIR_ELECTION, DEPUTY, SECRETARY, CHAIR_RELEASE = (
    "chair_election",
    "deputy",
    "secretary",
    "chair_release",
)

MATTERS = {
    CHAIR_ELECTION: OfficeKind.CHAIR,
    DEPUTY: OfficeKind.DEPUTY_CHAIR,
    SECRETARY: OfficeKind.SECRETARY,
    CHAIR_RELEASE: OfficeKind.CHAIR,
}

TITLES = {
    CHAIR_ELECTION: "Избрание председателя",
    DEPUTY: "Избрание заместителя",
    SECRETARY: "Избрание секретаря",
    CHAIR_RELEASE: "Досрочное освобождение председателя",
}

_RULES = {
    CHAIR_ELECTION: CHAIR_ELECTED,
    DEPUTY: DEPUTY_ELECTED,
    SECRETARY: GROUP_SECRETARY,
    CHAIR_RELEASE: CHAIR_RELEASED,
}

_BY_KIND = {
    BodyKind.PRESIDIUM: (CHAIR_ELECTION, DEPUTY, CHAIR_RELEASE),
    BodyKind.GENERAL_MEETING: (),
}
_ELSEWHERE = (DEPUTY, SECRETARY)

CANDIDATE = rule("meetings.office_candidate", title="Кого избирают")
DECIDED_ONCE = rule(
    "meetings.office_decided_once", title="Решение о должности исполняется один раз"
)


def check_undecided(is_decided: bool) -> None:
    if is_decided:
        raise DomainError("По этому предложению уже принято решение.", DECIDED_ONCE)


def check_release(matter: str, ground: str, has_office: bool) -> None:
    """R31."""
    if matter != CHAIR_RELEASE:
        return
    if not ground:
        raise DomainError(
            "Выберите одно из трёх оснований.", CHAIR_RELEASED, field="release_ground"
        )
    if not has_office:
        raise DomainError("Председателя сейчас нет: освобождать некого.", CHAIR_RELEASED)


def check_candidate(matter: str, is_named: bool) -> None:
    if matter != CHAIR_RELEASE and not is_named:
        raise DomainError("Выберите, кого предлагаете.", CANDIDATE, field="person")


def matters_of(kind: str) -> tuple[str, ...]:
    """What may be proposed about the offices of a body of this kind (2.2 of the working group's rules; 3.6–3.8)."""
    return _BY_KIND.get(BodyKind(kind), _ELSEWHERE)


def rule_of(matter: str, kind: str) -> Rule:
    if matter == DEPUTY and kind != BodyKind.PRESIDIUM:
        return GROUP_DEPUTY
    return _RULES[matter]


def only_head_proposes(matter: str, kind: str) -> bool:
    """The deputy of the Presidium is proposed by its chair (3.8)."""
    return matter == DEPUTY and kind == BodyKind.PRESIDIUM
