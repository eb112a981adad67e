"""How an application moves: the one table of its states, who may apply, and what comes next."""

from dataclasses import dataclass
from datetime import date

from home.rulebook import DomainError, Rule

from ..choices import Act, Basis, DecisionForm, Outcome, Period, State
from . import names

TRANSITIONS: dict[State, dict[Act, State]] = {
    State.DRAFT: {
        Act.EDIT: State.DRAFT,
        Act.SUBMIT: State.SUBMITTED,
        Act.WITHDRAW: State.WITHDRAWN,
    },
    State.SUBMITTED: {
        Act.ATTACH_SCAN: State.SUBMITTED,
        Act.RECORD_PAPER: State.SUBMITTED,
        Act.ASSIGN_EXPERTS: State.SUBMITTED,
        Act.CONCLUDE: State.SUBMITTED,
        Act.PUT_ON_AGENDA: State.SUBMITTED,
        Act.RECORD_CONCLUSION: State.SUBMITTED,
        Act.RETURN: State.RETURNED,
        Act.REFUSE: State.REFUSED,
        Act.WITHDRAW: State.WITHDRAWN,
        Act.RECORD_DECISION: State.ADMITTED,
    },
    State.RETURNED: {
        Act.EDIT: State.RETURNED,
        Act.SUBMIT: State.SUBMITTED,
        Act.REFUSE: State.REFUSED,
        Act.WITHDRAW: State.WITHDRAWN,
    },
    State.ADMITTED: {
        Act.RECORD_ORDER: State.CONFIRMED,
        Act.WITHDRAW: State.WITHDRAWN,
    },
    State.CONFIRMED: {},
    State.REFUSED: {},
    State.WITHDRAWN: {},
}
"""Every act that a state allows, and the state that follows (T36). Nothing else decides about states."""

OPEN_STATES = tuple(state for state, acts in TRANSITIONS.items() if acts)
CLOSED_STATES = tuple(state for state, acts in TRANSITIONS.items() if not acts)
APPLICANT_ACTS = frozenset({Act.EDIT, Act.SUBMIT, Act.WITHDRAW, Act.ATTACH_SCAN})
EXPERT_ACTS = frozenset({Act.CONCLUDE})
SECRETARY_ACTS = frozenset(Act) - APPLICANT_ACTS - EXPERT_ACTS


def acts_allowed(state: State) -> frozenset[Act]:
    return frozenset(TRANSITIONS[State(state)])


def next_state(state: State, act: Act) -> State:
    """DomainError when the table knows no such way."""
    state, act = State(state), Act(act)
    if act not in TRANSITIONS[state]:
        raise DomainError(
            f"Нельзя {act.label}: состояние заявления — «{state.label}».", names.PROCEDURE
        )
    return TRANSITIONS[state][act]


def check_seen(seen: int, version: int, state: State) -> None:
    """Refuse an act of somebody who has read an older version than the one that lies there now (T35)."""
    if seen != version:
        raise DomainError(
            "Пока вы читали, заявление изменилось: теперь его состояние — "
            f"«{State(state).label}». Посмотрите его ещё раз.",
            names.SEEN_LATEST,
        )


def addressee_rule(period: Period, basis: Basis) -> Rule:
    """By the period (R37, R38); a candidate's application is always to the chair (R26)."""
    if basis == Basis.CANDIDATE:
        return names.CANDIDATE_APPLICATION
    if period == Period.ORGANISATIONAL:
        return names.ADDRESSEE_ORGANISATIONAL
    return names.ADDRESSEE_WORKING


def basis_rule(basis: Basis | str) -> Rule:
    """The rule of the chosen ground, or of having to choose one."""
    return names.BASIS_RULES.get(basis, names.ONE_BASIS)


def bases_open_to(*, is_member: bool, is_candidate: bool) -> tuple[Basis, ...]:
    """A member has nothing to apply for; a candidate has only membership left."""
    if is_member:
        return ()
    return tuple(basis for basis in Basis if basis.admits_member or not is_candidate)


