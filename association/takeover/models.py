"""Earlier registers on their way into the site: a workbook, and what each of its rows becomes (T26, T27)."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from association.organisations.models import Organisation
from documents.uploads.models import StoredFile, private_storage

from .choices import RowFate, Sheet, TakeoverState


class Takeover(models.Model):
    """One workbook. Nothing of it is in the registers before every row has been found right."""

    state = models.CharField(
        "состояние", max_length=20, choices=TakeoverState, default=TakeoverState.CHECKING
    )
    at = models.DateTimeField("загружена")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто загрузил"
    )
    workbook = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="книга")
    flaw = models.TextField("что не так с книгой", blank=True)
    touched_at = models.DateTimeField("последний шаг")
    finished_at = models.DateTimeField("перенесена", null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "перенос прежнего учёта"
        verbose_name_plural = "переносы прежнего учёта"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=TakeoverState.values), name="takeover_state_known"
            )
        ]

    def __str__(self) -> str:
        return f"Перенос прежнего учёта: {self.workbook.original_name}"

    def get_absolute_url(self) -> str:
        return reverse("takeover_admin:takeover", args=[self.pk])

    @property
    def is_at_work(self) -> bool:
        return self.state in (TakeoverState.CHECKING, TakeoverState.TAKING)


class TakeoverRow(models.Model):
    """A row of a sheet: what its cells mean, what is wrong with them, what it became."""

    takeover = models.ForeignKey(Takeover, models.PROTECT, related_name="rows")
    sheet = models.CharField("лист", max_length=20, choices=Sheet)
    line = models.PositiveIntegerField("строка листа")
    values = models.JSONField("значения")
    fate = models.CharField("что будет", max_length=20, choices=RowFate)
    errors = models.JSONField("ошибки", default=list)
    notes = models.JSONField("замечания", default=list)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "строка переноса"
        verbose_name_plural = "строки переноса"
        ordering = ["takeover", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["takeover", "sheet", "line"], name="takeover_row_line_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_sheet_display()}, строка {self.line}"


class EarlierCertificate(models.Model):
    """The ground of an old certificate that does not attest the membership itself: whose people or whose part it is."""

    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="earlier_certificates",
        verbose_name="организация",
    )
    takeover = models.ForeignKey(
        Takeover,
        models.PROTECT,
        related_name="certificates",
        null=True,
        blank=True,
        verbose_name="перенос",
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "основание прежнего сертификата"
        verbose_name_plural = "основания прежних сертификатов"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.organisation}: прежний сертификат"


class RegisterExport(models.Model):
    """The register of organisations as a workbook, made by the queue for one person, as it stood then."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто попросил"
    )
    asked_at = models.DateTimeField("когда попросил")
    made_at = models.DateTimeField("готова", null=True, blank=True)
    failed_at = models.DateTimeField("не вышла", null=True, blank=True)
    file = models.FileField(
        "книга", storage=private_storage, upload_to="exports/", blank=True, editable=False
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "выгрузка реестра"
        verbose_name_plural = "выгрузки реестра"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(file="", made_at__isnull=True)
                | (~models.Q(file="") & models.Q(made_at__isnull=False)),
                name="register_export_made_has_bytes",
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.asked_at:%d.%m.%Y %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("takeover_admin:show_export", args=[self.pk])
