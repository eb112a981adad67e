"""Files that people hand in. The bytes lie under names of our own, out of the reach of any address (T4, T32)."""

import uuid
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.storage import storages
from django.db import models

FOLDER = "uploads"


def private_storage():
    return storages["private"]


def own_name(stored_file: "StoredFile", filename: str) -> str:
    """uploads/ab/abcdef….pdf: nothing of the name that the user gave."""
    name = stored_file.pk.hex
    return str(PurePosixPath(FOLDER, name[:2], f"{name}.{stored_file.extension}"))


class StoredFile(models.Model):
    """One checked file; never changed once stored."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.FileField("файл", storage=private_storage, upload_to=own_name, max_length=100)
    original_name = models.CharField("имя файла", max_length=150)
    content_type = models.CharField("тип содержимого", max_length=100)
    extension = models.CharField("расширение", max_length=10)
    size = models.PositiveBigIntegerField("размер, байт")
    sha256 = models.CharField("контрольная сумма SHA-256", max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кто загрузил",
    )
    uploaded_at = models.DateTimeField("загружен")

    class Meta:
        verbose_name = "загруженный файл"
        verbose_name_plural = "загруженные файлы"
        ordering = ["-uploaded_at"]
        constraints = [
            models.CheckConstraint(condition=models.Q(size__gt=0), name="stored_file_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.original_name
