"""The dry run: every row of the workbook is read and laid beside the registers; nothing is written."""

from collections import Counter
from dataclasses import dataclass

from association.organisations.choices import Standing
from association.organisations.models import Organisation
from documents.certificates.rules import number_key
from home.rulebook import DomainError
from home.rulebook.text import NBSP, fold_text

from .. import queries, reading
from ..choices import RowFate, Sheet
from ..rules import rows as rules
from ..rules.cells import Row, day_of
from ..rules.names import TAKING_OVER

COMPARED = {
    "full_name": "полное наименование",
    "short_name": "краткое наименование",
    "ogrn": "ОГРН",
    "legal_address": "юридический адрес",
}
NO_ORGANISATION = "Организации с такими ИНН и КПП нет ни на листе «Организации», ни в реестре."


@dataclass(frozen=True)
class Examined:
    """Rows of each sheet in the order of their lines, each with its fate."""

    rows: dict[str, list[Row]]

    @property
    def is_right(self) -> bool:
        return not any(row.errors for rows in self.rows.values() for row in rows)


def examine(data: bytes) -> Examined:
    """DomainError for a workbook that cannot be read at all."""
    book, known = reading.read_workbook(data), queries.known()
    rows = {sheet: _rows(sheet, book[sheet], known) for sheet in Sheet if sheet in book}
    given = [row for found in rows.values() for row in found]
    standing = queries.organisations_by_numbers({row.numbers for row in given})
    wanted = {row.numbers: row for row in rows.get(Sheet.ORGANISATIONS, ())}
    for row in wanted.values():
        _compare_organisation(row, standing.get(row.numbers))
    people = rows.get(Sheet.REPRESENTATIVES, [])
    rules.mark_namesakes(people)
    _compare_representatives(people, wanted, standing)
    _note_addresses(people)
    _compare_certificates(rows.get(Sheet.CERTIFICATES, []), wanted, standing)
    for row in given:
        row.fate = RowFate.WRONG if row.errors else row.fate or RowFate.NEW
    return Examined(rows)


def _rows(sheet: Sheet, lines: reading.Lines, known: rules.Known) -> list[Row]:
    places, errors = rules.read_heading(sheet, lines.heading)
    if errors:
        raise DomainError(f"Лист «{sheet.label}». {' '.join(errors)}", TAKING_OVER)
    rows = [rules.read_row(sheet, line, cells, places, known) for line, cells in lines.rows]
    rules.mark_doubles(sheet, rows)
    return rows


def _compare_organisation(row: Row, standing: Organisation | None) -> None:
    if row.errors or standing is None:
        return
    differing = [
        words for name, words in COMPARED.items() if row.values[name] != getattr(standing, name)
    ]
    if differing:
        row.notes.append(f"В реестре другие: {', '.join(differing)}. Реестр не изменится.")
    wanted = row.values["standing"]
    row.fate = RowFate.KNOWN
    if wanted not in (Standing.NONE, standing.standing):
        if standing.standing == Standing.NONE:
            row.fate = RowFate.COMPLETED
        else:
            label = standing.get_standing_display()
            row.notes.append(f"В реестре положение «{label}», оно не изменится.")


def _compare_representatives(rows: list[Row], wanted: dict, standing: dict) -> None:
    present: dict[int, list] = {}
    for each in queries.representatives_of(standing.values()):
        present.setdefault(each.organisation_id, []).append(each)
    for row in rows:
        organisation = standing.get(row.numbers)
        if organisation is None and row.numbers not in wanted:
            row.fault("КПП", NO_ORGANISATION)
        elif organisation and any(
            _is_same(row, each) for each in present.get(organisation.pk, ()) if not row.errors
        ):
            row.fate = RowFate.KNOWN


def _note_addresses(rows: list[Row]) -> None:
    """One address lets one person in; two of one name with one address are one person (T82)."""
    new = [
        row for row in rows if row.fate != RowFate.KNOWN and row.values["email"] and not row.errors
    ]
    names = queries.names_by_address(row.values["email"] for row in new)
    for row in new:
        name = fold_text(rules.full_name(row.values))
        if names.setdefault(row.values["email"], name) != name:
            row.notes.append(
                "Этот адрес уже у другого человека: запись появится, но войти по нему не получится."
            )


