"""Questions of offices that a vote decides: by which code, about which office."""

from association.bodies.choices import BodyKind, Filling, OfficeKind
from association.bodies.rules.offices import CHAIR_RELEASE as CHAIR_RELEASED
from association.bodies.rules.offices import FIELD_OF_OFFICE
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


def matters_of(kind: str, rule_set) -> tuple[str, ...]:
    """What may be proposed about the offices of a body: nobody is elected where the rules appoint (C9; 3.6–3.8).

    `rule_set` has the fields of models.RuleSet.
    """
    known = _BY_KIND.get(BodyKind(kind), _ELSEWHERE)
    return tuple(each for each in known if each == CHAIR_RELEASE or _is_elected(each, rule_set))


def _is_elected(matter: str, rule_set) -> bool:
    return getattr(rule_set, FIELD_OF_OFFICE[MATTERS[matter]]) == Filling.ELECTED


def rule_of(matter: str, rule_set) -> Rule:
    """How the rules of this very body fill the office; a release has a clause of its own (3.7)."""
    if matter == CHAIR_RELEASE:
        return CHAIR_RELEASED
    return rule_set.rule_for(FIELD_OF_OFFICE[MATTERS[matter]])


def only_head_proposes(matter: str, kind: str) -> bool:
    """The deputy of the Presidium is proposed by its chair (3.8)."""
    return matter == DEPUTY and kind == BodyKind.PRESIDIUM
