"""The book of a kind and year: its lock gives the numbers, its entries are a chain (T38, T43)."""

import datetime

from .. import queries, rules
from ..choices import Act
from ..models import BookEntry, Certificate, CertificateKind, RegisterBook


def locked_book(kind: CertificateKind, year: int) -> RegisterBook:
    """The book of the year, held until the transaction ends: one act at a time, no gap, no double."""
    RegisterBook.objects.get_or_create(kind=kind, year=year)
    return RegisterBook.objects.select_for_update().get(kind=kind, year=year)


def enter(book: RegisterBook, certificate: Certificate, act: Act, at: datetime.datetime) -> None:
    """Add an entry to the chain of the book (T43)."""
    book.last_entry += 1
    facts = queries.facts(certificate, queries.number_replaced_by(certificate))
    book.last_hash = rules.entry_hash(book.last_hash, facts)
    book.save()
    BookEntry.objects.create(
        book=book,
        position=book.last_entry,
        certificate=certificate,
        act=act,
        at=at,
        facts=facts,
        hash=book.last_hash,
    )
