"""Whether the register is as its acts left it: the chain of every book and the rows (T43); its files: `issued_files`."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Max

from .models import Certificate, RegisterBook
from .oldnumbers import gaps
from .queries import DAYS, FACTS, facts_as_entered, facts_of
from .rules import canonical, chained

TOGETHER = 2_000
ROW = (*FACTS, *DAYS, "taken_over_at", "sequence", "pk")


def complaints() -> Iterator[str]:
    """A sentence for each thing that no act of the register can explain, the first broken row of a book first."""
    for book in RegisterBook.objects.select_related("kind"):
        last: dict[int, Entered] = {}
        yield from _chain_complaints(book, last)
        yield from _row_complaints(book, last)


@dataclass(frozen=True, slots=True)
class Entered:
    """The last entry of a certificate; of its facts the sum alone, so that a hundred thousand fit in memory."""

    sum: bytes
    facts: dict | None
    """Kept where the entry is older than the words it lacks: those few are compared in its own."""


def _chain_complaints(book: RegisterBook, last: dict[int, Entered]) -> Iterator[str]:
    """Recount the book from its first entry; what each certificate came to is left in `last`."""
    previous, position = "", 0
    entries = book.entries.order_by("position").values_list(
        "position", "certificate_id", "facts", "hash"
    )
    for place, certificate, entered, kept in entries.iterator(chunk_size=TOGETHER):
        position += 1
        if place != position:
            yield f"{book}: нет записи {position}."
            position = place
        text = canonical(entered)
        if kept != chained(previous, text):
            number = entered.get("number", "?")
            yield f"{book}: запись {place} (№\xa0{number}) изменена или переставлена."
        previous = kept
        last[certificate] = Entered(_sum(text), None if "template_id" in entered else entered)
    if (previous, position) != (book.last_hash, book.last_entry):
        yield f"{book}: последних записей не хватает."


def _row_complaints(book: RegisterBook, last: dict[int, Entered]) -> Iterator[str]:
    """The last entry of each certificate says what its row must hold; numbers have no gap but among old ones."""
    rows = Certificate.objects.filter(kind=book.kind, year=book.year).order_by("sequence")
    # A duplicate may stand in the book of a later year than what it replaces.
    earlier = Certificate.objects.filter(replaced_by__kind=book.kind, replaced_by__year=book.year)
    replaced = dict(earlier.values_list("replaced_by_id", "number"))
    numbers, last_taken = [], 0
    for row in rows.values(*ROW).iterator(chunk_size=TOGETHER):
        numbers.append(row["sequence"])
        if row["taken_over_at"]:
            last_taken = row["sequence"]
        if not _agrees(last.get(row["pk"]), facts_of(row, replaced.get(row["pk"]))):
            yield (
                f"{book}: строка №\xa0{row['number']}, {row['holder_name']} расходится с книгой."
            )
    if any(gap.stop > last_taken for gap in gaps(numbers, book.last_number)):
        yield f"{book}: номера идут не подряд."


def _agrees(entered: Entered | None, facts: dict) -> bool:
    if entered is None:
        return False
    if entered.facts is not None:
        facts = facts_as_entered(entered.facts, facts)
    return entered.sum == _sum(canonical(facts))


def _sum(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def remarks() -> Iterator[str]:
    """A sentence for each run of numbers that nobody bears below an old one: whether they were given is not known here."""
    for book in RegisterBook.objects.select_related("kind"):
        rows = Certificate.objects.filter(kind=book.kind, year=book.year)
        last_taken = rows.filter(taken_over_at__isnull=False).aggregate(last=Max("sequence"))[
            "last"
        ]
        if last_taken:
            below = rows.filter(sequence__lte=last_taken).order_by("sequence")
            for gap in gaps(below.values_list("sequence", flat=True), last_taken):
                yield f"{book}: среди перенесённых нет {_numbers(gap)}."


def _numbers(gap: range) -> str:
    first, last = gap.start, gap.stop - 1
    return f"номера {first}" if first == last else f"номеров {first}–{last}"
