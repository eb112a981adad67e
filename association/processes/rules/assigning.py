"""How the meeting of the Association assigns processes to members, and what counts as their help (3.17, R49, R50)."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from home.rulebook import DomainError, Rule
from home.rulebook.text import NBSP, counted

from ..choices import Assigning, ProposalAct, ProposalState, Support
from . import names

MATTER = "processes"
"""What the rules of the general meeting call the assignment (3.17)."""

TRANSITIONS: dict[ProposalState, dict[ProposalAct, ProposalState]] = {
    ProposalState.DRAFT: {
        ProposalAct.EDIT: ProposalState.DRAFT,
        ProposalAct.MAKE_READY: ProposalState.READY,
        ProposalAct.WITHDRAW: ProposalState.WITHDRAWN,
    },
    ProposalState.READY: {
        ProposalAct.TAKE_BACK: ProposalState.DRAFT,
        ProposalAct.PUT_ON_AGENDA: ProposalState.READY,
        ProposalAct.APPROVE: ProposalState.APPROVED,
        ProposalAct.REJECT: ProposalState.REJECTED,
        ProposalAct.WITHDRAW: ProposalState.WITHDRAWN,
    },
    ProposalState.APPROVED: {},
    ProposalState.REJECTED: {},
    ProposalState.WITHDRAWN: {},
}
"""Every act that a state allows, and the state that follows (T36). Nothing else decides about states."""

OPEN_STATES = tuple(state for state, acts in TRANSITIONS.items() if acts)
KEPT_FROM_MEETING = frozenset({ProposalAct.TAKE_BACK, ProposalAct.WITHDRAW})
"""What nobody does while the proposal stands on an agenda: the meeting decides on what its members have read."""

LONGEST_QUESTION = 5000
"""Characters that the form of a vote takes; the decision names every process and every member in full."""


def next_state(
    state: ProposalState | str, act: ProposalAct | str, *, is_on_agenda: bool = False
) -> ProposalState:
    """DomainError when the table knows no such way."""
    state, act = ProposalState(state), ProposalAct(act)
    if act not in TRANSITIONS[state]:
        raise DomainError(
            f"Нельзя {act.label}: состояние — «{state.label}».", names.PROPOSAL_PROCEDURE
        )
    if is_on_agenda and act in KEPT_FROM_MEETING:
        raise DomainError(
            f"Нельзя {act.label}, пока вопрос стоит в{NBSP}повестке: сначала снимите его с{NBSP}неё.",
            names.PROPOSAL_PROCEDURE,
        )
    return TRANSITIONS[state][act]


def check_seen(seen: int, version: int) -> None:
    """Refuse an act of somebody who has read an older version than the one that lies there now (T35)."""
    if seen != version:
        raise DomainError(
            "Пока вы читали, предложение изменилось. Посмотрите его ещё раз.",
            names.PROPOSAL_PROCEDURE,
        )


Place = tuple[Hashable, Hashable]
"""(member, process), by whatever stands for them."""


def lines_for(standing: Iterable[Place], wanted: Iterable[Place]) -> dict[Place, Assigning]:
    """What has to be decided so that after the meeting `wanted` stands instead of `standing`."""
    standing, wanted = frozenset(standing), frozenset(wanted)
    assigned = dict.fromkeys(wanted - standing, Assigning.ASSIGN)
    return assigned | dict.fromkeys(standing - wanted, Assigning.RELEASE)


@dataclass(frozen=True)
class Line:
    """One line of a proposal with what is true of it on the day it is looked at."""

    kind: Assigning
    organisation: str
    process: str
    is_member: bool
    is_in_use: bool
    stands: bool
    """The member answers for the process already."""

    @property
    def fault(self) -> str:
        """Why a meeting cannot decide it any more; empty when it can."""
        if not self.is_member:
            return f"{self.organisation} — уже не{NBSP}член Ассоциации"
        if self.kind == Assigning.RELEASE:
            return (
                "" if self.stands else f"процесс за{NBSP}{self.organisation} уже не{NBSP}закреплён"
            )
        if not self.is_in_use:
            return f"процесс «{self.process}» больше не{NBSP}закрепляют"
        return f"процесс за{NBSP}{self.organisation} уже закреплён" if self.stands else ""


def check_lines(lines: Iterable[Line]) -> None:
    """All of them or none: DomainError names each line that cannot be carried out."""
    lines = list(lines)
    if not lines:
        raise DomainError(
            "В предложении нет ни одной строки: отметьте, кто за какой процесс отвечает.",
            names.ASSIGNED_BY_MEETING,
        )
    faults = [f"«{line.process}»: {line.fault}" for line in lines if line.fault]
    if faults:
        raise DomainError(
            f"Эти строки выполнить нельзя, уберите их: {'; '.join(faults)}.",
            names.ASSIGNED_BY_MEETING,
        )


def draft_of(title: str, lines: Iterable[Line]) -> tuple[str, str]:
    """The title of the question and the draft of the decision: every line in words, by process."""
    by_kind: dict[Assigning, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        by_kind[Assigning(line.kind)][line.process].append(line.organisation)
    said = [
        f"{OPENINGS[kind]}\n{_by_process(by_kind[kind])}" for kind in Assigning if kind in by_kind
    ]
    return QUESTION, "\n".join([*said, f"Основание: предложение №{NBSP}{title}."])


QUESTION = "О закреплении процессов системы менеджмента качества за членами Ассоциации"
OPENINGS = {
    Assigning.ASSIGN: "Закрепить ответственность за методическое сопровождение процессов "
    "системы менеджмента качества:",
    Assigning.RELEASE: "Снять ответственность за методическое сопровождение процессов:",
}


def _by_process(members: dict[str, list[str]]) -> str:
    rows = [f"– {process}: {', '.join(found)}" for process, found in members.items()]
    return ";\n".join(rows) + "."


def check_length(text: str) -> None:
    if len(text) > LONGEST_QUESTION:
        raise DomainError(
            f"Проект решения занял бы {len(text)} знаков, а{NBSP}вопрос на голосование вмещает "
            f"{LONGEST_QUESTION}. Разделите предложение на два.",
            names.PROPOSAL_PROCEDURE,
        )


_NEGATIVE = re.compile(
    r"\b(отказ\w*|отклон\w*|не\s+(закрепл\w*|закрепи\w*|снима\w*|снять))\b", re.I
)


def check_asks_assignment(question: str) -> None:
    """«За» carries the whole proposal out, so the question itself has to be in its favour."""
    if _NEGATIVE.search(question):
        raise DomainError(
            "На голосование поставлен отказ, а\xa0программа ждёт вопроса о\xa0закреплении: «за» "
            "выполняет предложение целиком, отклонённый вопрос не\xa0меняет ничего.",
            names.ASSIGNED_BY_MEETING,
        )


def said_of_outcome(assigned: int, released: int) -> str:
    """«Закреплено: 3 процесса, снято: 1», by the number of lines."""
    parts = []
    if assigned:
        parts.append(f"закреплено: {counted(assigned, 'строка', 'строки', 'строк')}")
    if released:
        parts.append(f"снято: {counted(released, 'строка', 'строки', 'строк')}")
    return ", ".join(parts)


def check_helped(*, is_itself: bool, belongs: bool) -> None:
    """3.17 speaks of helping others that build a quality management system: members and candidates."""
    if is_itself:
        raise DomainError(
            "Помощь самим себе здесь не\xa0записывают: выберите, кому вы помогли.",
            names.SUPPORT,
            field="organisation",
        )
    if not belongs:
        raise DomainError(
            "Эта организация сейчас не\xa0состоит в\xa0Ассоциации: помощь записывают членам и\xa0кандидатам.",
            names.SUPPORT,
            field="organisation",
        )


def check_day(on: date, *, since: date, until: date | None, today: date) -> None:
    """Help counts while the member answers for the process, and once it has been given."""
    if on > today:
        raise DomainError("Этот день ещё не\xa0наступил.", names.SUPPORT, field="on")
    if on < since or (until and on >= until):
        term = f"с\xa0{since:%d.%m.%Y}" + (f" до\xa0{until:%d.%m.%Y}" if until else "")
        raise DomainError(
            f"В\xa0этот день организация за\xa0процесс не\xa0отвечала: он закреплён {term}.",
            names.SUPPORT,
            field="on",
        )


def check_not_struck(*, is_struck: bool) -> None:
    if is_struck:
        raise DomainError("Эту запись уже вычеркнули.", names.SUPPORT)


WORDS_OF_HELP = {
    Support.PROCEDURE: ("процедура", "процедуры", "процедур"),
    Support.INSTRUCTION: ("инструкция", "инструкции", "инструкций"),
    Support.AUDIT: ("аудит", "аудита", "аудитов"),
}


def help_in_words(given: Mapping[Support | str, int]) -> str:
    """«3 процедуры, 1 аудит»; empty where nothing was given."""
    return ", ".join(
        counted(given[kind], *words) for kind, words in WORDS_OF_HELP.items() if given.get(kind)
    )


_PREPARING = "председатель Президиума или секретарь"


@dataclass(frozen=True)
class NextStep:
    """What waits, for whom, by which rule."""

    text: str
    who: str
    rule: Rule


def what_next(state: ProposalState | str, *, is_on_agenda: bool) -> NextStep | None:
    """For the page of a proposal; None when all is over."""
    if state == ProposalState.DRAFT:
        text = "Отметьте, кто за какой процесс будет отвечать, и\xa0назовите предложение готовым."
        return NextStep(text, _PREPARING, names.PROPOSAL_PROCEDURE)
    if state == ProposalState.READY and not is_on_agenda:
        text = "Внесите вопрос в\xa0повестку общего собрания."
        return NextStep(text, _PREPARING, names.ASSIGNED_BY_MEETING)
    if state == ProposalState.READY:
        text = "Вопрос стоит в\xa0повестке. Решение собрания закрепит все строки сразу или ни\xa0одной."
        return NextStep(text, "общее собрание", names.ASSIGNED_BY_MEETING)
    return None
