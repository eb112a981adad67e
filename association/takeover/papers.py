"""Our workbook, empty to be filled in or filled with the registers as they stand; the same reader takes both."""

import datetime
import io
from collections.abc import Callable, Iterable, Iterator

import xlsxwriter

from association.organisations.choices import RepresentativeRole
from association.organisations.models import Branch, Organisation, Representative, Territory
from documents.certificates.models import CertificateKind
from home.registers.exports import guarded

from .choices import Sheet
from .rules.columns import COLUMNS, Column
from .rules.rows import STANDINGS, STATES

MOST_ROWS = 10_000
WIDTH = {"full_name": 60, "short_name": 34, "legal_address": 46, "postal_address": 30, "ground": 36}
NOTES = "Пояснения"
LISTS = "Справочники"
STANDING_WORDS = {code: word for word, code in STANDINGS.items() if word}


def empty_workbook() -> bytes:
    """Three sheets with headings, lists to choose from, and a sheet that says what goes where."""
    output = io.BytesIO()
    # What begins with a sign of a formula stays text (T29).
    with xlsxwriter.Workbook(output, {"in_memory": True, "strings_to_formulas": False}) as book:
        writer = _Writer(book)
        for sheet in Sheet:
            writer.sheet(sheet, ())
        writer.lists()
        writer.notes()
    return output.getvalue()


def registers(told: Callable[[int, int], None] = lambda done, total: None) -> bytes:
    """Organisations and their present representatives; `told(done, total)` hears how far it has come."""
    output = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(output, options) as book:
        writer = _Writer(book)
        writer.sheet(Sheet.ORGANISATIONS, _organisations(told))
        writer.sheet(Sheet.REPRESENTATIVES, _representatives())
    return output.getvalue()


def _organisations(told) -> Iterator[dict]:
    rows = Organisation.objects.select_related("territory", "branch", "head").prefetch_related(
        "standing_changes"
    )
    total = rows.count()
    for done, one in enumerate(rows.order_by("pk").iterator(chunk_size=1_000)):
        if done % 500 == 0:
            told(done, total)
        plain = {
            column.name: getattr(one, column.name, "") for column in COLUMNS[Sheet.ORGANISATIONS]
        }
        yield plain | {
            "territory": one.territory.name,
            "branch": one.branch.name,
            "head_surname": one.head.surname,
            "head_name": one.head.name,
            "head_patronymic": one.head.patronymic,
            **_standing(one),
        }


def _standing(one: Organisation) -> dict:
    """The last change, and before it, for who has left, the day of coming in."""
    words = {"standing": STANDING_WORDS.get(one.standing, ""), "since": "", "ground": ""}
    if one.standing not in STANDING_WORDS:
        return words | {"standing": ""}
    changes = list(one.standing_changes.all())
    last = changes[0] if changes else None
    if last is None or one.standing == "none":
        return words
    if one.standing != "former":
        return words | {"since": last.on, "ground": last.ground}
    before = next((each for each in changes[1:] if each.standing_to == "member"), last)
    return words | {
        "since": before.on,
        "ground": before.ground,
        "left_on": last.on,
        "left_ground": last.ground,
    }


def _representatives() -> Iterator[dict]:
    rows = Representative.objects.filter(until__isnull=True).select_related(
        "organisation", "person__user"
    )
    for one in rows.order_by("organisation", "pk").iterator(chunk_size=1_000):
        user = getattr(one.person, "user", None)
        yield {
            "inn": one.organisation.inn,
            "kpp": one.organisation.kpp,
            "surname": one.person.surname,
            "name": one.person.name,
            "patronymic": one.person.patronymic,
            "email": user.email if user else one.person.email,
            "role": RepresentativeRole(one.role).label,
            "since": one.since,
        }


class _Writer:
    """The sheets of one book and the looks of their cells."""

    def __init__(self, book: xlsxwriter.Workbook):
        self.book = book
        head = {"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 2}
        self.needed = book.add_format(head | {"bg_color": "#DCE9F7"})
        self.optional = book.add_format(head | {"bg_color": "#F2F2F2"})
        # Text, so that no number loses its first zero and none becomes a date.
        self.text = book.add_format({"num_format": "@", "valign": "top"})
        self.day = book.add_format({"num_format": "dd.mm.yyyy", "align": "left", "valign": "top"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})

    def sheet(self, sheet: Sheet, rows: Iterable[dict]) -> None:
        page = self.book.add_worksheet(sheet.label)
        page.set_row(0, 34)
        page.freeze_panes(1, 2)
        for place, column in enumerate(COLUMNS[sheet]):
            look = self.day if column.is_day else self.text
            page.set_column(place, place, WIDTH.get(column.name, _width(column)), look)
            page.write_string(
                0, place, column.title, self.needed if column.is_needed else self.optional
            )
            if column.hint:
                page.write_comment(0, place, column.hint)
            self._offer(page, place, column)
        for line, row in enumerate(rows, start=1):
            for place, column in enumerate(COLUMNS[sheet]):
                self._write(page, line, place, row.get(column.name) or "")

    def _write(self, page, line: int, place: int, value) -> None:
        if isinstance(value, datetime.date):
            page.write_datetime(
                line, place, datetime.datetime.combine(value, datetime.time()), self.day
            )
        elif value:
            # Saved as CSV it would be a formula after all; our own reader takes the guard away again (T29).
            page.write_string(line, place, guarded(str(value)), self.text)

    def _offer(self, page, place: int, column: Column) -> None:
        """Lists to choose from; the reader takes other spellings too, and tells of what it does not know."""
        sources = {
            "territory": f"={LISTS}!$A$2:$A$500",
            "branch": f"={LISTS}!$B$2:$B$500",
            "kind": f"={LISTS}!$C$2:$C$500",
            "standing": list(STANDING_WORDS.values()),
            "role": RepresentativeRole.labels,
            "state": [word for word in STATES if word],
        }
        if source := sources.get(column.name):
            page.data_validation(
                1,
                place,
                MOST_ROWS,
                place,
                {"validate": "list", "source": source, "error_type": "warning"},
            )

    def lists(self) -> None:
        page = self.book.add_worksheet(LISTS)
        names = {
            "Территория": Territory.objects.values_list("name", flat=True),
            "Отрасль": Branch.objects.values_list("name", flat=True),
            "Вид": CertificateKind.objects.values_list("title", flat=True),
        }
        page.set_column(0, len(names) - 1, 40)
        for place, (title, rows) in enumerate(names.items()):
            page.write_string(0, place, title, self.optional)
            for line, name in enumerate(rows, start=1):
                page.write_string(line, place, guarded(name))

    def notes(self) -> None:
        page = self.book.add_worksheet(NOTES)
        page.set_column(0, 1, 26, self.wrapped)
        page.set_column(2, 2, 70, self.wrapped)
        for place, title in enumerate(("Лист", "Столбец", "Что в нём")):
            page.write_string(0, place, title, self.optional)
        line = 1
        for sheet in Sheet:
            for column in COLUMNS[sheet]:
                needed = "Обязательно. " if column.is_needed else ""
                page.write_string(line, 0, sheet.label)
                page.write_string(line, 1, column.title)
                page.write_string(line, 2, needed + column.hint)
                line += 1


def _width(column: Column) -> int:
    return 14 if column.is_day else max(14, min(24, len(column.title) + 4))
