"""Named rules of the room: how editions come into force and what an import may never do."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

from home.rulebook import rule

from .choices import ClauseKind

NOTHING_LOST = rule("regulations.nothing_lost", title="При загрузке текст не теряется")
SOURCE_READABLE = rule("regulations.source_readable", title="Файл положения читается")
EDITION_FROZEN = rule("regulations.edition_frozen", title="Принятая редакция не меняется")
EDITION_ADOPTION = rule(
    "regulations.edition_adoption",
    title="Принятие редакции положения",
    cites="3.10",
    does="Действует только принятая редакция, со своей даты; прежние остаются доступны, а каждое правило ведёт к пункту действующей.",
)
SOURCE_ONCE = rule("regulations.source_once", title="Один файл загружают один раз")
DRAFT_CORRECTION = rule("regulations.draft_correction", title="Правка проекта редакции")
DRAFT_UNCHANGED = rule("regulations.draft_unchanged", title="Проект правят таким, каким его видят")
EDITION_REVIEW = rule("regulations.edition_review", title="Проверка проекта редакции")
EDITION_VARIANTS = rule("regulations.edition_variants", title="Один текст, разночтения — списком")
ERRATA = rule("regulations.errata", title="Исправление опечатки в принятой редакции")
INTERPRETATION = rule("regulations.interpretation", title="Толкование пункта")

_OCCURRENCE = re.compile(r"(?:^|-)(?:p|s)-[\d.]+(?:-(?P<number>\d+))?$")


def occurrence(anchor: str) -> int:
    """2 for the second clause or section that is printed under one number (C1): p-4.2-2."""
    match = _OCCURRENCE.search(anchor)
    return int(match["number"] or 1) if match else 1


def foreign_labels(section: str | None, clauses: list[str]) -> list[str]:
    """The numbers of a section's clauses when none begins with the section's number (C2).

    Numbers without a dot are counted anew in every section and belong to any.
    """
    dotted = [label for label in clauses if "." in label]
    if not (section or "").isdecimal() or any(c.startswith(f"{section}.") for c in dotted):
        return []
    return dotted


def span(labels: list[str]) -> str:
    """«6.1–6.5», or «6.1» alone."""
    return labels[0] if len(labels) == 1 else f"{labels[0]}–{labels[-1]}"


LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "yo",
            "zh",
            "z",
            "i",
            "j",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "c",
            "ch",
            "sh",
            "sch",
            "tv",
            "y",
            "mg",
            "eh",
            "yu",
            "ya",
        ],
        strict=True,
    )
)
"""Letters of items and appendices in anchors; never to be changed (docs/decisions/003)."""
_LIST_LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"


def latin(label: str) -> str:
    return "".join(LATIN.get(letter, letter) for letter in label.lower())


@dataclass(frozen=True)
class ClauseMap:
    """What citations may name in one edition: its anchors, and the unlettered rows of each clause."""

    anchors: frozenset[str]
    rows: dict[str, tuple[str, ...]]

    def find(
        self, label: str, *, item: str = "", occurrence: int = 1, appendix: bool = False
    ) -> str | None:
        """Anchor of «3.1 а», «3.13 абз. 2», «4.2 (второй)» or «прил. А»; None when there is none.

        A letter also names a row that is printed without one: «3.1 а» is the first row of 3.1.
        Where the item is not found its clause is.
        """
        anchor = f"app-{latin(label)}" if appendix else f"p-{label}"
        if occurrence > 1:
            anchor += f"-{occurrence}"
        if anchor not in self.anchors:
            return None
        return self._find_item(anchor, item) or anchor

    def _find_item(self, anchor: str, item: str) -> str | None:
        if paragraph := re.fullmatch(r"абз\.\s*(\d+)", item):
            named = f"{anchor}-abz{paragraph[1]}"
        else:
            named = f"{anchor}-{latin(item)}"
        if named in self.anchors:
            return named
        rows = self.rows.get(anchor, ())
        place = _LIST_LETTERS.find(item) if len(item) == 1 else -1
        return rows[place] if 0 <= place < len(rows) else None


def map_clauses(rows: Iterable[tuple[str, str, str | None, str | None]]) -> ClauseMap:
    """From (anchor, kind, label, anchor of the parent) in the order of the text."""
    anchors = set()
    unlettered: dict[str, tuple[str, ...]] = {}
    for anchor, kind, label, parent in rows:
        anchors.add(anchor)
        if kind == ClauseKind.ITEM and label is None and parent:
            unlettered[parent] = (*unlettered.get(parent, ()), anchor)
    return ClauseMap(frozenset(anchors), unlettered)


@dataclass(frozen=True)
class Adoption:
    """What is known when an edition is to be adopted; dates of the page's adopted editions too."""

    adopted_on: datetime.date
    effective_from: datetime.date
    today: datetime.date
    clauses: int
    last_effective_from: datetime.date | None = None


@dataclass(frozen=True)
class Objection:
    """Why an edition cannot be adopted, and the field of the form to blame."""

    message: str
    field: str | None = None


def objection_to_adoption(adoption: Adoption) -> Objection | None:
    """The first reason against, or None. Editions follow one another: the new one comes last."""
    last = adoption.last_effective_from
    if not adoption.clauses:
        return Objection("В редакции нет ни одного пункта: принимать нечего.")
    if adoption.adopted_on > adoption.today:
        return Objection(
            "Дата принятия ещё не наступила: укажите дату состоявшегося решения.", "adopted_on"
        )
    if adoption.effective_from < adoption.adopted_on:
        return Objection("Редакция не может действовать раньше, чем она принята.", "effective_from")
    if last and adoption.effective_from <= last:
        return Objection(
            f"С\xa0{last:%d.%m.%Y} действует другая принятая редакция: "
            "новая вступает в силу только после этой даты.",
            "effective_from",
        )
    return None


def objection_to_erratum(
    printed: str,
    *,
    wrong: str,
    right: str,
    made_on: datetime.date,
    since: datetime.date,
    today: datetime.date,
) -> Objection | None:
    """Why a misprint cannot be corrected so, or None. `printed` is title and text of the clause as read now.

    Only words of the clause are corrected, once: a place that occurs twice would be corrected at random.
    """
    if printed.count(wrong) != 1:
        how = "несколько раз: возьмите больше слов" if wrong in printed else "нет"
        return Objection(f"В этом пункте такого места {how}.", "wrong")
    if wrong == right:
        return Objection("Исправление повторяет напечатанное.", "right")
    return objection_to_date(made_on, since=since, today=today, field="made_on")


def objection_to_date(
    day: datetime.date, *, since: datetime.date, today: datetime.date, field: str
) -> Objection | None:
    if day > today:
        return Objection("Эта дата ещё не наступила.", field)
    if day < since:
        return Objection("В этот день редакция ещё не была принята.", field)
    return None
