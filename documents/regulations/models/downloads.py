"""Files of an edition that readers take away."""

from django.db import models

from documents.uploads.models import StoredFile

from ..choices import DownloadFormat
from .editions import Edition


class EditionFile(models.Model):
    """A download made by the task queue; `stamp` is a hash of everything that is printed.

    Waiting while `file` and `failed_at` are empty.
    """

    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="files", verbose_name="редакция"
    )
    format = models.CharField("формат", max_length=4, choices=DownloadFormat)
    compared_with = models.ForeignKey(
        Edition,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="сравнение с редакцией",
        help_text="Файл показывает, что изменилось с той редакции.",
    )
    stamp = models.CharField("состояние текста", max_length=64)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="файл"
    )
    asked_at = models.DateTimeField("заказан")
    failed_at = models.DateTimeField("не получился", null=True)

    class Meta:
        verbose_name = "файл редакции"
        verbose_name_plural = "файлы редакций"
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "format", "stamp"], name="edition_file_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}, {self.get_format_display()}"

    @property
    def is_ready(self) -> bool:
        return self.file_id is not None