def _is_same(row: Row, representative) -> bool:
    """The same person with the same kind of right: present, or past since the same day."""
    until, since = day_of(row, "until"), day_of(row, "since")
    if (representative.until is None) != (until is None):
        return False
    return same_person(row.values, representative.person) and (
        until is None or since == representative.since
    )


def same_person(values: dict, person) -> bool:
    """By the address where both have one, and by the name: never by the name alone against another address (T82)."""
    user = getattr(person, "user", None)
    addresses = {person.email, user.email if user else ""} - {""}
    if fold_text(person.full_name) != fold_text(rules.full_name(values)):
        return False
    return not values["email"] or not addresses or values["email"] in addresses


def _compare_certificates(rows: list[Row], wanted: dict, standing: dict) -> None:
    whole = [row for row in rows if not row.errors]
    same = queries.certificates_by_key(number_key(row.values["number"]) for row in whole)
    for row in whole:
        organisation = standing.get(row.numbers)
        if organisation is None and row.numbers not in wanted:
            row.fault("КПП", NO_ORGANISATION)
        elif found := same.get(number_key(row.values["number"])):
            _compare_certificate(row, found)
    new = [row for row in whole if not row.errors and row.fate != RowFate.KNOWN]
    _check_books(new)
    _check_members(
        [row for row in new if row.values["kind"] == queries.MEMBERSHIP], wanted, standing
    )


def _compare_certificate(row: Row, found) -> None:
    if found.kind.code == row.values["kind"] and found.issued_on == day_of(row, "issued_on"):
        row.fate = RowFate.KNOWN
        return
    row.fault(
        "Номер",
        f"Такой номер в{NBSP}реестре уже есть: {found.kind}, {found.issued_on:%d.%m.%Y}. Если прежде "
        f"нумерация каждый год начиналась заново, добавьте к{NBSP}номеру год.",
    )


def _check_books(rows: list[Row]) -> None:
    taken = queries.places_taken(row.values["kind"] for row in rows)
    without_form = queries.kinds_without_form()
    for row in rows:
        kind, (year, sequence) = row.values["kind"], row.values["place"]
        if kind in without_form:
            row.fault("Вид", "Бланк этого вида не утверждён: сначала утвердите его.")
        elif number := taken.get((kind, year, sequence)):
            row.fault(
                "Порядковый номер",
                f"Номер {sequence} за{NBSP}{year}{NBSP}г. уже у{NBSP}сертификата №{NBSP}{number}.",
            )


def _check_members(rows: list[Row], wanted: dict, standing: dict) -> None:
    """A certificate of membership rests on the membership: a member has one that stands, a former member none."""
    holders = queries.holders_of_valid_membership() if rows else set()
    valid = Counter(row.numbers for row in rows if row.values["state"] != rules.REVOKED)
    for row in rows:
        organisation = standing.get(row.numbers)
        if row.values["state"] == rules.REVOKED:
            if _standing(row, wanted, organisation) not in (Standing.MEMBER, Standing.FORMER):
                row.fault("КПП", "Эта организация не была членом Ассоциации.")
        elif _standing(row, wanted, organisation) != Standing.MEMBER:
            row.fault(
                "Состояние",
                "Действует только сертификат члена Ассоциации, а эта организация не член.",
            )
        elif valid[row.numbers] > 1 or (organisation and organisation.pk in holders):
            row.fault("Состояние", "У организации уже есть действующий сертификат этого вида.")


def _standing(row: Row, wanted: dict, organisation: Organisation | None) -> str:
    """What the organisation will be when the certificates come."""
    if organisation and organisation.standing != Standing.NONE:
        return organisation.standing
    return wanted[row.numbers].values["standing"] if row.numbers in wanted else Standing.NONE
