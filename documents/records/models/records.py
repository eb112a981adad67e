"""A record with what it is made of. Rows never change but by an act of the archive, and are never deleted."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from documents.uploads.models import StoredFile
from home.accounts.models import Person
from home.rulebook.text import NBSP

from ..choices import Level, RecordState, RetentionStart
from ..rules import filing, levels
from .holds import Hold
from .settings import RecordClass


class RecordQuerySet(models.QuerySet):
    def readable(self, readers):
        """Records of the bodies that `readers` (registry.Readers) names, each at its level."""
        return self.filter(
            Q(body_key__in=readers.confidential)
            | Q(body_key__in=readers.members, level__in=(Level.PUBLIC, Level.MEMBERS))
        )

    def with_holds(self):
        """Each with `is_held`."""
        holds = Hold.objects.filter(record=OuterRef("pk"), lifted_at=None)
        return self.annotate(is_held=Exists(holds))

    def due(self, today):
        """Those whose term of keeping is over; held ones too."""
        return self.filter(state=RecordState.KEPT, retained_until__lt=today)


class Record(models.Model):
    """What is kept of a protocol or another paper: a card that says what it is, and how long it stays."""

    record_class = models.ForeignKey(
        RecordClass, models.PROTECT, related_name="records", verbose_name="вид"
    )
    number = models.CharField("номер", max_length=filing.LONGEST_NUMBER)
    number_key = models.CharField(max_length=filing.LONGEST_NUMBER, editable=False)
    year = models.PositiveSmallIntegerField("год")
    date = models.DateField("дата")
    title = models.CharField("название", max_length=filing.LONGEST_TITLE)
    body_key = models.CharField(max_length=60, blank=True, editable=False)
    body_name = models.CharField("орган", max_length=filing.LONGEST_NAME, blank=True)
    level = models.CharField("доступ", max_length=20, choices=Level, default=Level.MEMBERS)
    is_published = models.BooleanField("выписки открыты всем", default=False)
    signed_on = models.DateField("дата подписания", null=True, blank=True)
    sha256 = models.CharField("контрольная сумма SHA-256", max_length=64)

    content_type = models.ForeignKey(
        ContentType, models.PROTECT, null=True, blank=True, related_name="+"
    )
    object_id = models.PositiveBigIntegerField(null=True, blank=True)
    source = GenericForeignKey("content_type", "object_id")
    imported = models.BooleanField("перенесена", default=False)
    filed_at = models.DateTimeField("внесена в архив")
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кто внёс",
    )

    retention_years = models.PositiveSmallIntegerField("хранить, лет", null=True, blank=True)
    retention_start = models.CharField(
        "срок считается", max_length=20, choices=RetentionStart, default=RetentionStart.SIGNING
    )
    retention_clause = models.CharField("пункт о сроке", max_length=60, blank=True)
    retained_until = models.DateField("хранить по", null=True, blank=True)
    state = models.CharField(
        "состояние", max_length=20, choices=RecordState, default=RecordState.KEPT
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = "запись архива"
        verbose_name_plural = "записи архива"
        ordering = ["-date", "-pk"]
        indexes = [
            models.Index(fields=["body_key", "-date", "-id"], name="record_of_body"),
            models.Index(fields=["-date", "-id"], name="record_by_date"),
            models.Index(
                fields=["retained_until"],
                name="record_due",
                condition=Q(state="kept", retained_until__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["record_class", "body_key", "year", "number_key"],
                name="record_number_once",
            ),
            models.UniqueConstraint(
                fields=["content_type", "object_id"],
                name="record_source_once",
                condition=Q(object_id__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(retention_years__isnull=True, retained_until__isnull=True)
                | Q(retention_years__isnull=False, retained_until__isnull=False),
                name="record_term_has_last_day",
            ),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True) | Q(signed_on__gte=F("date")),
                name="record_signed_after_its_day",
            ),
            models.CheckConstraint(condition=~Q(number_key=""), name="record_number_is_not_empty"),
            models.CheckConstraint(
                condition=Q(state="kept") | Q(retention_years__isnull=False),
                name="record_kept_for_good_is_never_written_off",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} (№{NBSP}{self.number})"

    def get_absolute_url(self) -> str:
        return reverse("records:record", args=[self.pk])

    @property
    def is_kept(self) -> bool:
        return self.state == RecordState.KEPT


class RecordPart(models.Model):
    """An item with its decision, or another piece that is read by itself; blank once written off."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="parts")
    position = models.PositiveSmallIntegerField("место")
    number = models.CharField("номер", max_length=filing.LONGEST_NUMBER, blank=True)
    title = models.TextField("название", blank=True)
    text = models.TextField("текст", blank=True)
    public_text = models.TextField("открытая выписка", blank=True)
    level = models.CharField("доступ", max_length=20, choices=Level, default=Level.MEMBERS)
    form = models.CharField("форма решения", max_length=100, blank=True)
    decided_on = models.DateField("когда принято", null=True, blank=True)

    class Meta:
        verbose_name = "часть записи"
        verbose_name_plural = "части записей"
        ordering = ["record", "position"]
        indexes = [
            models.Index(
                fields=["-decided_on", "-id"],
                name="part_public_by_date",
                condition=Q(level="public") & ~Q(public_text=""),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["record", "position"], name="record_part_place_once"),
            models.CheckConstraint(
                condition=~Q(level=Level.CONFIDENTIAL) | Q(public_text=""),
                name="record_part_confidential_is_not_public",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}" if self.number else self.title

    def get_absolute_url(self) -> str:
        """The public extract."""
        return reverse("records:decision", args=[self.pk])

    @property
    def effective_level(self) -> Level:
        return levels.effective(self.record.level, self.level)


class RecordFile(models.Model):
    """A file of a record. Its bytes go with the write-off, its checksum stays."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="files")
    position = models.PositiveSmallIntegerField("место")
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="файл"
    )
    title = models.CharField("название", max_length=filing.LONGEST_TITLE)
    level = models.CharField("доступ", max_length=20, choices=Level, default=Level.MEMBERS)
    sha256 = models.CharField("контрольная сумма SHA-256", max_length=64)
    size = models.PositiveBigIntegerField("размер, байт")
    text = models.TextField("текст для поиска", blank=True)

    class Meta:
        verbose_name = "файл записи"
        verbose_name_plural = "файлы записей"
        ordering = ["record", "position"]
        constraints = [
            models.UniqueConstraint(fields=["record", "position"], name="record_file_place_once"),
            models.CheckConstraint(
                condition=Q(file__isnull=False) | Q(text=""),
                name="record_file_destroyed_with_its_text",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def effective_level(self) -> Level:
        return levels.effective(self.record.level, self.level)


class RecordPerson(models.Model):
    """Who is named in a record; gone once it is written off, for a name is personal data."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="people")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="человек"
    )
    name = models.CharField("имя", max_length=filing.LONGEST_NAME)
    name_key = models.CharField(max_length=filing.LONGEST_NAME, editable=False)
    role = models.CharField("кем назван", max_length=150, blank=True)
    level = models.CharField("доступ", max_length=20, choices=Level, default=Level.MEMBERS)

    class Meta:
        verbose_name = "имя в записи"
        verbose_name_plural = "имена в записях"
        ordering = ["record", "pk"]

    def __str__(self) -> str:
        return self.name
