"""What leaves the site as a table: rows of Wagtail's own log, which are only added (T76, T77)."""

from django.db import models
from wagtail.models import ModelLogEntry

EXPORT = "registers.export"


class Exports(models.Manager):
    def get_queryset(self):
        return super().get_queryset().filter(action=EXPORT)


class Export(ModelLogEntry):
    """Who took which table, when, how many rows, narrowed to what."""

    objects = Exports()

    class Meta:
        proxy = True
        ordering = ["-timestamp", "-pk"]
        verbose_name = "выгрузка"
        verbose_name_plural = "выгрузки"

    def __str__(self) -> str:
        return self.label

    @property
    def rows(self) -> int:
        return self.data["rows"]

    @property
    def file(self) -> str:
        return self.data["format"]

    @property
    def asked(self) -> str:
        return self.data["asked"]
