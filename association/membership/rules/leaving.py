"""How a membership ends: the one table of states of a departure (R40–R42, C13, C14)."""

from home.rulebook import DomainError

from ..choices import DepartureAct, DepartureState
from . import names

TRANSITIONS: dict[DepartureState, dict[DepartureAct, DepartureState]] = {
    DepartureState.DRAFT: {
        DepartureAct.EDIT: DepartureState.DRAFT,
        DepartureAct.FILE: DepartureState.FILED,
        DepartureAct.WITHDRAW: DepartureState.WITHDRAWN,
    },
    DepartureState.FILED: {
        DepartureAct.COMPLETE: DepartureState.DONE,
        DepartureAct.REJECT: DepartureState.REJECTED,
        DepartureAct.WITHDRAW: DepartureState.WITHDRAWN,
    },
    DepartureState.DONE: {},
    DepartureState.REJECTED: {},
    DepartureState.WITHDRAWN: {},
}
"""Every act that a state allows, and the state that follows (T36); an exit is never rejected (5.6)."""

OPEN_STATES = tuple(state for state, acts in TRANSITIONS.items() if acts)
CLOSED_STATES = tuple(state for state, acts in TRANSITIONS.items() if not acts)


def next_state(state: DepartureState, act: DepartureAct) -> DepartureState:
    """DomainError when the table knows no such way."""
    state, act = DepartureState(state), DepartureAct(act)
    if act not in TRANSITIONS[state]:
        raise DomainError(f"Нельзя {act.label}: состояние — «{state.label}».", names.PROCEDURE)
    return TRANSITIONS[state][act]
