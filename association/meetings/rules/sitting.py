"""The meeting itself: who presides, what is taken up, when a ballot is taken. Plain values in."""

from collections.abc import Collection
from datetime import datetime
from hashlib import sha256

from association.bodies.choices import HEADS, Choice, OfficeKind, VoteResult
from association.bodies.rules.names import GROUP
from home.rulebook import ASSOCIATION, DomainError, Rule, rule
from home.rulebook.text import NBSP, counted

from ..choices import Capacity, ItemState, VoteState

PRESIDES = rule(
    "meetings.presides",
    title="Кто ведёт заседание",
    cites=("4.6", "3.9"),
    does="Заседание ведёт председатель; без него программа принимает заместителя, а без обоих — члена, которого назначили с основанием.",
)
GROUP_PRESIDES = rule(
    "meetings.group_presides",
    title="Кто ведёт заседание рабочей группы",
    cites=("2.3 д", "2.4"),
    source=GROUP,
    does="Заседание ведёт руководитель, а без него — заместитель или член группы, которого назначили с основанием.",
)
ANY_PRESIDES = rule("meetings.any_presides", title="Кто ведёт заседание")
ONE_VOTE = rule(
    "meetings.one_vote",
    title="У каждого члена один голос",
    cites="5.4",
    does="На каждый вопрос программа принимает от члена Президиума один голос — первый; голос за другого и голос по доверенности она не принимает.",
)
ANY_ONE_VOTE = rule("meetings.any_one_vote", title="У каждого члена один голос")
NO_VOTE = rule(
    "meetings.invited_without_vote",
    title="Приглашённые не голосуют",
    cites="4.2 (второй)",
    does="Голос того, кто приглашён с правом совещательного голоса или без него, программа не принимает, а попытку записывает в журнал.",
)
ANY_NO_VOTE = rule("meetings.any_invited_without_vote", title="Приглашённые не голосуют")
ROLL = rule("meetings.roll", title="Список голосующих закрыт, когда голосование открыто")
IN_TIME = rule("meetings.in_time", title="Голоса принимают, пока голосование открыто")
BY_ROLL_CALL = rule("meetings.by_roll_call", title="Голоса при перекличке записывает секретарь")
LOCKED = rule("meetings.wording_locked", title="Открытое голосование не меняют")
COURSE = rule("meetings.course", title="Ход заседания")
CALLED_FOR = rule(
    "meetings.called_for", title="Заседание открывают в тот день, на который его созвали"
)
ASKED_UNTIL = rule("meetings.asked_until", title="Ответы принимают до назначенного срока")
OPEN_VOTE = rule(
    "meetings.open_vote",
    title="Голосуют открыто",
    cites="4.9",
    does="Каждый голос записан поимённо; тайного голосования в программе нет.",
)
ANY_OPEN_VOTE = rule("meetings.any_open_vote", title="Голосуют открыто")
MATERIALS = rule(
    "meetings.materials_at_opening",
    title="Материалы получают до начала заседания",
    cites="4.8",
    does="Перед открытием программа показывает, кто не отметил материалы прочитанными; открыть заседание это не мешает.",
    assists=True,
)
ANY_MATERIALS = rule(
    "meetings.any_materials_at_opening", title="Материалы получают до начала заседания"
)
ATTENDANCE = rule(
    "meetings.attendance",
    title="Кто был на заседании",
    cites="5.5",
    does="Приход и уход каждого члена записаны с точностью до минуты, и по каждому вопросу видно, кто присутствовал.",
)
ANY_ATTENDANCE = rule("meetings.any_attendance", title="Кто был на заседании")
TERM_OVER = rule(
    "meetings.term_over",
    title="Срок полномочий истёк",
    cites=("3.6", "3.8"),
    does="Когда срок председателя или заместителя истёк, программа предупреждает об этом перед открытием; вести заседание это не мешает.",
    assists=True,
)

ANY_TERM_OVER = rule("meetings.any_term_over", title="Срок полномочий истёк")

