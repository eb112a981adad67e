"""The work of a pair: whose turn a stage is, what a journal takes, for whom a question waits (3.16, R45)."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, timedelta

from home.rulebook import DomainError
from home.rulebook.text import NBSP, counted

from ..choices import Side, StageAct
from . import names

Turn = tuple[bool, bool]
"""(this side has confirmed, the other has)."""

TRANSITIONS: dict[Turn, dict[StageAct, Turn | None]] = {
    (False, False): {
        StageAct.CHANGE: (False, False),
        StageAct.REMOVE: None,
        StageAct.CONFIRM: (True, False),
    },
    (True, False): {StageAct.TAKE_BACK: (False, False)},
    (False, True): {StageAct.CONFIRM: (True, True)},
    (True, True): {},
}
"""What a side may do with a stage, and what it is then. Confirmed words are not changed under the other's hand;
what both have confirmed is passed for good."""

MOST_STAGES = 60
MOST_FILES = 300
"""Of one pair; ten megabytes each."""
KEEP_NOTICE_DAYS = 30
"""So long before documents are destroyed the two are told to take them."""


def acts_on_stage(turn: Turn) -> frozenset[StageAct]:
    return frozenset(TRANSITIONS[turn])


def check_stage_act(act: StageAct, turn: Turn) -> None:
    if act not in TRANSITIONS[turn]:
        raise DomainError(f"Сейчас нельзя {act.label}: {_WHY_NOT[turn]}.", names.HELP_CONTENTS)


_WHY_NOT = {
    (False, False): "вы его не\xa0подтверждали",
    (True, False): "вы его уже подтвердили",
    (False, True): "его подтвердила другая сторона",
    (True, True): "его подтвердили оба",
}


def check_stage_seen(seen: int, version: int) -> None:
    """What is confirmed or changed is what its reader has read (T35)."""
    if seen != version:
        raise DomainError(
            "Этап изменили, пока вы его читали. Прочитайте его ещё раз.", names.HELP_CONTENTS
        )


def check_stages(number: int) -> None:
    if number >= MOST_STAGES:
        raise DomainError(f"В плане уже {number} этапов: больше не\xa0нужно.", names.HELP_CONTENTS)


def check_due(due_on: date, on: date, *, before: date | None = None) -> None:
    """A new term is today or later; the one that stands may stay as it is."""
    if due_on < on and due_on != before:
        raise DomainError("Этот день уже прошёл.", names.HELP_CONTENTS, field="due_on")


def check_at_work(ended_on: date | None) -> None:
    """Whatever the two wrote stays for them to read; nothing is added when their work is over."""
    if ended_on is not None:
        raise DomainError(
            f"Пара работала до\xa0{ended_on:%d.%m.%Y}: кабинет можно читать, но\xa0не\xa0дополнять.",
            names.ROOM,
        )


def check_held_on(held_on: date, *, begins_on: date, on: date) -> None:
    if held_on > on:
        raise DomainError(
            "Этот день ещё не\xa0наступил: в\xa0журнал вносят то, что было.",
            names.JOURNAL,
            field="held_on",
        )
    if held_on < begins_on:
        raise DomainError(
            f"Пара работает с\xa0{begins_on:%d.%m.%Y}: раньше записей быть не\xa0может.",
            names.JOURNAL,
            field="held_on",
        )


def check_files(number: int) -> None:
    if number > MOST_FILES:
        raise DomainError(
            f"В\xa0кабинете пары помещается {MOST_FILES} документов: уберите лишние.",
            names.PAIR_FILES,
        )


def in_hours(minutes: int) -> str:
    """«2 ч 30 мин», «45 мин», «3 ч»."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours}{NBSP}ч"] if hours else []
    if rest or not hours:
        parts.append(f"{rest}{NBSP}мин")
    return NBSP.join(parts)


@dataclass(frozen=True)
class Progress:
    """How many stages of a plan both have confirmed."""

    passed: int
    total: int

    @property
    def in_words(self) -> str:
        if not self.total:
            return "в\xa0плане нет этапов"
        one = self.passed % 10 == 1 and self.passed % 100 != 11
        total = counted(self.total, "этапа", "этапов", "этапов")
        return f"{'пройден' if one else 'пройдено'} {self.passed} из\xa0{total}"


def stage_label(
    confirmed: frozenset[Side], *, due_on: date, on: date, reader: Side | None = None
) -> tuple[str, str]:
    """The state of a stage in words of its reader, and its tone."""
    if len(confirmed) == len(Side):
        return "Пройден", "positive"
    for side in confirmed:
        if side.other == reader:
            return "Ждёт вашего подтверждения", "attention"
        return f"Ждёт подтверждения {_WHOSE[side.other]}", "waiting"
    if due_on < on:
        overdue = counted((on - due_on).days, "день", "дня", "дней")
        return f"Просрочен на\xa0{overdue}", "attention"
    return "В\xa0работе", "neutral"


_WHOSE = {Side.MENTOR: "наставника", Side.CANDIDATE: "кандидата"}


def waits_for(asked_by: Side, last_by: Side, *, is_settled: bool) -> Side | None:
    """Who owes an answer: the other side, while whoever asked has had the last word and goes on asking."""
    if is_settled or last_by != asked_by:
        return None
    return Side(asked_by).other


def silent_days(begins_on: date, last_on: date | None, on: date) -> int:
    """Days without a word since the last entry, or since the pair began."""
    return (on - max(begins_on, last_on or begins_on)).days


def is_silent(begins_on: date, last_on: date | None, on: date, *, term: int) -> bool:
    return silent_days(begins_on, last_on, on) >= term


def files_kept_until(ended_on: date, days: int) -> date:
    """The day on which documents of a pair are destroyed."""
    return ended_on + timedelta(days=days)


def check_readers(answerers: list[Hashable]) -> None:
    """A call for help reaches a chair or a deputy who speaks for neither of the two."""
    if not answerers:
        raise DomainError(
            "Просьбу некому прочесть: председатель и\xa0его заместитель сами участвуют в\xa0этой паре "
            "или\xa0ещё не\xa0избраны. Напишите секретарю Ассоциации.",
            names.PAIR_HELP,
        )