def check_basis(basis: Basis, *, is_member: bool, is_candidate: bool) -> None:
    if is_member:
        raise DomainError("Организация уже состоит в Ассоциации.", names.ALREADY_IN)
    if basis not in bases_open_to(is_member=False, is_candidate=is_candidate):
        raise DomainError(
            "Организация уже кандидат: выберите одно из оснований для члена Ассоциации.",
            names.ALREADY_IN,
            field="basis",
        )


def check_signed(has_signed_paper: bool) -> None:
    """Nothing is decided on before the head's signature is here."""
    if not has_signed_paper:
        raise DomainError(
            "Нет подписанного заявления: нужен скан с подписью руководителя или отметка "
            "о бумажном подлиннике.",
            names.HEAD_APPLIES,
        )


def check_conclusion(basis: Basis, *, was_candidate: bool, outcome: Outcome | None) -> None:
    """A candidate becomes a member only with a positive conclusion of the Expert Group (R22)."""
    if was_candidate and Basis(basis).admits_member and outcome != Outcome.POSITIVE:
        raise DomainError(
            "Кандидата принимают в члены только с положительным заключением Экспертной группы, "
            "а его нет.",
            names.EXPERT_CONCLUSION,
        )


def check_decision(form: DecisionForm | None, decided_on: date, *, submitted_on: date, today: date):
    if not form:
        raise DomainError("Укажите форму решения.", names.DECISION_FORM, field="form")
    check_date(
        decided_on,
        field="date",
        not_before=submitted_on,
        before_what="заявление подано",
        today=today,
        rule=names.ADMISSION_DECISION,
    )


def check_date(
    on: date, *, field: str, not_before: date, before_what: str, today: date, rule: Rule
) -> None:
    """A date that lies between what had to come first and today."""
    if on > today:
        raise DomainError("Эта дата ещё не наступила.", rule, field=field)
    if on < not_before:
        raise DomainError(
            f"Дата раньше, чем {before_what}: {not_before:%d.%m.%Y}.", rule, field=field
        )


@dataclass(frozen=True)
class NextStep:
    """What happens next: by whom, and by which clause."""

    text: str
    who: str
    rule: Rule

    @property
    def is_applicants(self) -> bool:
        return self.who == _APPLICANT


_SECRETARY = "секретарь Ассоциации"
_APPLICANT = "организация-заявитель"


def what_next(
    state: State,
    basis: Basis | None,
    *,
    has_signed_paper: bool,
    needs_conclusion: bool,
    outcome: Outcome | None = None,
) -> NextStep | None:
    """For the status page; None when all is over."""
    match State(state):
        case State.DRAFT:
            return NextStep(
                "Заполните заявление и отправьте его.", _APPLICANT, names.APPLICATION_FORM
            )
        case State.RETURNED:
            return NextStep(
                "Исправьте заявление по замечаниям и отправьте снова.", _APPLICANT, names.PROCEDURE
            )
        case State.SUBMITTED if not has_signed_paper:
            return NextStep(
                "Распечатайте заявление, подпишите у руководителя и загрузите скан "
                "либо передайте секретарю бумажный подлинник.",
                _APPLICANT,
                names.HEAD_APPLIES,
            )
        case State.SUBMITTED if needs_conclusion and outcome:
            return NextStep(
                f"Экспертная группа дала заключение: {outcome.label}. С ним принять нельзя: секретарь "
                "вернёт заявление, чтобы исправить документы, или отклонит его.",
                _SECRETARY,
                names.EXPERT_CONCLUSION,
            )
        case State.SUBMITTED if needs_conclusion:
            return NextStep(
                "Экспертная группа даёт заключение на пакет документов СМК.",
                "Экспертная группа",
                names.EXPERT_CONCLUSION,
            )
        case State.SUBMITTED:
            return NextStep(
                "Заявление рассматривают и принимают решение.", _SECRETARY, _decision_rule(basis)
            )
        case State.ADMITTED:
            return NextStep(
                "Состав Ассоциации утверждают приказом.", _SECRETARY, names.ADMISSION_ORDER
            )
    return None


def _decision_rule(basis: Basis | None) -> Rule:
    return names.BASIS_CANDIDATE if basis == Basis.CANDIDATE else names.ADMISSION_DECISION
