"""A list of pairs on its way to the decision: the one table of states, and what each step asks (3.16, R46, R47)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from home.rulebook import DomainError, Rule
from home.rulebook.text import counted

from ..choices import Criterion, ListAct, ListState, Stance
from . import names
from .suggesting import Candidate, Field, Mentor

S, A = ListState, ListAct

TRANSITIONS: dict[ListState, dict[ListAct, ListState]] = {
    S.DRAFT: {A.EDIT: S.DRAFT, A.SEND: S.AGREEMENT, A.WITHDRAW: S.WITHDRAWN},
    S.AGREEMENT: {
        A.ANSWER: S.AGREEMENT,
        A.TAKE_BACK: S.DRAFT,
        A.PUT_ON_AGENDA: S.AGREEMENT,
        A.APPROVE: S.APPROVED,
        A.REJECT: S.REJECTED,
        A.WITHDRAW: S.WITHDRAWN,
    },
    S.APPROVED: {},
    S.REJECTED: {},
    S.WITHDRAWN: {},
}
"""Every act that a state allows, and the state that follows (T36)."""

OPEN_STATES = tuple(state for state, acts in TRANSITIONS.items() if acts)


def is_possible(state: ListState | str, act: ListAct) -> bool:
    return act in TRANSITIONS[ListState(state)]


def next_state(state: ListState | str, act: ListAct) -> ListState:
    """DomainError where the table knows no such way."""
    state = ListState(state)
    if act not in TRANSITIONS[state]:
        raise DomainError(
            f"Нельзя {act.label}: состояние списка — «{state.label}».", names.LIST_PROCEDURE
        )
    return TRANSITIONS[state][act]


def check_seen(seen: int, version: int) -> None:
    """Refuse an act on a list that somebody else has changed since it was read (T35)."""
    if seen != version:
        raise DomainError(
            "Пока вы\xa0смотрели, список изменили. Посмотрите его ещё раз.", names.LIST_SEEN
        )


def check_criterion(criterion: str) -> None:
    """R47: by territory or by branch, always one of the two."""
    if criterion not in Criterion.values:
        raise DomainError(
            "Укажите, по\xa0какому признаку образована пара: по\xa0территории или по\xa0отрасли.",
            names.CRITERION,
            field="criterion",
        )


def check_criterion_explained(*, is_borne_out: bool, ground: str) -> None:
    """What the registers do not bear out the chair explains in words, for those who are to agree."""
    if not is_borne_out and not ground:
        raise DomainError(
            "По\xa0данным реестра этого признака у\xa0пары нет. Напишите, на\xa0чём он основан: "
            "пояснение прочтут члены Президиума.",
            names.LIST_PROCEDURE,
            field="ground",
        )


def is_borne_out(criterion: str, mentor: Mentor, candidate: Candidate, field: Field) -> bool:
    """Whether the registers know of the pair what the criterion says (3.16)."""
    if criterion == Criterion.BRANCH:
        return mentor.knows(candidate.branch)
    home, there = mentor.territory, candidate.territory
    if home is None or there is None:
        return False
    if home == there or field.are_neighbours(home, there):
        return True
    distance = field.kilometres(home, there)
    return distance is not None and distance <= field.weights.near_km


def check_sendable(lines: int) -> None:
    if not lines:
        raise DomainError("В\xa0списке нет ни\xa0одной пары.", names.LIST_PROCEDURE)


def check_term(until: date, *, today: date, usual: date | None) -> None:
    """The last day of agreeing: not before the usual term is over, and not today."""
    if usual is not None and until < usual:
        raise DomainError(
            f"Срок короче, чем задано в\xa0настройках: не\xa0раньше {usual:%d.%m.%Y}.",
            names.AGREEMENT_TERM,
            field="until",
        )
    if until <= today:
        raise DomainError(
            "Дайте членам Президиума хотя\xa0бы день.", names.AGREEMENT_TERM, field="until"
        )


@dataclass(frozen=True)
class Opinion:
    """One member of the Presidium; `stance` is empty before they answer, `is_answered` what the chair said to an objection."""

    stance: str
    is_answered: bool = False

    @property
    def waits_for_chair(self) -> bool:
        return self.stance == Stance.OBJECTED and not self.is_answered


@dataclass(frozen=True)
class Agreement:
    """How far the agreement of a list has come on a day."""

    agreed: int
    objected: int
    silent: int
    unanswered: int
    is_over: bool
    """The term is over: nobody is waited for any more."""

    @property
    def is_reached(self) -> bool:
        return not self.unanswered and (self.is_over or not self.silent)

    @property
    def in_words(self) -> str:
        said = [f"согласны {self.agreed}", f"возражают {self.objected}"]
        if self.silent:
            said.append(f"не\xa0ответили {self.silent}")
        return ", ".join(said)


def agreement_on(opinions: Iterable[Opinion], until: date | None, today: date) -> Agreement:
    opinions = list(opinions)
    return Agreement(
        agreed=sum(one.stance == Stance.AGREED for one in opinions),
        objected=sum(one.stance == Stance.OBJECTED for one in opinions),
        silent=sum(not one.stance for one in opinions),
        unanswered=sum(one.waits_for_chair for one in opinions),
        is_over=until is not None and today > until,
    )


def check_agreed(agreement: Agreement, until: date) -> None:
    """R46: members of the Presidium have answered or the term is over, and the chair has answered every objection."""
    if agreement.unanswered:
        wait = counted(
            agreement.unanswered, "возражение ждёт", "возражения ждут", "возражений ждут"
        )
        raise DomainError(f"{wait} ответа председателя.", names.AGREED_WITH_PRESIDIUM)
    if not agreement.is_reached:
        people = counted(
            agreement.silent, "член Президиума", "члена Президиума", "членов Президиума"
        )
        raise DomainError(
            f"Ещё не\xa0ответили: {people}. Срок согласования — {until:%d.%m.%Y}.",
            names.AGREED_WITH_PRESIDIUM,
        )


def check_stance(stance: str, reason: str) -> None:
    """3.16 asks for agreement; an objection without a reason leaves nothing to answer."""
    if stance not in Stance.values:
        raise DomainError(
            "Выберите: согласны или возражаете.", names.AGREED_WITH_PRESIDIUM, field="stance"
        )
    if stance == Stance.OBJECTED and not reason:
        raise DomainError(
            "Напишите, против чего вы\xa0возражаете и\xa0почему.",
            names.AGREED_WITH_PRESIDIUM,
            field="reason",
        )


def check_said(text: str, field: str, ask: str, rule: Rule = names.LIST_PROCEDURE) -> None:
    """`ask` is the sentence that asks for the words."""
    if not text:
        raise DomainError(ask, rule, field=field)


_NEGATIVE = re.compile(r"\b(отказ\w*|отклон\w*|не\s+(утверждать|утвердить))\b", re.I)


def check_asks_approval(question: str) -> None:
    """«За» approves the pairs and a lost vote rejects the list, so the question itself has to be «утвердить».

    Its first line says what is asked; below it stand names of organisations, which may bear any word.
    """
    if _NEGATIVE.search(question.partition("\n")[0]):
        raise DomainError(
            "На\xa0голосование поставлен отказ, а\xa0программа ждёт вопроса об\xa0утверждении: «за» "
            "образует пары, отклонённый вопрос отклоняет список.",
            names.APPROVED_BY_MEETING,
        )


@dataclass(frozen=True)
class Standing:
    """What the law of pairs asks of the two on a day; names are for the sentence of a refusal."""

    mentor: str
    candidate: str
    mentor_is_certified_member: bool
    mentor_is_willing: bool
    candidate_has_status: bool
    candidate_is_certified: bool
    is_at_work: bool


def check_standing(two: Standing) -> None:
    """R43, R44, R68: who may become a pair; DomainError with the first clause that stands in the way."""
    if not two.mentor_is_certified_member:
        raise DomainError(
            f"«{two.mentor}» сегодня не\xa0член Ассоциации с\xa0действующим подтверждённым сертификатом СМК.",
            names.MENTOR_IS_CERTIFIED,
        )
    if not two.mentor_is_willing:
        raise DomainError(
            f"«{two.mentor}» сейчас не\xa0готова быть наставником: так сказано в\xa0её анкете.",
            names.PROFILE,
        )
    if not two.candidate_has_status:
        raise DomainError(
            f"«{two.candidate}» сегодня не\xa0в\xa0статусе кандидата.", names.CANDIDATE_HAS_STATUS
        )
    if two.candidate_is_certified:
        raise DomainError(
            f"У\xa0кандидата «{two.candidate}» уже есть сертификат СМК: паре нечего достигать.",
            names.UNTIL_CERTIFICATE,
        )
    if two.is_at_work:
        raise DomainError(
            f"Пара «{two.mentor} — {two.candidate}» уже работает.", names.LIST_PROCEDURE
        )


def check_at_work(*, is_at_work: bool) -> None:
    """Of a line that ends a pair."""
    if not is_at_work:
        raise DomainError("Эта пара уже закончила работу: строка лишняя.", names.EARLY_END)
