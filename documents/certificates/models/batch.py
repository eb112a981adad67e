"""Many certificates asked for at once, issued one after another by the task queue."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from documents.uploads.models import private_storage

from .. import rules
from ..choices import BatchState
from .certificate import Certificate
from .kind import CertificateKind
from .template import CertificateTemplate


class Batch(models.Model):
    """One list of holders. A worker that was killed goes on where it stood; no holder gets two (T57)."""

    kind = models.ForeignKey(
        CertificateKind, models.PROTECT, related_name="batches", verbose_name="вид"
    )
    template = models.ForeignKey(
        CertificateTemplate, models.PROTECT, related_name="batches", verbose_name="бланк"
    )
    title = models.CharField("за что", max_length=300)
    issued_on = models.DateField("дата регистрации")
    state = models.CharField(
        "состояние", max_length=10, choices=BatchState, default=BatchState.DRAFT
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто составил"
    )
    at = models.DateTimeField("составлен")
    started_at = models.DateTimeField("запущен", null=True, blank=True)
    finished_at = models.DateTimeField("закончен", null=True, blank=True)
    # Whoever works on it says so now and then; a silent one is taken for dead.
    alive_at = models.DateTimeField(null=True, blank=True, editable=False)
    # The archive and the file for print are being put together since then.
    gathering_at = models.DateTimeField(null=True, blank=True, editable=False)
    # The last attempt has failed; the files of the one before it stay.
    gathering_failed_at = models.DateTimeField(null=True, blank=True, editable=False)
    archive = models.FileField(
        "архив", storage=private_storage, upload_to="batches/", blank=True, editable=False
    )
    sheet = models.FileField(
        "файл для печати", storage=private_storage, upload_to="batches/", blank=True, editable=False
    )

    class Meta:
        verbose_name = "список на выдачу"
        verbose_name_plural = "списки на выдачу"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=BatchState.values), name="batch_state_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.title}"


class BatchItem(models.Model):
    """One holder of a list; `source` is the row of an upper room that it rests on, else the item itself."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="items", verbose_name="список")
    position = models.PositiveIntegerField("строка")
    holder_name = models.CharField("кому", max_length=rules.LONGEST_HOLDER)
    holder_address = models.CharField("адрес", max_length=rules.LONGEST_HOLDER, blank=True)
    is_organisation = models.BooleanField("организации", default=False)
    content_type = models.ForeignKey(
        ContentType, models.PROTECT, null=True, blank=True, related_name="+"
    )
    object_id = models.PositiveBigIntegerField(null=True, blank=True)
    source = GenericForeignKey("content_type", "object_id")
    certificate = models.OneToOneField(
        Certificate,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="batch_item",
        verbose_name="сертификат",
    )
    fault = models.CharField("почему не выдан", max_length=500, blank=True)

    class Meta:
        verbose_name = "строка списка"
        verbose_name_plural = "строки списка"
        ordering = ["batch", "position"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="batch_position_once"),
            models.CheckConstraint(
                condition=Q(content_type__isnull=True, object_id__isnull=True)
                | Q(content_type__isnull=False, object_id__isnull=False),
                name="batch_item_source_whole",
            ),
            models.CheckConstraint(
                condition=Q(certificate__isnull=True) | Q(fault=""),
                name="batch_item_issued_or_faulty",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.holder_name}"
