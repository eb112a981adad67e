"""Whether the register is as its acts left it: the chain of every book, the rows, the files (T43)."""

import hashlib
from collections.abc import Iterator

from django.db.models import Max

from .models import BookEntry, Certificate, RegisterBook
from .oldnumbers import gaps
from .queries import facts
from .rules import entry_hash


def complaints(*, with_files: bool = False) -> Iterator[str]:
    """A sentence for each thing that no act of the register can explain."""
    for book in RegisterBook.objects.select_related("kind"):
        yield from _chain_complaints(book)
        yield from _row_complaints(book)
    if with_files:
        yield from _file_complaints()


def _chain_complaints(book: RegisterBook) -> Iterator[str]:
    previous, position = "", 0
    for entry in book.entries.order_by("position").iterator():
        position += 1
        if entry.position != position:
            yield f"{book}: нет записи {position}."
            position = entry.position
        if entry.hash != entry_hash(previous, entry.facts):
            yield f"{book}: запись {entry.position} изменена или переставлена."
        previous = entry.hash
    if (previous, position) != (book.last_hash, book.last_entry):
        yield f"{book}: последних записей не хватает."


def _row_complaints(book: RegisterBook) -> Iterator[str]:
    """The last entry of each certificate says what its row must hold; numbers have no gap."""
    last_facts = dict(
        BookEntry.objects.filter(book=book)
        .order_by("position")
        .values_list("certificate_id", "facts")
    )
    rows = Certificate.objects.filter(kind=book.kind, year=book.year).order_by("sequence")
    numbers, last_taken = [], 0
    for certificate in rows.iterator():
        numbers.append(certificate.sequence)
        if certificate.taken_over_at:
            last_taken = certificate.sequence
        if last_facts.get(certificate.pk) != facts(certificate):
            yield f"{book}: строка {certificate} расходится с книгой."
    if any(gap.stop > last_taken for gap in gaps(numbers, book.last_number)):
        yield f"{book}: номера идут не подряд."


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


def _file_complaints() -> Iterator[str]:
    for certificate in Certificate.objects.exclude(pdf="").iterator():
        try:
            with certificate.pdf.open("rb") as file:
                checksum = hashlib.sha256(file.read()).hexdigest()
        except OSError:
            yield f"Файл сертификата {certificate} не открывается."
            continue
        if checksum != certificate.pdf_sha256:
            yield f"Файл сертификата {certificate} подменён."
