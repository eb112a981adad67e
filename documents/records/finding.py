"""The archive in the site's search: whole texts for those who may read them, public extracts for everybody (R73, C35)."""

from collections.abc import Iterator

from django.urls import reverse

from home.rulebook.text import NBSP
from home.search.registry import Entry

from . import queries, registry
from .choices import Level
from .models import Record, RecordFile, RecordPart
from .rules.filing import number_key
from .rules.levels import effective, stricter

ARCHIVE, DECISIONS = "records", "decisions"
_LONGEST_NUMBER = 20
_BEFORE_A_NUMBER = ("протокол", "протокола", "запись", "№", "n", "no")


def audience(level: str, body_key: str) -> str:
    """Who finds a piece of a body: the archive is for readers of the body alone, whatever its level."""
    token = "c" if level == Level.CONFIDENTIAL else "m"
    return f"records.{token}.{body_key}"


def audiences(user) -> list[str]:
    readers = registry.readers_for_page(user)
    return [
        *(audience(Level.MEMBERS, key) for key in sorted(readers.members)),
        *(audience(Level.CONFIDENTIAL, key) for key in sorted(readers.confidential)),
    ]


def records() -> list[int]:
    return list(Record.objects.order_by("pk").values_list("pk", flat=True))


def record_entries(owners: list[str]) -> Iterator[Entry]:
    """The card of a record, each of its parts, and the text of each file."""
    known = Record.objects.select_related("record_class").in_bulk([int(pk) for pk in owners])
    for record in known.values():
        yield _card(record)
    for part in RecordPart.objects.filter(record__in=known).order_by("pk"):
        if part.title or part.text:
            yield _part(known[part.record_id], part)
    for file in RecordFile.objects.filter(record__in=known).exclude(text="").order_by("pk"):
        yield _file(known[file.record_id], file)


def _card(record: Record) -> Entry:
    return Entry(
        owner=str(record.pk),
        key=f"r{record.pk}",
        title=f"{record.title}, №{NBSP}{record.number}",
        url=record.get_absolute_url(),
        number=record.number_key,
        kind=record.record_class.title.lower(),
        path=record.body_name,
        when=record.date,
        audience=audience(record.level, record.body_key),
    )


def _part(record: Record, part: RecordPart) -> Entry:
    level = effective(record.level, part.level)
    return Entry(
        owner=str(record.pk),
        key=f"p{part.pk}",
        title=part.title or record.title,
        url=f"{record.get_absolute_url()}#part-{part.pk}",
        body=part.text,
        kind="вопрос протокола",
        path=f"{record.title}, №{NBSP}{record.number}",
        when=part.decided_on or record.date,
        order=1,
        audience=audience(stricter(level, Level.MEMBERS), record.body_key),
    )


def _file(record: Record, file: RecordFile) -> Entry:
    level = effective(record.level, file.level)
    return Entry(
        owner=str(record.pk),
        key=f"f{file.pk}",
        title=file.title,
        url=record.get_absolute_url(),
        body=file.text,
        kind="файл записи",
        path=f"{record.title}, №{NBSP}{record.number}",
        when=record.date,
        order=2,
        audience=audience(level, record.body_key),
    )


def records_open(owners: list[str]) -> dict[str, str]:
    """Addresses stand in the entries; a record whose row is gone from the base is not shown."""
    return dict.fromkeys(
        map(str, Record.objects.filter(pk__in=owners).values_list("pk", flat=True)), ""
    )


def number_meant(query: str) -> str:
    """«протокол № 12» and «12-П» are numbers; words are not."""
    words = query.replace("№", " ").casefold().split()
    while words and words[0] in _BEFORE_A_NUMBER:
        words = words[1:]
    key = number_key("".join(words)) if len(words) == 1 else ""
    return key if len(key) <= _LONGEST_NUMBER and any(map(str.isdigit, key)) else ""


def published() -> list[int]:
    return list(queries.published_records().order_by("pk").values_list("pk", flat=True))


def decision_entries(owners: list[str]) -> Iterator[Entry]:
    """Public extracts, in the words that name offices and not persons."""
    for part in queries.published_parts().filter(record__in=owners):
        yield Entry(
            owner=str(part.record_id),
            key=str(part.pk),
            title=part.title,
            url=reverse("records:decision", args=[part.pk]),
            body=part.public_text,
            kind="решение",
            path=part.record.body_name,
            when=part.decided_on or part.record.date,
        )


def decisions_open(owners: list[str]) -> dict[str, str]:
    """Asked when somebody searches: what was taken back is not shown, however the index lags (T6)."""
    found = queries.published_records().filter(pk__in=owners).values_list("pk", flat=True)
    return dict.fromkeys(map(str, found), "")
