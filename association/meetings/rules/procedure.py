"""The one table of states of a meeting (docs/decisions/021)."""

from home.rulebook import DomainError, rule

from ..choices import Act, MeetingState

STEP_BY_STEP = rule("meetings.step_by_step", title="Порядок подготовки заседания")
SEEN = rule("meetings.seen", title="Заседание изменилось")

S, A = MeetingState, Act
BEFORE = {S.COLLECTING, S.DRAFTED, S.APPROVED, S.SENT}

TRANSITIONS: dict[Act, dict[MeetingState, MeetingState]] = {
    A.CHANGE: {state: state for state in (S.COLLECTING, S.DRAFTED, S.APPROVED)},
    A.PROPOSE: {S.COLLECTING: S.COLLECTING},
    # An agenda that was approved or even sent goes the way again (4.3).
    A.EDIT_AGENDA: dict.fromkeys(BEFORE, S.COLLECTING),
    A.SUBMIT_AGENDA: {S.COLLECTING: S.DRAFTED},
    A.RETURN_AGENDA: {S.DRAFTED: S.COLLECTING, S.APPROVED: S.COLLECTING},
    A.APPROVE_AGENDA: {S.DRAFTED: S.APPROVED},
    A.SEND: {S.APPROVED: S.SENT},
    A.INVITE: {state: state for state in (*BEFORE, S.OPEN)},
    A.ANSWER: {state: state for state in BEFORE},
    A.GIVE_OPINION: {state: state for state in (*BEFORE, S.OPEN)},
    A.CONSIDER_OPINION: {S.OPEN: S.OPEN, S.CLOSED: S.CLOSED},
    A.ADD_MATERIALS: {state: state for state in (*BEFORE, S.OPEN)},
    A.REMARK: {state: state for state in (*BEFORE, S.OPEN)},
    A.MOVE: {S.SENT: S.SENT},
    A.CANCEL: dict.fromkeys(BEFORE, S.CANCELLED),
    A.OPEN: {S.SENT: S.OPEN},
    A.ATTEND: {S.OPEN: S.OPEN},
    A.PRESIDE: {S.SENT: S.SENT, S.OPEN: S.OPEN},
    A.RECORD: {S.OPEN: S.OPEN, S.CLOSED: S.CLOSED},
    A.VOTE: {S.OPEN: S.OPEN},
    A.CLOSE: {S.OPEN: S.CLOSED},
}


def next_state(state: str, act: Act) -> MeetingState:
    """Where the act leads; DomainError where it is not possible (T36)."""
    following = TRANSITIONS[act].get(MeetingState(state))
    if following is None:
        raise DomainError(
            f"Сейчас это сделать нельзя: заседание в состоянии «{MeetingState(state).label}».",
            STEP_BY_STEP,
        )
    return following


def is_possible(state: str, act: Act) -> bool:
    return MeetingState(state) in TRANSITIONS[act]


def check_seen(seen: int, version: int) -> None:
    """DomainError when somebody else changed the meeting after the actor had read it (T35)."""
    if seen != version:
        raise DomainError(
            "Пока вы смотрели страницу, заседание изменили. Обновите её и проверьте ещё раз.", SEEN
        )
