"""Decisions and how they are carried out: one table of steps, and where a decision stands on a day."""

from dataclasses import dataclass
from datetime import date

from association.bodies.choices import SINGLE_BODIES
from home.rulebook import DomainError, Rule, rule

from ..choices import DecisionForm, Execution, Standing, Step

FORM = rule(
    "meetings.decision_form",
    title="Форма решения",
    cites="1.5",
    does="Решения без формы программа не заводит; к трём названным здесь добавлено внутреннее решение самой Ассоциации.",
)
BY_VOTE = rule(
    "meetings.decision_by_vote",
    title="Решение принимают голосованием",
    cites="4.9",
    does="Решение появляется только из голосования, которое его приняло; вписать его руками нельзя.",
)
BROUGHT = rule(
    "meetings.decision_brought",
    title="Решение доводят до исполнителя",
    cites="4.4 абз. 2",
    does="Когда заседание закрыто, исполнителю уходит письмо с текстом решения и сроком, а на его столе появляется задача.",
)
CARRIED_OUT = rule(
    "meetings.decision_carried_out",
    title="Решения Президиума исполняют",
    cites=("5.5", "5.7"),
    does="Исполнитель видит свои поручения и сроки, отмечает ход и докладывает; о сроке программа напоминает.",
)
CONTROL = rule(
    "meetings.execution_control",
    title="Исполнение решений контролируют",
    cites=("3.5", "4.4 абз. 2"),
    does="Просроченные решения видны секретарю и руководителю органа; исполненным решение становится, только когда доклад принят.",
)
BROUGHT_IN_GROUP = rule(
    "meetings.decision_brought_in_group", title="Решение доводят до исполнителя"
)
CARRIED_OUT_IN_GROUP = rule(
    "meetings.decision_carried_out_in_group", title="Решения органа исполняют"
)
CONTROL_IN_GROUP = rule(
    "meetings.execution_control_in_group", title="Исполнение решений контролируют"
)
STEPS = rule("meetings.execution_steps", title="Порядок исполнения решения")
REASSIGN = rule("meetings.reassign", title="Кто меняет исполнителя и срок")
HANDLED = rule("meetings.matter_handled", title="Что следует из принятого решения")

NOTHING_ATTACHED = (
    "К вопросу не приложено, о чём именно решали: что следует из решения, внесите сами."
)
HIDDEN_TEXT = "Текст решения читают в кабинете те, кому он открыт."
EFFECT_LENGTH = 500
ROWS_OF_A_PAPER = 300


def cut_to_fit(effect: str) -> str:
    return effect if len(effect) <= EFFECT_LENGTH else f"{effect[: EFFECT_LENGTH - 1]}…"


def check_length(rows: int) -> None:
    if rows > ROWS_OF_A_PAPER:
        raise DomainError(
            f"В отчёте больше {ROWS_OF_A_PAPER} решений: возьмите период короче или скачайте таблицу.",
            STEPS,
        )


_IN_GROUP = {
    BROUGHT: BROUGHT_IN_GROUP,
    CARRIED_OUT: CARRIED_OUT_IN_GROUP,
    CONTROL: CONTROL_IN_GROUP,
}


def for_body(rule: Rule, kind: str) -> Rule:
    """The regulation speaks of the Presidium and the general meeting; of other bodies no clause says the same."""
    return rule if kind in SINGLE_BODIES else _IN_GROUP.get(rule, rule)


S, E = Step, Execution

TRANSITIONS: dict[Step, dict[Execution, Execution]] = {
    S.PROGRESS: {E.ASSIGNED: E.ASSIGNED},
    S.REPORT: {E.ASSIGNED: E.REPORTED},
    S.ACCEPT: {E.REPORTED: E.DONE},
    S.RETURN: {E.REPORTED: E.ASSIGNED},
    S.REASSIGN: {E.NOT_NEEDED: E.ASSIGNED, E.ASSIGNED: E.ASSIGNED, E.REPORTED: E.ASSIGNED},
}
"""Every step of carrying a decision out, and where it leads (T36)."""


def next_execution(execution: str, step: Step) -> Execution:
    following = TRANSITIONS[step].get(Execution(execution))
    if following is None:
        raise DomainError(
            f"Сейчас это сделать нельзя: состояние решения — «{Execution(execution).label}».",
            STEPS,
        )
    return following


def steps_possible(execution: str) -> frozenset[Step]:
    return frozenset(step for step in Step if Execution(execution) in TRANSITIONS[step])


def check_form(form: str) -> None:
    """R7: nothing is adopted without a form."""
    if form not in DecisionForm.values:
        raise DomainError(
            "Укажите вид решения: заключение, предложение, обращение или внутреннее решение.",
            FORM,
            field="form",
        )


def check_assignment(has_executor: bool, due_on: date | None, today: date) -> None:
    """Before a vote opens and at a change of executor: a term needs somebody, and lies ahead."""
    if due_on and not has_executor:
        raise DomainError("Назовите исполнителя: срок назначен.", STEPS, field="executor")
    if due_on and due_on < today:
        raise DomainError("Этот срок уже прошёл.", STEPS, field="due_on")


def handler_refused(refusal: DomainError) -> DomainError:
    """What the secretary reads when the room above cannot carry the decision out."""
    return DomainError(
        "Решение не записано, голосование осталось открытым. "
        f"{refusal.message} Исправьте это и закройте голосование ещё раз; если исправить нельзя, "
        "признайте голосование несостоявшимся и напишите почему.",
        refusal.rule,
    )


@dataclass(frozen=True)
class Course:
    """When a decision was due, reported (the last report that was not returned) and accepted."""

    due_on: date | None
    reported_on: date | None
    accepted_on: date | None


def standing_on(course: Course, on: date) -> Standing:
    """In time is what was reported in time, however long the report waited to be accepted."""
    reported = course.reported_on if course.reported_on and course.reported_on <= on else None
    is_late = course.due_on is not None and (reported or on) > course.due_on
    if course.accepted_on and course.accepted_on <= on:
        return Standing.LATE if is_late else Standing.IN_TIME
    return Standing.OVERDUE if is_late else Standing.UNDER_WAY


def days_overdue(course: Course, on: date) -> int:
    """Calendar days past the term, up to the report when there is one; 0 in time."""
    if course.due_on is None:
        return 0
    until = course.reported_on if course.reported_on and course.reported_on <= on else on
    return max(0, (until - course.due_on).days)


def check_seen(seen: int, steps: int) -> None:
    """A decision's version is how many steps it has: steps are only added (T34, T35)."""
    if seen != steps:
        raise DomainError(
            "Пока вы смотрели страницу, по решению появилось новое. Прочитайте и проверьте ещё раз.",
            STEPS,
        )


def check_over(is_over: bool) -> None:
    if not is_over:
        raise DomainError("Заседание ещё не закрыто: исполнять решение начинают после него.", STEPS)


def check_said(text: str, otherwise: str, field: str = "text") -> str:
    if not (said := text.strip()):
        raise DomainError(otherwise, STEPS, field=field)
    return said


def check_change(before: tuple, after: tuple) -> None:
    if before == after:
        raise DomainError("Ничего не изменилось: исполнитель и срок прежние.", REASSIGN)
