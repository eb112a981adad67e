"""Old protocols on their way into the archive: a table, its files, and what is wrong with each row (T26, T27)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from documents.uploads.models import StoredFile

from ..choices import ImportState, RowFate
from .records import Record
from .settings import RecordClass


class ImportBatch(models.Model):
    """One upload. Nothing of it is in the archive before every row has been found right."""

    state = models.CharField(
        "состояние", max_length=20, choices=ImportState, default=ImportState.CHECKING
    )
    at = models.DateTimeField("загружен")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто загрузил"
    )
    table = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="таблица")
    record_class = models.ForeignKey(
        RecordClass,
        models.PROTECT,
        related_name="+",
        verbose_name="вид записей, если в таблице он не указан",
    )
    flaw = models.TextField("что не так с таблицей", blank=True)
    done = models.PositiveIntegerField("сделано", default=0)
    total = models.PositiveIntegerField("всего", default=0)
    touched_at = models.DateTimeField("последний шаг")
    finished_at = models.DateTimeField("перенесён", null=True, blank=True)

    class Meta:
        verbose_name = "перенос протоколов"
        verbose_name_plural = "переносы протоколов"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"Перенос протоколов: {self.table.original_name}"

    def get_absolute_url(self) -> str:
        return reverse("records:import", args=[self.pk])

    @property
    def is_at_work(self) -> bool:
        return self.state in (ImportState.CHECKING, ImportState.TAKING)


class ImportFile(models.Model):
    """A file of the upload under the name that the table calls it by; `flaw` when it may not be kept."""

    batch = models.ForeignKey(ImportBatch, models.PROTECT, related_name="files")
    name = models.CharField("имя файла", max_length=200)
    name_key = models.CharField(max_length=200, editable=False)
    stored = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="файл"
    )
    flaw = models.TextField("почему не принят", blank=True)
    text = models.TextField("текст", blank=True)
    is_read = models.BooleanField("текст прочитан", default=False)

    class Meta:
        verbose_name = "файл переноса"
        verbose_name_plural = "файлы переноса"
        ordering = ["batch", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "name_key"], name="import_file_name_once"),
            models.CheckConstraint(
                condition=(Q(stored__isnull=False) & Q(flaw=""))
                | (Q(stored__isnull=True) & ~Q(flaw="")),
                name="import_file_kept_or_refused",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ImportRow(models.Model):
    """A row of the table: its cells as read, what they mean, what is wrong with them."""

    batch = models.ForeignKey(ImportBatch, models.PROTECT, related_name="rows")
    line = models.PositiveIntegerField("строка таблицы")
    cells = models.JSONField("ячейки")
    fate = models.CharField("что будет", max_length=20, choices=RowFate)
    errors = models.JSONField("ошибки", default=list)
    notes = models.JSONField("замечания", default=list)
    file = models.ForeignKey(ImportFile, models.PROTECT, null=True, blank=True, related_name="rows")
    record = models.ForeignKey(
        Record, models.PROTECT, null=True, blank=True, related_name="import_rows"
    )

    class Meta:
        verbose_name = "строка переноса"
        verbose_name_plural = "строки переноса"
        ordering = ["batch", "line"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "line"], name="import_row_line_once")
        ]

    def __str__(self) -> str:
        return f"строка {self.line}"
