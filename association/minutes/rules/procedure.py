"""The one table of states of a protocol (docs/decisions/009, 024)."""

from home.rulebook import DomainError

from ..choices import Act, ProtocolState
from .names import SEEN, STEP_BY_STEP

S, A = ProtocolState, Act

TRANSITIONS: dict[Act, dict[ProtocolState, ProtocolState]] = {
    A.EDIT: {S.DRAFT: S.DRAFT},
    A.SUBMIT: {S.DRAFT: S.SIGNING},
    A.AGREE: {S.AGREEMENT: S.AGREEMENT},
    A.REPLY: {S.AGREEMENT: S.AGREEMENT},
    A.END_AGREEMENT: {S.AGREEMENT: S.SIGNING},
    A.REOPEN: {S.AGREEMENT: S.DRAFT, S.SIGNING: S.DRAFT},
    A.SIGN: {S.SIGNING: S.SIGNING},
    A.RECORD_PAPER: {S.SIGNING: S.SIGNING},
    A.ATTACH: {S.SIGNING: S.SIGNING, S.SIGNED: S.SIGNED},
    A.WRITE_OFF: {S.SIGNED: S.WRITTEN_OFF},
}
"""Two roads fork off it: SUBMIT leads to AGREEMENT where the rules want a sheet, the last signature to SIGNED."""


def next_state(state: str, act: Act) -> ProtocolState:
    """Where the act leads; DomainError where it is not possible (T36)."""
    following = TRANSITIONS[act].get(ProtocolState(state))
    if following is None:
        raise DomainError(
            f"Сейчас это сделать нельзя: протокол в состоянии «{ProtocolState(state).label}».",
            STEP_BY_STEP,
        )
    return following


def is_possible(state: str, act: Act) -> bool:
    return ProtocolState(state) in TRANSITIONS[act]


def submitted(agreement_sheet: bool) -> ProtocolState:
    return S.AGREEMENT if agreement_sheet else S.SIGNING


def check_seen(seen: int, version: int) -> None:
    """DomainError when somebody else changed the protocol after the actor had read it (T35)."""
    if seen != version:
        raise DomainError(
            "Пока вы смотрели страницу, протокол изменили. Обновите её и проверьте ещё раз.", SEEN
        )
