from django.db import models

from association.meetings.models import Decision
from documents.records.choices import Level
from documents.uploads.models import StoredFile

from ..choices import PaperFormat, PaperKind
from .protocol import Protocol


class ProtocolFile(models.Model):
    """A paper made by the task queue for one level of sight; `stamp` is a hash of everything that is printed.

    Waiting while `file` and `failed_at` are empty. `by_name`: it says who voted how.
    """

    protocol = models.ForeignKey(
        Protocol, models.PROTECT, related_name="files", verbose_name="протокол"
    )
    kind = models.CharField("что", max_length=20, choices=PaperKind)
    format = models.CharField("формат", max_length=4, choices=PaperFormat)
    level = models.CharField("для кого", max_length=20, choices=Level)
    by_name = models.BooleanField("с поимённым голосованием", default=True)
    decision = models.ForeignKey(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="по какому решению",
    )
    stamp = models.CharField("контрольная сумма напечатанного", max_length=64)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="файл"
    )
    asked_at = models.DateTimeField("заказан")
    failed_at = models.DateTimeField("не получился", null=True)

    class Meta:
        verbose_name = "файл протокола"
        verbose_name_plural = "файлы протоколов"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["protocol", "format", "stamp"], name="protocol_file_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.get_format_display()}"

    @property
    def is_ready(self) -> bool:
        return self.file_id is not None
