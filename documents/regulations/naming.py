"""How a piece of a regulation is called: as a heading of its page and as a citation. Pure text."""

import re
from collections.abc import Sequence

from home.rulebook.text import NBSP

from .choices import HEADINGS, ClauseKind
from .rules import occurrence

ORDINALS = {2: "второй", 3: "третий", 4: "четвёртый", 5: "пятый"}
_COUNTED = re.compile(r"-?(?P<word>abz|tab|form)(?P<number>\d+)(?:-\d+)?$")
_COUNTED_WORDS = {
    "abz": ("абз.", "Абзац"),
    "tab": ("таблица", "Таблица"),
    "form": ("форма", "Форма"),
}
INNER_KINDS = {ClauseKind.ITEM, ClauseKind.PARAGRAPH, ClauseKind.TABLE, ClauseKind.FORM}
"""What is found by the number of the clause that it stands in."""
_NUMBERED = {ClauseKind.CLAUSE: ("п.", "Пункт"), ClauseKind.ITEM: ("подп.", "Подпункт")}


def ordinal(anchor: str) -> str:
    """«второй» for the second piece of one number (C1), "" for the first."""
    number = occurrence(anchor)
    return ORDINALS.get(number, f"{number}-й") if number > 1 else ""


def short_name(clause) -> str:
    """«п. 4.2 (второй)», «абз. 3», «Раздел 2», «Приложение А»: the piece by itself."""
    return _name(clause, full=False)


def own_name(clause) -> str:
    """«Пункт 4.2», «Абзац 3», «5. Взаимодействие»: a heading."""
    return _name(clause, full=True)


def _name(clause, *, full: bool) -> str:
    if clause.kind in _NUMBERED and clause.label:
        word = _NUMBERED[clause.kind][full]
        label = f"«{clause.label}»" if clause.kind == ClauseKind.ITEM else clause.label
        second = ordinal(clause.anchor) if clause.kind == ClauseKind.CLAUSE else ""
        return f"{word}{NBSP}{label}" + (f" ({second})" if second else "")
    if counted := _COUNTED.search(clause.anchor):
        return f"{_COUNTED_WORDS[counted['word']][full]}{NBSP}{counted['number']}"
    return _heading(clause, full=full)


def _heading(clause, *, full: bool) -> str:
    """A section «5.» is «раздел 5» in a citation; what is printed in words stays as printed."""
    if full:
        return " ".join(filter(None, (clause.marker, clause.title))) or clause.get_kind_display()
    if clause.kind == ClauseKind.SECTION and clause.label and " " not in clause.marker:
        return f"раздел{NBSP}{clause.label}"
    if clause.label:
        return _capital(clause.marker.strip(" ."))
    return f"«{clause.title}»" if clause.title else clause.get_kind_display().lower()


def citation(chain: Sequence) -> str:
    """«п. 3.13, абз. 2», «Приложение А, п. 1», «Часть 1, Раздел 1, п. 4.7» from the top of the text down to it.

    What stands above a clause is named only where its number alone would not do: its anchor says so.
    """
    return ", ".join(short_name(clause) for clause in _needed(chain))


def _needed(chain: Sequence) -> list:
    clause_at = next(
        (at for at, clause in enumerate(chain) if clause.kind == ClauseKind.CLAUSE), len(chain) - 1
    )
    is_plain = chain[clause_at].anchor.startswith("p-")
    above = [clause for clause in chain[:clause_at] if clause.kind in HEADINGS and not is_plain]
    below = [clause for clause in chain[clause_at:] if clause.kind != ClauseKind.CLAUSE]
    # Of clauses within clauses the innermost says all: «п. 4.2.1».
    clauses = [clause for clause in chain if clause.kind == ClauseKind.CLAUSE][-1:]
    return [*above, *clauses, *below]


def title_of(chain: Sequence) -> str:
    """«Пункт 4.2», «Пункт 3.13, абзац 2», «Приложение А, форма 1»: the heading of its page."""
    holder = next((at for at in range(len(chain) - 1, 0, -1) if _is_holder(chain[at])), 0)
    inner = [own_name(clause) for clause in chain[holder + 1 :]]
    above = chain[holder]
    is_long = inner and above.kind != ClauseKind.CLAUSE
    first = short_name(above) if is_long else own_name(above)
    names = [_capital(first), *(name[:1].lower() + name[1:] for name in inner)]
    return ", ".join(names)


def _is_holder(clause) -> bool:
    return clause.kind not in INNER_KINDS


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
