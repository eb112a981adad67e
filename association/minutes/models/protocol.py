from django.db import models
from django.db.models import Q
from django.urls import reverse

from association.bodies.models import CollegialBody
from association.meetings.models import Meeting
from documents.uploads.models import StoredFile

from ..choices import ProtocolState


class ProtocolSeries(models.Model):
    """The last number given to a body in a year; locked while the next one is given, so there are no gaps."""

    body = models.ForeignKey(CollegialBody, models.PROTECT, related_name="protocol_series")
    year = models.PositiveSmallIntegerField("год")
    last_number = models.PositiveIntegerField("последний номер", default=0)

    class Meta:
        verbose_name = "нумерация протоколов"
        verbose_name_plural = "нумерация протоколов"
        ordering = ["body", "-year"]
        constraints = [
            models.UniqueConstraint(fields=["body", "year"], name="protocol_series_once")
        ]

    def __str__(self) -> str:
        return f"{self.body}, {self.year}"


class Protocol(models.Model):
    """The minutes of one closed meeting (4.10; 3.5, 3.6 of the working group's rules).

    While it is a draft its text follows the meeting. When it is sent for agreement or signing its content is
    frozen in `content`, from which every paper is printed, and `content_sha256` is the hash that is signed
    (T51). A return for mending drops both; the number stays. A signed one never changes (a trigger of the
    database refuses), until the archive writes it off: then its content goes and the hash stays.
    """

    meeting = models.OneToOneField(
        Meeting, models.PROTECT, related_name="protocol", verbose_name="заседание"
    )
    body = models.ForeignKey(
        CollegialBody, models.PROTECT, related_name="protocols", verbose_name="орган"
    )
    year = models.PositiveSmallIntegerField("год")
    number = models.PositiveIntegerField("номер", null=True, blank=True)
    state = models.CharField(
        "состояние", max_length=20, choices=ProtocolState, default=ProtocolState.DRAFT
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    preamble = models.TextField("сведения о начале заседания", blank=True)
    ending = models.TextField("сведения об окончании заседания", blank=True)
    due_on = models.DateField("оформить до", null=True, blank=True)
    due_steps = models.JSONField("как посчитан срок", default=list, blank=True)
    content = models.JSONField("содержание", null=True, blank=True, editable=False)
    content_sha256 = models.CharField(
        "контрольная сумма содержания", max_length=64, blank=True, editable=False
    )
    submitted_at = models.DateTimeField("оформлен", null=True, blank=True)
    agreement_until = models.DateField("согласовать до", null=True, blank=True)
    agreement_steps = models.JSONField(
        "как посчитан срок согласования", default=list, blank=True, editable=False
    )
    agreement_ended_at = models.DateTimeField("согласование закончено", null=True, blank=True)
    reopen_reason = models.CharField("почему возвращён на доработку", max_length=500, blank=True)
    signed_at = models.DateTimeField("подписан", null=True, blank=True)
    sent_at = models.DateTimeField("разослан", null=True, blank=True)
    paper = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="файл для печати",
    )

    class Meta:
        verbose_name = "протокол"
        verbose_name_plural = "протоколы"
        ordering = ["-year", "-number", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "year", "number"], name="protocol_number_once"),
            models.CheckConstraint(
                condition=Q(state=ProtocolState.DRAFT)
                | Q(number__isnull=False, content__isnull=False) & ~Q(content_sha256=""),
                name="protocol_submitted_is_frozen",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProtocolState.SIGNED) | Q(signed_at__isnull=False),
                name="protocol_signed_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"Протокол №\xa0{self.number}" if self.number else "Протокол без номера"

    def get_absolute_url(self) -> str:
        return reverse("minutes:protocol", args=[self.pk])
