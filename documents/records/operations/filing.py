"""Into the archive, and onto the public page «Решения»."""

import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from wagtail.log_actions import log

from home.accounts.models import User
from home.pages.cache import empty_public_cache
from home.rulebook import DomainError
from home.rulebook.text import fold_text
from home.search.operations import index
from home.workdays.queries import today

from .. import queries
from ..finding import ARCHIVE, DECISIONS
from ..models import Record, RecordClass, RecordFile, RecordPart, RecordPerson
from ..rules import filing as rules
from ..rules import names
from ..rules.filing import Filing
from ..rules.retention import retained_until


@transaction.atomic
def file_record(filing: Filing, *, by: User | None, at: datetime.datetime) -> Record:
    """Keep a record with its parts, files and names; DomainError when it is incomplete or kept already."""
    record = enter_record(filing, by=by, at=at)
    show_anew([record])
    return record


def enter_record(filing: Filing, *, by: User | None, at: datetime.datetime) -> Record:
    """As `file_record`, but for the index and the cache: whoever enters many does those once."""
    rules.check_filing(filing, today(at))
    kind = RecordClass.objects.filter(code=filing.record_class).first()
    if kind is None:
        raise DomainError(f"Вид записей «{filing.record_class}» не заведён.", names.CLASSES)
    _refuse_second(filing, kind)
    try:
        with transaction.atomic():
            record = _card(filing, kind, by, at)
    except IntegrityError:
        _refuse_second(filing, kind)
        raise
    _add_pieces(record, filing)
    data = {"number": record.number, "date": record.date.isoformat(), "sha256": record.sha256}
    log(record, "records.file", user=by, timestamp=at, data=data)
    return record


def _refuse_second(filing: Filing, kind: RecordClass) -> None:
    if filing.source is not None and (known := queries.record_of(filing.source)):
        raise DomainError(f"Уже в архиве: {known}.", names.FILED_ONCE)
    key = (kind.pk, filing.body_key, filing.date.year, rules.number_key(filing.number))
    if queries.known_numbers([key]):
        words = f"Запись №\xa0{filing.number} этого вида за {filing.date.year}\xa0г. уже в архиве."
        raise DomainError(words, names.FILED_ONCE, field="number")


def _card(filing: Filing, kind: RecordClass, by, at: datetime.datetime) -> Record:
    term, source = filing.retention, filing.source
    return Record.objects.create(
        record_class=kind,
        number=filing.number.strip(),
        number_key=rules.number_key(filing.number),
        year=filing.date.year,
        date=filing.date,
        title=filing.title.strip(),
        body_key=filing.body_key,
        body_name=filing.body_name,
        level=filing.level,
        is_published=filing.publishes,
        signed_on=filing.signed_on,
        sha256=rules.content_hash(filing),
        content_type=source and ContentType.objects.get_for_model(source),
        object_id=source and source.pk,
        imported=filing.imported,
        filed_at=at,
        filed_by=by,
        retention_years=term.years,
        retention_start=term.start,
        retention_clause=term.clause,
        retained_until=retained_until(term.years, term.start, filing.signed_on),
    )


def _add_pieces(record: Record, filing: Filing) -> None:
    RecordPart.objects.bulk_create(
        RecordPart(
            record=record,
            position=position,
            number=part.number,
            title=part.title,
            text=part.text,
            public_text=part.public_text,
            level=part.level,
            form=part.form,
            decided_on=part.decided_on or filing.date,
        )
        for position, part in enumerate(filing.parts, start=1)
    )
    RecordFile.objects.bulk_create(
        RecordFile(
            record=record,
            position=position,
            file=filed.file,
            title=filed.title,
            level=filed.level,
            sha256=filed.file.sha256,
            size=filed.file.size,
            text=filed.text,
        )
        for position, filed in enumerate(filing.files, start=1)
    )
    RecordPerson.objects.bulk_create(
        RecordPerson(
            record=record,
            person=named.person,
            name=named.name[: rules.LONGEST_NAME],
            name_key=fold_text(named.name)[: rules.LONGEST_NAME],
            role=named.role[:150],
            level=named.level,
        )
        for named in filing.people
    )


def show_anew(records: list[Record]) -> None:
    """The search and the public pages follow what these records are now."""
    owners = [record.pk for record in records]
    index(ARCHIVE, owners)
    index(DECISIONS, owners)
    empty_public_cache()


@transaction.atomic
def rewrite_public(
    record: Record, texts: dict[int, tuple[str, str]], *, by: User | None, at: datetime.datetime
) -> Record:
    """Other words for everybody, {place of a part: (title, public text)}: a consent to be named came or went.

    A part that everybody reads stays such a part, and any other stays closed; the text for members never changes.
    """
    record = Record.objects.select_for_update().get(pk=record.pk)
    changed = []
    for part in record.parts.exclude(public_text="").filter(position__in=texts):
        title, public_text = texts[part.position]
        if public_text and (part.title, part.public_text) != (title, public_text):
            part.title, part.public_text = title, public_text
            changed.append(part)
    if changed:
        RecordPart.objects.bulk_update(changed, ["title", "public_text"])
        data = {"parts": [part.number for part in changed]}
        log(record, "records.rewrite_public", user=by, timestamp=at, data=data)
        show_anew([record])
    return record


def publish_record(record: Record, *, by: User | None, at: datetime.datetime) -> Record:
    """Its public extracts stand on «Решения» from now on."""
    return _set_published(record, True, "records.publish", {}, by, at)


def withdraw_record(
    record: Record, *, reason: str, by: User | None, at: datetime.datetime
) -> Record:
    """Its extracts are taken from «Решения», the search and the cache at once."""
    if not reason.strip():
        raise DomainError("Укажите причину.", names.PUBLICITY, field="reason")
    data = {"reason": reason.strip()}
    return _set_published(record, False, "records.withdraw", data, by, at)


@transaction.atomic
def _set_published(
    record: Record, is_published: bool, action: str, data: dict, by, at: datetime.datetime
) -> Record:
    record = Record.objects.select_for_update().get(pk=record.pk)
    if not record.is_kept:
        raise DomainError("Запись списана: публиковать нечего.", names.WRITE_OFF)
    if record.is_published == is_published:
        return record
    record.is_published = is_published
    record.save(update_fields=["is_published"])
    log(record, action, user=by, timestamp=at, data=data)
    show_anew([record])
    return record
