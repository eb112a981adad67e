"""What each row of the three sheets says, and what is wrong with it by itself or beside the others (T26, T27)."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from association.organisations import rules as numbers
from association.organisations.choices import RepresentativeRole, Standing
from documents.certificates import oldnumbers
from documents.certificates.rules import number_key
from home.accounts.rules import name_flaw, normalise_email
from home.rulebook import DomainError
from home.rulebook.text import fold_text

from ..choices import Sheet
from . import cells
from .cells import Cell, Row
from .columns import COLUMNS, titled

STANDINGS = {
    "": Standing.NONE,
    "не состоит": Standing.NONE,
    "член": Standing.MEMBER,
    "член ассоциации": Standing.MEMBER,
    "кандидат": Standing.CANDIDATE,
    "бывший член": Standing.FORMER,
}
ROLES = {"": RepresentativeRole.REPRESENTATIVE} | {
    fold_text(role.label): role for role in RepresentativeRole
}
STATES = {"": "valid", "действует": "valid", "аннулирован": "revoked"}
REVOKED = "revoked"


@dataclass(frozen=True)
class Kind:
    """A kind of certificates: `goes_to_member` when its source is the membership itself."""

    code: str
    pattern: str
    goes_to_member: bool


@dataclass(frozen=True)
class Known:
    """What a row may refer to; names are folded."""

    territories: dict[str, int]
    branches: dict[str, int]
    kinds: dict[str, Kind]
    today: datetime.date


def read_heading(sheet: str, heading: list[Cell]) -> tuple[dict[str, int], list[str]]:
    """({column: its place}, what is wrong)."""
    words = {fold_text(title): name for name, title in titled(sheet).items()}
    places: dict[str, int] = {}
    errors = []
    for place, cell in enumerate(heading):
        name = (
            words.get(fold_text(cell).removesuffix("*").strip()) if isinstance(cell, str) else None
        )
        if name in places:
            errors.append(f"Столбец «{titled(sheet)[name]}» назван дважды.")
        elif name:
            places[name] = place
    missing = [
        f"«{one.title}»" for one in COLUMNS[sheet] if one.is_needed and one.name not in places
    ]
    if missing:
        errors.append(f"В первой строке нет столбцов: {', '.join(missing)}.")
    return places, errors


def read_row(sheet: str, line: int, given: list[Cell], places: dict[str, int], known: Known) -> Row:
    row = Row(line)
    for column in COLUMNS[sheet]:
        place = places.get(column.name)
        cell = given[place] if place is not None and place < len(given) else ""
        cells.read_cell(row, column, cell)
    _check_numbers(row)
    _READERS[sheet](row, known)
    return row


def _check_numbers(row: Row) -> None:
    cells.check_number(row, "inn", "ИНН", 10, _plain(numbers.inn_flaw))
    cells.check_number(row, "kpp", "КПП", 9, numbers.kpp_flaw)


def _plain(flaw: Callable[[str], str]) -> Callable[[str], str]:
    def told(text: str) -> str:
        try:
            return flaw(text)
        except DomainError as refusal:
            return refusal.message

    return told


def _read_organisation(row: Row, known: Known) -> None:
    cells.check_number(row, "ogrn", "ОГРН", 13, numbers.ogrn_flaw)
    cells.choose(row, "territory", "Территория", known.territories)
    cells.choose(row, "branch", "Отрасль", known.branches)
    _check_email(row)
    for name in ("head_surname", "head_name", "head_patronymic"):
        _check_name(row, Sheet.ORGANISATIONS, name)
    website = row.values["website"]
    if website and not website.startswith(("https://", "http://")):
        row.fault("Сайт", "Адрес начинается с https:// или http://.")
    cells.choose(row, "standing", "Положение", STANDINGS)
    _check_standing(row, known.today)


def _check_standing(row: Row, today: datetime.date) -> None:
    standing, since, left_on = (
        row.values["standing"],
        cells.day_of(row, "since"),
        cells.day_of(row, "left_on"),
    )
    if standing == Standing.NONE:
        _must_be_empty(
            row,
            ("since", "ground", "left_on", "left_ground"),
            "Организация не состоит в Ассоциации.",
        )
    elif standing:
        _must_be_told(row, ("since", "ground"))
    if standing == Standing.FORMER:
        _must_be_told(row, ("left_on", "left_ground"))
    elif standing:
        _must_be_empty(row, ("left_on", "left_ground"), "Заполняется только у бывшего члена.")
    _check_past(row, "С какого дня", since, today)
    _check_past(row, "Когда выбыла", left_on, today)
    if since and left_on and left_on < since:
        row.fault("Когда выбыла", "Раньше, чем принята.")


def _must_be_told(row: Row, names: tuple[str, ...]) -> None:
    titles = titled(Sheet.ORGANISATIONS)
    for name in names:
        if not row.values[name] and not any(told == titles[name] for told, _ in row.errors):
            row.fault(titles[name], "При таком положении это нужно указать.")


def _must_be_empty(row: Row, names: tuple[str, ...], why: str) -> None:
    titles = titled(Sheet.ORGANISATIONS)
    for name in names:
        if row.values[name]:
            row.fault(titles[name], f"{why} Уберите значение или исправьте положение.")


def _check_past(row: Row, title: str, day: datetime.date | None, today: datetime.date) -> None:
    if day and day > today:
        row.fault(title, "Эта дата ещё не наступила.")


def _check_name(row: Row, sheet: str, name: str) -> None:
    text = row.values[name]
    if text and (flaw := name_flaw(text)):
        row.fault(titled(sheet)[name], flaw)


def _check_email(row: Row) -> None:
    cells.check_email(row, "email", "Электронная почта")
    row.values["email"] = normalise_email(row.values["email"])


def _read_representative(row: Row, known: Known) -> None:
    for name in ("surname", "name", "patronymic"):
        _check_name(row, Sheet.REPRESENTATIVES, name)
    _check_email(row)
    cells.choose(row, "role", "Роль", ROLES)
    since, until = cells.day_of(row, "since"), cells.day_of(row, "until")
    _check_past(row, "С какого дня", since, known.today)
    _check_past(row, "До какого дня", until, known.today)
    if until and not since:
        row.fault("С какого дня", "У прежнего представителя нужны оба дня.")
    if since and until and until < since:
        row.fault("До какого дня", "Раньше первого дня.")


def _read_certificate(row: Row, known: Known) -> None:
    cells.choose(row, "kind", "Вид", {name: kind.code for name, kind in known.kinds.items()})
    cells.choose(row, "state", "Состояние", STATES)
    issued_on, ended_on = cells.day_of(row, "issued_on"), cells.day_of(row, "ended_on")
    _check_past(row, "Дата регистрации", issued_on, known.today)
    _check_past(row, "Когда аннулирован", ended_on, known.today)
    valid_until = cells.day_of(row, "valid_until")
    if issued_on and valid_until and valid_until < issued_on:
        row.fault("Действует по", "Раньше даты регистрации.")
    _check_ending(row, issued_on, ended_on)
    _check_holder(row, known)
    _find_place(row, known, issued_on)


def _check_ending(row: Row, issued_on, ended_on) -> None:
    is_revoked = row.values["state"] == REVOKED
    for name in ("ended_on", "ended_ground"):
        title = titled(Sheet.CERTIFICATES)[name]
        if is_revoked and not row.values[name]:
            row.fault(title, "У аннулированного это нужно указать.")
        elif not is_revoked and row.values[name]:
            row.fault(title, "Сертификат действует: уберите значение или исправьте состояние.")
    if issued_on and ended_on and ended_on < issued_on:
        row.fault("Когда аннулирован", "Раньше даты регистрации.")


def _kind(row: Row, known: Known) -> Kind | None:
    return next((kind for kind in known.kinds.values() if kind.code == row.values["kind"]), None)


def _check_holder(row: Row, known: Known) -> None:
    kind = _kind(row, known)
    if kind and kind.goes_to_member and row.values["person"]:
        row.fault("Кому", "Сертификат члена Ассоциации выдаётся организации: оставьте пустым.")


def _find_place(row: Row, known: Known, issued_on: datetime.date | None) -> None:
    """The ordinal in its book: as told, by the pattern of the kind, or the only group of digits."""
    kind, number, told = _kind(row, known), row.values["number"], row.values["sequence"]
    if number and not number_key(number):
        row.fault("Номер", f"Номера «{number}» быть не может.")
    if told and not (told.isascii() and told.isdecimal() and 1 <= int(told) <= oldnumbers.LARGEST):
        row.fault("Порядковый номер", f"Нужно число от 1 до {oldnumbers.LARGEST}.")
    if row.errors or kind is None or issued_on is None:
        return
    place = oldnumbers.place_by_pattern(kind.pattern, number)
    if told:
        place = oldnumbers.Place(place.year if place else issued_on.year, int(told))
    place = place or oldnumbers.place_by_digits(number, issued_on.year)
    if place is None:
        row.fault(
            "Порядковый номер",
            f"Из номера «{number}» его не видно: впишите, какой он по порядку в году.",
        )
        return
    row.values["place"] = [place.year, place.sequence]
    if place.year != issued_on.year:
        row.notes.append(f"В номере год {place.year}, а дата регистрации — {issued_on.year} года.")
    _check_future(row, known, kind, place)


def _check_future(row: Row, known: Known, own: Kind, place: oldnumbers.Place) -> None:
    for kind in set(known.kinds.values()):
        meant = oldnumbers.taken_from_future(kind.pattern, row.values["number"])
        if meant and (kind, meant) != (own, place):
            row.fault(
                "Номер",
                "Такой номер когда-нибудь выдаст сама программа: проверьте вид и порядковый номер.",
            )
            return


_READERS = {
    Sheet.ORGANISATIONS: _read_organisation,
    Sheet.REPRESENTATIVES: _read_representative,
    Sheet.CERTIFICATES: _read_certificate,
}


def who(row: Row) -> str:
    """A representative beside the others of the organisation: by the address, else by the name."""
    return row.values["email"] or fold_text(full_name(row.values))


def full_name(values: dict, prefix: str = "") -> str:
    parts = (values[prefix + name] for name in ("surname", "name", "patronymic"))
    return " ".join(filter(None, parts))


KEYS: dict[str, tuple[tuple[str, str, Callable[[Row], Hashable]], ...]] = {
    Sheet.ORGANISATIONS: (("КПП", "Та же организация", lambda row: row.numbers),),
    Sheet.REPRESENTATIVES: (
        ("Фамилия", "Тот же представитель", lambda row: (*row.numbers, who(row), row.values["since"])),
    ),
    Sheet.CERTIFICATES: (
        ("Номер", "Тот же номер", lambda row: number_key(row.values["number"])),
        ("Порядковый номер", "Тот же порядковый номер вида и года", lambda row: (row.values["kind"], *row.values.get("place", ()))),
    ),
}  # fmt: skip


def mark_doubles(sheet: str, rows: list[Row]) -> None:
    """Rows that say the same are an error on each of them."""
    whole = [row for row in rows if not row.errors]
    for title, what, key_of in KEYS[sheet]:
        alike = defaultdict(list)
        for row in whole:
            alike[key_of(row)].append(row)
        for found in alike.values():
            if len(found) > 1:
                for row in found:
                    others = ", ".join(str(each.line) for each in found[:6] if each is not row)
                    row.fault(title, f"{what} — в строке {others}.")


def mark_namesakes(rows: list[Row]) -> None:
    """Two present representatives of one name in one organisation are told apart by their addresses, or not at all (T82)."""
    alike = defaultdict(list)
    for row in rows:
        if not row.errors and not row.values["until"]:
            alike[*row.numbers, fold_text(full_name(row.values))].append(row)
    for found in alike.values():
        if len(found) > 1 and not all(row.values["email"] for row in found):
            for row in found:
                row.fault(
                    "Электронная почта",
                    "В организации двое с таким именем: различить их можно только по адресам.",
                )
