"""A file comes in through the site: read at once, or by the task queue when that takes longer (R1, T27)."""

import datetime
import logging
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django_tasks import task
from wagtail.log_actions import log

from documents.uploads.inspection import CheckedUpload
from documents.uploads.models import StoredFile
from documents.uploads.operations import store_upload
from home.pages.slugs import slug_for
from home.rulebook import DomainError

from ..choices import ReadingState
from ..drafts import being_read, uploaded_before, version_of
from ..importer import Outline, read_regulation
from ..models import Correction, Edition, RegulationIndexPage, RegulationPage, SourceReading
from ..rules import SOURCE_ONCE, SOURCE_READABLE
from .beats import forget_file, lock_draft
from .drafting import write_outline
from .editions import draft_edition
from .importing import SHORT_NAME_LENGTH, TITLE_LENGTH, create_page, regulation_index

logger = logging.getLogger(__name__)

READ_AGAIN_AFTER = datetime.timedelta(minutes=5)


@dataclass(frozen=True)
class Destination:
    """Where a text goes: to a page that stands, into a draft instead of its file, or to a new page.

    What a new page is not told it takes from the text: its title, a short name, an address.
    """

    page: RegulationPage | None = None
    replaces: Edition | None = None
    seen: int | None = None
    title: str = ""
    short_name: str = ""
    slug: str = ""

    @property
    def answers(self) -> dict:
        values = asdict(self) if self.page is None and self.replaces is None else {}
        return {name: values.get(name, "") for name in ("title", "short_name", "slug")} | {
            "seen": self.seen
        }


@transaction.atomic
def upload_draft(
    upload: CheckedUpload, outline: Outline, destination: Destination, *, by, at: datetime.datetime
) -> Edition:
    """A draft with its file, or nothing of either."""
    _refuse_twice(upload.sha256)
    stored_file = store_upload(upload, by=by, at=at)
    return _draft(stored_file, upload.content, outline, destination, by=by, at=at)


@transaction.atomic
def start_reading(
    upload: CheckedUpload, destination: Destination, *, by, at: datetime.datetime
) -> SourceReading:
    """The file waits for the task queue; its page tells what has come of it."""
    _refuse_twice(upload.sha256)
    if being_read(upload.sha256):
        raise DomainError("Этот файл уже читается.", SOURCE_ONCE, field="file")
    _forget_refused(by)
    reading = SourceReading.objects.create(
        page=destination.page,
        replaces=destination.replaces,
        stored_file=store_upload(upload, by=by, at=at),
        answers=destination.answers,
        started_at=at,
        started_by=by,
    )
    transaction.on_commit(lambda: read_source_file.enqueue(reading.pk))
    return reading


@transaction.atomic
def read_again(reading: SourceReading, *, at: datetime.datetime) -> SourceReading:
    """For a worker that was killed over the file."""
    reading = SourceReading.objects.select_for_update(of=("self",)).get(pk=reading.pk)
    if reading.state == ReadingState.WAITING and at - reading.started_at >= READ_AGAIN_AFTER:
        reading.started_at = at
        reading.save(update_fields=["started_at"])
        transaction.on_commit(lambda: read_source_file.enqueue(reading.pk))
    return reading


@task()
def read_source_file(reading_pk: int) -> None:
    """Idempotent: a reading that has an end is not read again."""
    reading = SourceReading.objects.select_related("stored_file").filter(pk=reading_pk).first()
    if reading is None or reading.state != ReadingState.WAITING:
        return
    try:
        with reading.stored_file.file.open("rb") as stream:
            source = stream.read()
        outline = read_regulation(source, reading.stored_file.original_name)
        finish_reading(reading, source, outline, at=timezone.now())
    except DomainError as refusal:
        _refuse_reading(reading, str(refusal), refusal.field)
    except Exception:
        logger.exception("stored file %s could not be read", reading.stored_file_id)
        _refuse_reading(
            reading,
            "Файл прочитать не\xa0удалось: администратор увидит причину в\xa0журнале. "
            "Сохраните его как .docx и\xa0загрузите ещё раз.",
        )


