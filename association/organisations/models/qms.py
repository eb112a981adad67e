"""That the quality management system of an organisation is certified, whatever it was admitted on (R4, C11)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ..choices import QMS_TONES, CertificationOutcome, QmsState
from .organisation import Organisation


class QmsCertificateQuerySet(models.QuerySet):
    def in_force(self, on):
        """Those that stand on the day; `valid_until` is the last day, `ended_on` the first without.

        What a member has entered counts from the moment the office has looked at its scan.
        """
        return self.filter(
            confirmed_at__isnull=False, issued_on__lte=on, valid_until__gte=on
        ).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))

    def waiting(self):
        """Entered by their own organisation and looked at by nobody yet."""
        return self.filter(confirmed_at__isnull=True, ended_on__isnull=True)


class QmsCertificate(models.Model):
    """A certificate of the QMS, as its paper says; one that was entered wrongly is ended, not edited."""

    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="qms_certificates",
        verbose_name="организация",
    )
    number = models.CharField("номер", max_length=100)
    issuer = models.CharField("кем выдан", max_length=300)
    issued_on = models.DateField("действует с")
    valid_until = models.DateField("действует по")
    file = models.ForeignKey(
        "uploads.StoredFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="скан",
    )
    ended_on = models.DateField("прекращён", null=True, blank=True)
    end_reason = models.CharField("почему прекращён", max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кто внёс",
    )
    at = models.DateTimeField("когда внесён")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кто подтвердил",
    )
    confirmed_at = models.DateTimeField("когда подтверждён", null=True, blank=True)

    objects = QmsCertificateQuerySet.as_manager()

    class Meta:
        verbose_name = "сертификат СМК"
        verbose_name_plural = "сертификаты СМК"
        ordering = ["-valid_until", "-pk"]
        indexes = [models.Index(fields=["valid_until"], name="qms_certificate_valid_until")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "number", "issued_on"],
                # One that was ended or rejected is entered anew: with a readable scan, or after a mistake.
                condition=Q(ended_on__isnull=True),
                name="qms_certificate_once",
                violation_error_message="Этот сертификат СМК уже внесён.",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("issued_on")),
                name="qms_certificate_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, end_reason="")
                | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
                name="qms_certificate_ended_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"№\xa0{self.number}, {self.issuer}"

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    @property
    def is_waiting(self) -> bool:
        return not self.is_confirmed and self.ended_on is None

    def state_on(self, on) -> QmsState:
        if not self.is_confirmed:
            return QmsState.WAITING if self.ended_on is None else QmsState.REJECTED
        if self.ended_on is not None and self.ended_on <= on:
            return QmsState.ENDED
        if on < self.issued_on:
            return QmsState.NOT_YET
        return QmsState.IN_FORCE if on <= self.valid_until else QmsState.EXPIRED

    def tone_on(self, on) -> str:
        return QMS_TONES[self.state_on(on)]

    def is_in_force(self, on) -> bool:
        return self.state_on(on) == QmsState.IN_FORCE


class CertificationRequest(models.Model):
    """A member asks the regional centre to certify its QMS, and what became of it (R69)."""

    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="certification_requests",
        verbose_name="организация",
    )
    note = models.TextField("что готово", max_length=3000, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто подал"
    )
    asked_at = models.DateTimeField("подана")
    outcome = models.CharField(
        "исход", max_length=20, choices=CertificationOutcome, default=CertificationOutcome.WAITING
    )
    outcome_on = models.DateField("дата исхода", null=True, blank=True)
    outcome_note = models.TextField("пояснение", max_length=3000, blank=True)
    certificate = models.OneToOneField(
        QmsCertificate,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="request",
        verbose_name="выданный сертификат",
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кто внёс исход",
    )

    class Meta:
        verbose_name = "заявка на сертификацию СМК"
        verbose_name_plural = "заявки на сертификацию СМК"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(outcome=CertificationOutcome.WAITING),
                name="certification_waiting_once",
            ),
            models.CheckConstraint(
                condition=Q(outcome=CertificationOutcome.WAITING, outcome_on__isnull=True)
                | Q(~Q(outcome=CertificationOutcome.WAITING), outcome_on__isnull=False),
                name="certification_outcome_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_outcome_display().lower()}"

    @property
    def is_waiting(self) -> bool:
        return self.outcome == CertificationOutcome.WAITING
