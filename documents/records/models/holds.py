"""A hold keeps a record from being written off, whatever its term."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Hold(models.Model):
    record = models.ForeignKey("records.Record", models.PROTECT, related_name="holds")
    reason = models.TextField("причина", max_length=500)
    placed_at = models.DateTimeField("когда приостановлено")
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кем"
    )
    lifted_at = models.DateTimeField("когда снято", null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кем снято",
    )
    lift_reason = models.TextField("почему снято", max_length=500, blank=True)

    class Meta:
        verbose_name = "приостановка списания"
        verbose_name_plural = "приостановки списания"
        ordering = ["-placed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["record"], condition=Q(lifted_at__isnull=True), name="hold_stands_once"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="hold_has_a_reason"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lift_reason="")
                | (Q(lifted_at__isnull=False) & ~Q(lift_reason="")),
                name="hold_lifted_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.reason