@transaction.atomic
def finish_reading(
    reading: SourceReading, source: bytes, outline: Outline, *, at: datetime.datetime
) -> None:
    """What was read becomes a draft, once."""
    waiting = SourceReading.objects.select_for_update(of=("self",))
    reading = waiting.filter(pk=reading.pk, state=ReadingState.WAITING).first()
    if reading is None:
        return
    _refuse_twice(reading.stored_file.sha256)
    destination = Destination(page=reading.page, replaces=reading.replaces, **reading.answers)
    by = reading.started_by
    reading.edition = _draft(reading.stored_file, source, outline, destination, by=by, at=at)
    reading.state = ReadingState.READ
    reading.save(update_fields=["edition", "state"])


def _refuse_reading(reading: SourceReading, sentence: str, field: str | None = None) -> None:
    waiting = SourceReading.objects.filter(pk=reading.pk, state=ReadingState.WAITING)
    waiting.update(state=ReadingState.REFUSED, refusal=sentence, refused_field=field or "file")


def _refuse_twice(sha256: str) -> None:
    """Uploads follow one another: two tabs with one file give one draft."""
    index = regulation_index()
    RegulationIndexPage.objects.select_for_update(of=("self",)).get(pk=index.pk)
    if edition := uploaded_before(sha256):
        raise DomainError(
            f"Этот файл уже загружен: {edition.page.short_name}, {edition}.",
            SOURCE_ONCE,
            field="file",
        )


def _draft(
    stored_file: StoredFile, source: bytes, outline: Outline, destination: Destination, *, by, at
) -> Edition:
    if destination.replaces:
        return _replace(stored_file, outline, destination, by=by, at=at)
    return draft_edition(
        destination.page or _new_page(destination, outline, by=by),
        outline,
        source=source,
        source_name=stored_file.original_name,
        source_file=stored_file,
        by=by,
        at=at,
    )


def _new_page(destination: Destination, outline: Outline, *, by) -> RegulationPage:
    """Not published before its first edition is adopted: the public sees no regulation without a text."""
    title = destination.title or outline.title
    if not title:
        raise DomainError(
            "Заголовка в\xa0тексте нет: напишите название сами.", SOURCE_READABLE, field="title"
        )
    if len(title) > TITLE_LENGTH:
        raise DomainError(
            f"Заголовок в\xa0тексте длиннее {TITLE_LENGTH}\xa0знаков: напишите название короче.",
            SOURCE_READABLE,
            field="title",
        )
    slug = destination.slug or slug_for(title)
    if RegulationPage.objects.filter(slug=slug).exists():
        raise DomainError(
            f"Положение с\xa0адресом «{slug}» уже есть: выберите его из\xa0списка или измените адрес.",
            SOURCE_READABLE,
            field="slug",
        )
    short_name = destination.short_name or Truncator(title).chars(SHORT_NAME_LENGTH)
    return create_page(
        regulation_index(), title=title, short_name=short_name, slug=slug, by=by, live=False
    )


def _replace(
    stored_file: StoredFile, outline: Outline, destination: Destination, *, by, at
) -> Edition:
    """Another file for the same draft: corrections of the old text end here, its variants too."""
    edition = lock_draft(destination.replaces, seen=destination.seen)
    old_file, old_name = edition.source_file, edition.source_name
    edition.source_file = stored_file
    edition.source_name = stored_file.original_name
    edition.source_sha256 = stored_file.sha256
    edition.source_text = outline.source
    edition.save(update_fields=["source_file", "source_name", "source_sha256", "source_text"])
    edition.variants.all().delete()
    Correction.objects.create(
        edition=edition,
        number=version_of(edition) + 1,
        sentence=Truncator(f"Вместо файла «{old_name}» загружен «{edition.source_name}»").chars(
            200
        ),
        made_at=at,
        made_by=by,
    )
    write_outline(edition, outline, had_title=True)
    data = {"before": old_name, "source": edition.source_name}
    log(edition, "regulations.replace_source", user=by, timestamp=at, data=data)
    SourceReading.objects.filter(edition=edition, stored_file=old_file).delete()
    forget_file(old_file)
    return edition


def _forget_refused(by) -> None:
    """Files that were refused are kept until their owner comes with the next one."""
    refused = SourceReading.objects.filter(state=ReadingState.REFUSED, started_by=by)
    for reading in refused.select_related("stored_file"):
        stored_file = reading.stored_file
        reading.delete()
        forget_file(stored_file)
