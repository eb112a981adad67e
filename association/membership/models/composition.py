"""Who belonged to the Association by an order, frozen as the order confirmed it (R27)."""

from django.db import models

from association.organisations.choices import Standing
from association.organisations.models import Organisation
from documents.uploads.models import StoredFile

from .decision import Order


class CompositionLine(models.Model):
    """One organisation of the composition that an order approved; never edited."""

    order = models.ForeignKey(
        Order, models.PROTECT, related_name="composition", verbose_name="приказ"
    )
    position = models.PositiveIntegerField("номер по порядку")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="организация"
    )
    standing = models.CharField("положение", max_length=20, choices=Standing)
    since = models.DateField("с какого дня")
    full_name = models.CharField("полное наименование", max_length=500)
    short_name = models.CharField("краткое наименование", max_length=200)
    legal_address = models.CharField("юридический адрес", max_length=500)
    territory = models.CharField("территория", max_length=150)
    head_name = models.CharField("руководитель", max_length=302)
    head_position = models.CharField("должность руководителя", max_length=200)

    class Meta:
        verbose_name = "строка состава"
        verbose_name_plural = "строки состава"
        ordering = ["order", "position"]
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="composition_position_once"),
            models.UniqueConstraint(
                fields=["order", "organisation"], name="composition_organisation_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.short_name}"


class CompositionFile(models.Model):
    """The composition as a paper, made by the task queue; `stamp` is a hash of everything that is printed.

    Waiting while `file` and `failed_at` are empty.
    """

    order = models.ForeignKey(
        Order, models.PROTECT, null=True, related_name="+", verbose_name="по приказу"
    )
    on = models.DateField("на какой день")
    stamp = models.CharField("контрольная сумма напечатанного", max_length=64, unique=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="файл"
    )
    asked_at = models.DateTimeField("заказан")
    failed_at = models.DateTimeField("не получился", null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "файл состава"
        verbose_name_plural = "файлы состава"
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"Состав на {self.on:%d.%m.%Y}"

    @property
    def is_ready(self) -> bool:
        return self.file_id is not None