_BY_SOURCE = {
    PRESIDES: {ASSOCIATION: PRESIDES, GROUP: GROUP_PRESIDES, "": ANY_PRESIDES},
    ONE_VOTE: {ASSOCIATION: ONE_VOTE, "": ANY_ONE_VOTE},
    NO_VOTE: {ASSOCIATION: NO_VOTE, "": ANY_NO_VOTE},
    MATERIALS: {ASSOCIATION: MATERIALS, "": ANY_MATERIALS},
    OPEN_VOTE: {ASSOCIATION: OPEN_VOTE, "": ANY_OPEN_VOTE},
    ATTENDANCE: {ASSOCIATION: ATTENDANCE, "": ANY_ATTENDANCE},
    TERM_OVER: {ASSOCIATION: TERM_OVER, "": ANY_TERM_OVER},
}


def of_source(found: Rule, source: str) -> Rule:
    """The same demand as the body's own regulation words it; without a clause where it says nothing."""
    named = _BY_SOURCE[found]
    return named.get(source, named[""])


# Who presides


def rank(office: str) -> int:
    """0 heads, 1 stands in for the head, 2 presides only by appointment (4.6, 3.9, R111, C24)."""
    if office in HEADS:
        return 0
    return 1 if office == OfficeKind.DEPUTY_CHAIR else 2


def due_to_preside(offices: dict[int, str]) -> int | None:
    """Whom the regulation puts in the chair among those present, by their offices; None: somebody is appointed."""
    first = min(offices, key=lambda who: rank(offices[who]), default=None)
    return first if first is not None and rank(offices[first]) < 2 else None


_HEADS = {
    OfficeKind.CHAIR: ("председателя", "председатель"),
    OfficeKind.LEADER: ("руководителя", "руководитель"),
}


def ground_of_presiding(
    office: str,
    present: Collection[str],
    appointment: str,
    asked: Rule,
    head: OfficeKind = OfficeKind.CHAIR,
) -> str:
    """Why this person presides, in words for the protocol; DomainError when somebody else has to.

    `present` are the offices of all who are there with a vote, the chosen person's own among them; `head` is what
    the body calls its head.
    """
    best, (of_head, named) = min(map(rank, present), default=2), _HEADS[head]
    deputy = f"заместитель {of_head}"
    if rank(office) > best:
        who = next(OfficeKind(each) for each in present if rank(each) == best)
        who = deputy if best else who.label.lower()
        raise DomainError(f"Присутствует {who}: ведёт заседание он.", asked, field="presiding")
    if best == 0:
        return OfficeKind(office).label.lower()
    if best == 1:
        return f"{deputy}, {named} отсутствует"
    if not appointment:
        raise DomainError(
            f"Ни {of_head}, ни заместителя нет. Напишите, кто и как назначил ведущего.",
            asked,
            field="ground",
        )
    return appointment


# The agenda


def check_item(state: str, allowed: Collection[ItemState]) -> None:
    if state not in allowed:
        raise DomainError(f"Вопрос уже в состоянии «{ItemState(state).label}».", COURSE)


def check_no_vote(is_open: bool) -> None:
    if is_open:
        raise DomainError(
            "Сначала закройте голосование по этому вопросу или признайте его несостоявшимся.",
            LOCKED,
        )


def check_decided(last_result: str, asked: Rule) -> None:
    """What was left undecided is put again (3.3 of the working group's rules, R122)."""
    if last_result == VoteResult.UNDECIDED:
        raise DomainError(
            "Решения по вопросу нет: поставьте его на голосование ещё раз или отложите.", asked
        )


def trace(heard: str, spoken: str) -> str:
    """Tells whether the prose is still what its writer had on the screen."""
    return sha256(f"{heard}\0{spoken}".encode()).hexdigest()


def check_prose(before: str, stands: tuple[str, str], new: tuple[str, str]) -> None:
    """Nobody writes over what somebody else has written meanwhile (T35)."""
    if before and before != trace(*stands) and stands != new:
        raise DomainError(
            "Пока вы писали, запись хода изменил другой человек. Сохраните свой текст в другом месте и обновите страницу.",
            COURSE,
        )


