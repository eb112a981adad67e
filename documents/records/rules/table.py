"""What a row of old protocols says, and what is wrong with it. Every row is read before anything is written (T26)."""

import datetime
import re
from dataclasses import dataclass, field

from home.rulebook.text import fold_text, one_line

from ..choices import Level
from . import filing

MOST_ROWS = 500
MOST_COLUMNS = 30
MOST_PEOPLE = 100

COLUMNS = {
    "number": "номер",
    "date": "дата",
    "body": "орган",
    "file": "файл",
    "record_class": "вид",
    "level": "доступ",
    "signed_on": "подписан",
    "title": "название",
    "people": "участники",
}
NEEDED = ("number", "date", "body", "file")
_OTHER_WORDS = {
    "no": "number",  # «№», folded
    "номер протокола": "number",
    "дата протокола": "date",
    "имя файла": "file",
    "вид записи": "record_class",
    "класс": "record_class",
    "уровень": "level",
    "уровень доступа": "level",
    "дата подписания": "signed_on",
    "люди": "people",
    "персоны": "people",
}
_LEVELS = {
    "": Level.MEMBERS,
    "открыто": Level.PUBLIC,
    "открыто всем": Level.PUBLIC,
    "публично": Level.PUBLIC,
    "члены": Level.MEMBERS,
    "для членов": Level.MEMBERS,
    "для членов органа": Level.MEMBERS,
    "конфиденциально": Level.CONFIDENTIAL,
}
_DATE = re.compile(r"(\d{1,2})[.](\d{1,2})[.](\d{4})|(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True)
class Known:
    """What a row may refer to. Names are folded."""

    bodies: dict[str, str]
    """{name: key} of those whose archive the user keeps."""
    classes: dict[str, str]
    """{title or code: code}; "" is that of a row which names none."""
    with_term: frozenset[str]
    """Codes of the classes whose records are kept for years, not for good."""
    files: dict[str, str]
    """{name: why it is refused, or ""}."""


@dataclass
class Meant:
    """A row as it is understood; what could not be is None or empty and stands in `errors`."""

    line: int
    number: str = ""
    date: datetime.date | None = None
    body: str | None = None
    file: str = ""
    record_class: str = ""
    level: str = Level.MEMBERS
    signed_on: datetime.date | None = None
    title: str = ""
    people: tuple[str, ...] = ()
    errors: list[str] = field(default_factory=list)
    known: int | None = None
    """The record that was taken over from this row before."""


def read_heading(cells: list[str]) -> tuple[dict[str, int], list[str]]:
    """({column: its place}, what is wrong)."""
    words = {title: name for name, title in COLUMNS.items()} | _OTHER_WORDS
    places: dict[str, int] = {}
    errors = []
    for place, cell in enumerate(cells):
        name = words.get(fold_text(cell))
        if name in places:
            errors.append(f"Столбец «{COLUMNS[name]}» назван дважды.")
        elif name:
            places[name] = place
    missing = [f"«{COLUMNS[name]}»" for name in NEEDED if name not in places]
    if missing:
        errors.append(f"В первой строке таблицы нет столбцов: {', '.join(missing)}.")
    return places, errors


def read_row(
    line: int, cells: list[str], places: dict[str, int], known: Known, today: datetime.date
) -> Meant:
    def cell(name: str) -> str:
        place = places.get(name, MOST_COLUMNS)
        return one_line(cells[place]) if place < len(cells) else ""

    row = Meant(line, number=cell("number"), title=cell("title"))
    row.file = fold_text(cell("file"))
    row.people = read_people(cell("people"))
    _read_number(row)
    row.date = _read_date(row, "Дата", cell("date"), is_needed=True)
    row.signed_on = _read_date(row, "Дата подписания", cell("signed_on"))
    _read_body(row, cell("body"), known)
    _read_class(row, cell("record_class"), known)
    _read_level(row, cell("level"))
    _read_file(row, cell("file"), known)
    if (row.date and (wrong := filing.wrong_date(row.date, today))) or (
        row.date and (wrong := filing.wrong_signing(row.date, row.signed_on, today))
    ):
        row.errors.append(wrong)
    if row.record_class in known.with_term and not cell("signed_on"):
        row.errors.append("Нет даты подписания: от неё считается срок хранения.")
    if len(row.people) > MOST_PEOPLE:
        row.errors.append(f"Участников больше {MOST_PEOPLE}.")
    return row


def _read_number(row: Meant) -> None:
    if not filing.number_key(row.number):
        row.errors.append("Нет номера.")
    elif len(row.number) > filing.LONGEST_NUMBER:
        row.errors.append(f"Номер длиннее {filing.LONGEST_NUMBER} знаков.")
    if len(row.title) > filing.LONGEST_TITLE:
        row.errors.append(f"Название длиннее {filing.LONGEST_TITLE} знаков.")


def _read_date(row: Meant, what: str, text: str, *, is_needed: bool = False):
    if not text:
        if is_needed:
            row.errors.append(f"{what} не указана.")
        return None
    date = read_date(text)
    if date is None:
        row.errors.append(f"{what} «{text[:30]}» непонятна: нужна, например, 05.03.2023.")
    return date


def read_date(text: str) -> datetime.date | None:
    """Day, month, year, or ISO as workbooks give it; None for anything else, such as 30.02 (T53)."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    day, month, year = match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _read_body(row: Meant, text: str, known: Known) -> None:
    row.body = known.bodies.get(fold_text(text))
    if not text:
        row.errors.append("Орган не указан.")
    elif row.body is None:
        row.errors.append(f"Органа «{text[:100]}» нет среди тех, архив которых вы ведёте.")


def _read_class(row: Meant, text: str, known: Known) -> None:
    row.record_class = known.classes.get(fold_text(text), "")
    if not row.record_class:
        row.errors.append(f"Вида записей «{text[:100]}» нет в перечне.")


def _read_level(row: Meant, text: str) -> None:
    level = _LEVELS.get(fold_text(text))
    if level is None:
        row.errors.append(
            f"Доступ «{text[:50]}» непонятен: «открыто», «для членов» или «конфиденциально»."
        )
    row.level = level or Level.CONFIDENTIAL


def _read_file(row: Meant, text: str, known: Known) -> None:
    if not text:
        row.errors.append("Файл не указан.")
    elif row.file not in known.files:
        row.errors.append(f"Файла «{text[:100]}» среди загруженных нет.")
    elif refusal := known.files[row.file]:
        row.errors.append(f"Файл «{text[:100]}»: {refusal}")


def read_people(text: str) -> tuple[str, ...]:
    names = (one_line(name)[: filing.LONGEST_NAME] for name in re.split(r"[;,\n]", text))
    return tuple(dict.fromkeys(filter(None, names)))


def mark_doubles(rows: list[Meant]) -> None:
    """Two rows with one number, or for one file, are an error on both."""
    for what, key_of in (
        ("Тот же номер", lambda row: (row.record_class, row.body, row.date and row.date.year, filing.number_key(row.number))),
        ("Тот же файл", lambda row: row.file),
    ):  # fmt: skip
        seen: dict = {}
        for row in rows:
            seen.setdefault(key_of(row), []).append(row)
        for alike in seen.values():
            if len(alike) > 1 and key_of(alike[0]) and all(_is_said(row) for row in alike):
                for row in alike:
                    others = ", ".join(str(each.line) for each in alike if each is not row)
                    row.errors.append(f"{what} — в строке {others}.")


def _is_said(row: Meant) -> bool:
    return bool(row.number and row.date and row.file)
