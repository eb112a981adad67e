"""Who received a paper certificate, and on whose signature (R190)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ..choices import Receipt
from .certificate import Certificate


class HandOver(models.Model):
    """A line of the book of issue: by the holder's own signature, or somebody else's by proxy; never edited."""

    certificate = models.OneToOneField(
        Certificate, models.PROTECT, related_name="hand_over", verbose_name="сертификат"
    )
    on = models.DateField("когда выдан")
    received_by = models.CharField("кто получил", max_length=300)
    receipt = models.CharField("как получен", max_length=10, choices=Receipt)
    proxy_number = models.CharField("номер доверенности", max_length=50, blank=True)
    proxy_date = models.DateField("дата доверенности", null=True, blank=True)
    scan = models.OneToOneField(
        "uploads.StoredFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="скан подписи или доверенности",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто внёс"
    )
    at = models.DateTimeField("когда внесено")

    class Meta:
        verbose_name = "выдача сертификата"
        verbose_name_plural = "выдачи сертификатов"
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(receipt=Receipt.OWN, proxy_number="", proxy_date__isnull=True)
                | Q(~Q(proxy_number=""), receipt=Receipt.PROXY, proxy_date__isnull=False),
                name="hand_over_proxy_whole",
            )
        ]

    def __str__(self) -> str:
        return f"{self.certificate}: {self.received_by}, {self.on:%d.%m.%Y}"
