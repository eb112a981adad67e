"""What is asked of the archive."""

import datetime
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, Max, Min, Model, OuterRef, Q, QuerySet

from home.rulebook.text import fold_text

from .choices import ActState, Level, RecordState
from .models import (
    CommissionMember,
    Hold,
    Record,
    RecordClass,
    RecordFile,
    RecordPart,
    RecordPerson,
    WriteOffAct,
    WriteOffItem,
)
from .registry import Readers

_NOT_CONFIDENTIAL = (Level.PUBLIC, Level.MEMBERS)


def record_of(source: Model) -> Record | None:
    """The record that was filed from a row of an upper room."""
    return Record.objects.filter(
        content_type=ContentType.objects.get_for_model(source), object_id=source.pk
    ).first()


def of_readable_level(readers: Readers) -> Q:
    """Of the pieces of records that `readers` reads, those whose own level it reads too."""
    return Q(level__in=_NOT_CONFIDENTIAL) | Q(record__body_key__in=readers.confidential)


def records_of_person(words: str, readers: Readers) -> QuerySet:
    """Ids of records that name a person, where the reader may see the name."""
    named = RecordPerson.objects.filter(of_readable_level(readers))
    for word in fold_text(words).split():
        named = named.filter(name_key__contains=word)
    return named.values("record")


def parts_of(record: Record, readers: Readers) -> QuerySet[RecordPart]:
    """Pieces of the record that the reader may see; the rest is as if it were not there."""
    return _pieces(record.parts, record, readers)


def files_of(record: Record, readers: Readers) -> QuerySet:
    return _pieces(record.files.select_related("file"), record, readers)


def people_of(record: Record, readers: Readers) -> QuerySet[RecordPerson]:
    return _pieces(record.people, record, readers)


def _pieces(pieces, record: Record, readers: Readers):
    if record.body_key in readers.confidential:
        return pieces.all()
    return pieces.filter(level__in=_NOT_CONFIDENTIAL)


def bodies_in_archive(readers: Readers) -> dict[str, str]:
    """{key: the latest name} of the bodies that have records which the reader may see."""
    rows = Record.objects.readable(readers).order_by().values("body_key")
    named = rows.annotate(name=Max("body_name")).order_by("name")
    return {row["body_key"]: row["name"] or "Ассоциация" for row in named}


def years_in_archive(readers: Readers) -> list[int]:
    """Years of the archive, the latest first, with those between that have nothing."""
    span = Record.objects.readable(readers).aggregate(first=Min("year"), last=Max("year"))
    return list(range(span["last"], span["first"] - 1, -1)) if span["last"] else []


def published_parts() -> QuerySet[RecordPart]:
    """Extracts that everybody may read, the latest first (R6, R219)."""
    return (
        RecordPart.objects.filter(
            ~Q(public_text=""), ~Q(record__level=Level.CONFIDENTIAL),
            level=Level.PUBLIC,
            record__is_published=True,
        )
        .select_related("record__record_class")
        .order_by("-decided_on", "-pk")
    )  # fmt: skip


def published_bodies() -> dict[str, str]:
    rows = published_records().values("body_key").annotate(name=Max("body_name")).order_by("name")
    return {row["body_key"]: row["name"] or "Ассоциация" for row in rows}


def published_years() -> list[int]:
    years = published_records().values_list("year", flat=True).distinct()
    return sorted(years, reverse=True)


def published_records() -> QuerySet[Record]:
    extracts = RecordPart.objects.filter(
        ~Q(public_text=""), record=OuterRef("pk"), level=Level.PUBLIC
    )
    return (
        Record.objects.filter(~Q(level=Level.CONFIDENTIAL), Exists(extracts), is_published=True)
        .order_by()
    )  # fmt: skip


def due_records(keys, today: datetime.date) -> QuerySet[Record]:
    """What may be written off of bodies: the term is over, nothing holds it, no living act names it."""
    listed = WriteOffItem.objects.filter(is_live=True).values("record")
    held = Hold.objects.filter(lifted_at=None).values("record")
    return (
        Record.objects.due(today)
        .filter(~Q(pk__in=listed), ~Q(pk__in=held), body_key__in=keys)
        .select_related("record_class")
        .order_by("retained_until", "pk")
    )


def due_by_body(keys, today: datetime.date) -> list[tuple[str, str, int, datetime.date]]:
    """(key, name, how many, since when) of the bodies of which something may be written off; one query."""
    rows = due_records(keys, today).order_by().values("body_key")
    found = rows.annotate(
        name=Max("body_name"), count=Count("pk"), first=Min("retained_until")
    ).order_by("first")
    return [
        (row["body_key"], row["name"] or "Ассоциация", row["count"], row["first"]) for row in found
    ]


def held_records(keys) -> QuerySet[Hold]:
    return (
        Hold.objects.filter(lifted_at=None, record__body_key__in=keys)
        .select_related("record__record_class", "placed_by__person")
        .order_by("-placed_at")
    )


def acts_of(keys) -> QuerySet[WriteOffAct]:
    return (
        WriteOffAct.objects.filter(body_key__in=keys)
        .annotate(
            records=Count("items", distinct=True),
            signed=Count("commission", filter=~Q(commission__manner=""), distinct=True),
            signers=Count("commission", distinct=True),
        )
        .order_by("-created_at", "-pk")
    )


def acts_to_sign(person) -> QuerySet[CommissionMember]:
    return CommissionMember.objects.filter(
        person=person, manner="", act__state=ActState.SIGNING
    ).select_related("act")


def act_that_destroyed(record: Record) -> WriteOffAct | None:
    """The act by which a record was written off."""
    item = record.write_offs.filter(is_live=True).select_related("act").first()
    return item.act if item else None


@dataclass(frozen=True)
class YearLine:
    """A class of records in a year: how many, of them written off; `is_missing` where one was expected."""

    record_class: RecordClass
    count: int
    written_off: int

    @property
    def is_missing(self) -> bool:
        return self.record_class.is_yearly and not self.count


def completeness(year: int, keys) -> list[YearLine]:
    """R84: every class, and what the archive of these bodies has of it for the year."""
    of_year = Q(records__year=year, records__body_key__in=keys)
    classes = RecordClass.objects.annotate(
        count=Count("records", filter=of_year),
        written_off=Count("records", filter=of_year & Q(records__state=RecordState.WRITTEN_OFF)),
    )
    return [YearLine(each, each.count, each.written_off) for each in classes.order_by("order")]


def known_numbers(year_keys) -> dict[tuple, int]:
    """{(class id, body key, year, number key): record id} of those of `year_keys` that the archive has."""
    wanted = set(year_keys)
    rows = Record.objects.filter(
        year__in={key[2] for key in wanted}, body_key__in={key[1] for key in wanted}
    ).values_list("record_class", "body_key", "year", "number_key", "pk")
    return {row[:4]: row[4] for row in rows if row[:4] in wanted}


def known_with_hashes(year_keys) -> dict[tuple, tuple[int, frozenset[str]]]:
    """As `known_numbers`, each record with the checksums of its files."""
    known = known_numbers(year_keys)
    hashes: dict[int, set[str]] = {pk: set() for pk in known.values()}
    files = RecordFile.objects.filter(record__in=hashes).values_list("record", "sha256")
    for pk, sha256 in files:
        hashes[pk].add(sha256)
    return {key: (pk, frozenset(hashes[pk])) for key, pk in known.items()}