# Ballots


def why_no_ballot(capacity: str, *, is_withdrawn: bool, source: str) -> DomainError:
    """Why somebody has no place in the electorate (T46); `capacity` is empty for whoever was not invited."""
    if capacity and is_withdrawn:
        return DomainError("Ваше приглашение отозвано, поэтому голос не принят.", ROLL)
    if capacity in (Capacity.ADVISORY, Capacity.ATTENDING):
        words = Capacity(capacity).label
        return DomainError(
            f"Вы приглашены {words}: такой голос не считают.", of_source(NO_VOTE, source)
        )
    if capacity == Capacity.VOTING:
        return DomainError(
            "Когда открыли голосование, вас не было среди присутствующих, поэтому голос не принят.",
            ROLL,
        )
    return DomainError(
        "Вас нет среди голосующих на этом заседании. Голосовать за другого и по доверенности нельзя.",
        of_source(ONE_VOTE, source),
    )


def check_taken(state: str, closes_at: datetime | None, at: datetime) -> None:
    """A ballot is taken while the vote is open, and before its term to the instant (T45)."""
    if state == VoteState.ANNULLED:
        raise DomainError("Голосование признано несостоявшимся: голос не принят.", IN_TIME)
    if state != VoteState.OPEN or is_over(closes_at, at):
        raise DomainError("Голосование уже закончилось: голос не принят.", IN_TIME)


def check_by_oneself(on_phones: bool, given: str) -> None:
    """A vote that was opened for the roll-call alone takes no ballots from devices; the same one again is no news (T34)."""
    if not on_phones and not given:
        raise DomainError(
            "В этом голосовании голоса записывает секретарь: скажите свой голос вслух.",
            BY_ROLL_CALL,
        )


def check_sits_together(is_without_sitting: bool) -> None:
    """No roll-call where each answers alone, and nobody knows how before the close (T50)."""
    if is_without_sitting:
        raise DomainError(
            "Без встречи переклички нет: каждый отвечает сам, и до срока ответов не видно.",
            BY_ROLL_CALL,
        )


def is_over(closes_at: datetime | None, at: datetime) -> bool:
    return closes_at is not None and at >= closes_at


def check_first(given: str, choice: str, source: str) -> None:
    """The first ballot counts (T44); the same once more is the same ballot, sent twice (T34)."""
    if given != choice:
        raise DomainError(
            f"Ваш голос уже принят: «{Choice(given).label}». Считают первый, изменить его нельзя.",
            of_source(ONE_VOTE, source),
        )


def check_may_close(closes_at: datetime | None, waiting: int, at: datetime) -> None:
    """Answers are awaited until the term, or until the last of those asked has answered (C21)."""
    if closes_at is not None and at < closes_at and waiting:
        who = counted(waiting, "голос", "голоса", "голосов")
        raise DomainError(
            f"Срок ответов ещё идёт, и не подано{NBSP}{who}. Раньше закрывают, только когда ответили все.",
            ASKED_UNTIL,
        )


def no_quorum(needed: int, present: int) -> str:
    """The refusal to open a vote (4.7; 3.4 of the working group's rules)."""
    return (
        f"Кворума нет: присутствуют {present}, а нужно не меньше {needed}. "
        f"Голосование можно открыть, когда придёт ещё хотя{NBSP}бы {needed - present}."
    )


# How a poll is told: nobody sits together, so nobody is «present».
_IN_A_POLL = (
    ("присутствующих", "ответивших"),
    ("присутствующего", "ответившего"),
    ("присутствующие", "ответившие"),
    ("Присутствуют", "Ответили"),
    ("Присутствует", "Ответил"),
    (", поэтому голосовать нельзя", ", поэтому решения нет"),
)


def in_a_poll(explanation: str) -> str:
    """The explanation of a count in the words of an absentee vote or a poll (R120, R154)."""
    for sitting, asked in _IN_A_POLL:
        explanation = explanation.replace(sitting, asked)
    return explanation
