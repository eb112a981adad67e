"""A list of holders, row by row: what is meant and what is wrong with it. Pure."""

import datetime
from dataclasses import dataclass

from home.rulebook import DomainError
from home.rulebook.text import counted, fold_text, one_line

from . import rules

MOST_ROWS = 5_000
MOST_COLUMNS = 4
TOO_MANY = (
    f"В списке больше {counted(MOST_ROWS, 'строки', 'строк', 'строк')}: разделите его на части."
)
HEADINGS = frozenset(
    {"кому", "кому выдан", "кому выдается", "фио", "ф. и. о.", "фамилия, имя, отчество"}
    | {"наименование", "организация", "слушатель", "участник", "получатель"}
)


@dataclass(frozen=True)
class Listed:
    """A row of a list as it will be issued; `fault` says in words why it cannot be."""

    name: str
    address: str
    fault: str = ""


def read_list(rows: list[tuple[int, list[str]]]) -> list[Listed]:
    """Rows of a table: to whom, then (if need be) the address; a heading that says so is left out."""
    cells = [row for _, row in rows]
    if cells and fold_text(cells[0][0]) in HEADINGS:
        cells = cells[1:]
    seen: dict[tuple[str, str], int] = {}
    return [_read(place, row, seen) for place, row in enumerate(cells, start=1)]


def _read(place: int, cells: list[str], seen: dict[tuple[str, str], int]) -> Listed:
    name, address = (one_line(cell) for cell in [*cells, "", ""][:2])
    key = (fold_text(name), fold_text(address))
    earlier = seen.setdefault(key, place)
    fault = _fault(name, address)
    if not fault and earlier != place:
        fault = (
            f"Повторяет строку {earlier}. Если это тёзки, различите их вторым столбцом, "
            "например местом работы."
        )
    longest = rules.LONGEST_HOLDER
    return Listed(name[:longest], address[:longest], fault)


def _fault(name: str, address: str) -> str:
    if not name:
        return "Не указано, кому выдаётся."
    if max(len(name), len(address)) > rules.LONGEST_HOLDER:
        return f"Длиннее {rules.LONGEST_HOLDER} знаков: на сертификат не поместится."
    if not any(sign.isalpha() for sign in name):
        return "Это не похоже на имя или наименование."
    if name.startswith(("=", "+", "-", "@")):
        return "Начинается со знака формулы: вставьте значение, а не формулу."
    return ""


GATHERED_IN = datetime.timedelta(minutes=15)
"""Five thousand papers take minutes: who waits longer has lost the worker (T57)."""
SILENT_AFTER = datetime.timedelta(minutes=2)
"""Fifty rows take seconds: a list on which nothing was done for so long has lost its worker (T57)."""

# Which acts a state of a list allows; what becomes of it, the acts say.
ALLOWED = {
    "draft": {"start", "leave_out", "discard"},
    "running": {"stop"},
    "stopped": {"go_on"},
    "done": {"go_on", "gather"},
}
_REFUSALS = {
    "start": "Этот список уже запущен.",
    "leave_out": "Список уже запущен: строки не исключить.",
    "discard": "По этому списку уже выдавали: удалить его нельзя.",
    "stop": "Этот список сейчас не выдаётся.",
    "go_on": "Этот список сейчас выдаётся или ещё не запущен.",
    "gather": "Файлы собирают, когда весь список выдан.",
}


def is_lost(gathering_at: datetime.datetime | None, at: datetime.datetime) -> bool:
    """Files have been gathered for so long that nobody is at it any more."""
    return gathering_at is not None and at - gathering_at >= GATHERED_IN


def is_silent(alive_at: datetime.datetime | None, at: datetime.datetime) -> bool:
    return alive_at is None or at - alive_at > SILENT_AFTER


def check_act(state: str, act: str, *, silent: bool = False) -> None:
    """The one table of a list's states; a list that has lost its worker may be gone on with."""
    if act in ALLOWED[state] or (state == "running" and act == "go_on" and silent):
        return
    raise DomainError(_REFUSALS[act], rules.LISTS)
