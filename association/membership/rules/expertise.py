"""How the Expert Group works on a candidate's package: one table of states and what guards it (3.1 «г», R22, R23)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from home.rulebook import DomainError
from home.rulebook.text import NBSP

from ..choices import Basis, ExpertiseAct, ExpertiseState, Outcome
from . import names

TRANSITIONS: dict[ExpertiseState, dict[ExpertiseAct, ExpertiseState]] = {
    ExpertiseState.UNDER_WAY: {
        ExpertiseAct.SAY: ExpertiseState.UNDER_WAY,
        ExpertiseAct.CHANGE_TERM: ExpertiseState.UNDER_WAY,
        ExpertiseAct.CONCLUDE: ExpertiseState.CONCLUDED,
        ExpertiseAct.CALL_OFF: ExpertiseState.CALLED_OFF,
    },
    ExpertiseState.CONCLUDED: {},
    ExpertiseState.CALLED_OFF: {},
}
"""Every act that a state allows, and the state that follows (T36)."""

LONGEST_TERM = 366
"""Days: a longer one is a slip of the keyboard."""


def next_state(state: ExpertiseState, act: ExpertiseAct) -> ExpertiseState:
    """DomainError when the table knows no such way."""
    state, act = ExpertiseState(state), ExpertiseAct(act)
    if act not in TRANSITIONS[state]:
        raise DomainError(
            f"Нельзя {act.label}: экспертиза — «{state.label}».", names.EXPERTISE_PROCEDURE
        )
    return TRANSITIONS[state][act]


@dataclass(frozen=True)
class Candidate:
    """Somebody whom the secretary would ask, as far as it matters here."""

    name: str
    sits_in_group: bool
    has_account: bool
    speaks_for_applicant: bool


def check_needed(basis: Basis | str, *, is_candidate: bool) -> None:
    """The clause asks for a conclusion only where a candidate becomes a member."""
    if not (is_candidate and basis and Basis(basis).admits_member):
        raise DomainError(
            "Заключение Экспертной группы нужно, только когда в члены вступает кандидат.",
            names.EXPERT_CONCLUSION,
        )


def check_body(*, is_expert_group: bool, is_in_being: bool) -> None:
    if not (is_expert_group and is_in_being):
        raise DomainError(
            "Экспертизу поручают действующей Экспертной группе Ассоциации.",
            names.EXPERTISE,
            field="experts",
        )


def check_experts(experts: Collection[Candidate], *, has_lead: bool) -> None:
    """People of the group who can come in and judge somebody else's papers; one of them writes the conclusion."""
    if not experts:
        raise DomainError("Выберите хотя бы одного эксперта.", names.EXPERTISE, field="experts")
    if not has_lead:
        raise DomainError(
            "Заключение готовит один из выбранных экспертов.", names.EXPERTISE, field="lead"
        )
    for expert in experts:
        _check_expert(expert)


def _check_expert(expert: Candidate) -> None:
    if not expert.sits_in_group:
        raise DomainError(
            f"{expert.name}: не входит в Экспертную группу.", names.EXPERTISE, field="experts"
        )
    if not expert.has_account:
        raise DomainError(
            f"{expert.name}: нет входа на сайт, а документы открывают в кабинете. "
            "Заключение, данное на бумаге, внесите отдельно.",
            names.EXPERTISE_PROCEDURE,
            field="experts",
        )
    if expert.speaks_for_applicant:
        raise DomainError(
            f"{expert.name}: представляет организацию, документы которой нужно оценить.",
            names.EXPERTS_INDEPENDENT,
            field="experts",
        )


def check_term(due_on: date, today: date) -> None:
    if due_on < today:
        raise DomainError("Этот срок уже прошёл.", names.EXPERTISE_TERM, field="due_on")
    if (due_on - today).days > LONGEST_TERM:
        raise DomainError("Срок больше года: проверьте дату.", names.EXPERTISE_TERM, field="due_on")


def check_said(outcome: Outcome, text: str, field: str) -> str:
    """What is not plainly good is explained: the candidate has to know what to mend."""
    said = text.strip()
    if outcome != Outcome.POSITIVE and not said:
        raise DomainError("Напишите, в чём замечания.", names.EXPERTISE, field=field)
    return said


def check_may_conclude(silent: Collection[str], *, due_on: date, today: date) -> None:
    """The lead waits for the others, but not longer than the term."""
    if silent and today <= due_on:
        raise DomainError(
            f"Мнения ещё не высказали: {', '.join(silent)}. Их ждут до{NBSP}{due_on:%d.%m.%Y}; "
            "когда срок пройдёт, заключение можно дать без них.",
            names.EXPERTISE_PROCEDURE,
        )
