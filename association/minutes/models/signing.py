from django.conf import settings
from django.db import models
from django.db.models import Q

from documents.uploads.models import StoredFile
from home.accounts.models import ConsentText, Person

from ..choices import AgreementAnswer, SignatureCapacity, SignatureMethod
from .protocol import Protocol


class Agreement(models.Model):
    """A member's line of the agreement sheet, for one frozen content of the protocol (R124, R125)."""

    protocol = models.ForeignKey(
        Protocol, models.PROTECT, related_name="agreements", verbose_name="протокол"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="член органа")
    content_sha256 = models.CharField("контрольная сумма содержания", max_length=64)
    answer = models.CharField(
        "ответ", max_length=20, choices=AgreementAnswer, default=AgreementAnswer.NONE
    )
    remarks = models.TextField("замечания", blank=True)
    reply = models.CharField("что сделано по замечаниям", max_length=500, blank=True)
    answered_at = models.DateTimeField("когда", null=True, blank=True)

    class Meta:
        verbose_name = "строка листа согласования"
        verbose_name_plural = "лист согласования"
        ordering = ["protocol", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["protocol", "person", "content_sha256"], name="agreement_once"
            ),
            models.CheckConstraint(
                condition=~Q(answer=AgreementAnswer.REMARKS, remarks=""),
                name="agreement_remarks_say_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_answer_display()}"


class Signature(models.Model):
    """One signature under one content of a protocol, by its hash (63-ФЗ for the simple electronic one)."""

    protocol = models.ForeignKey(
        Protocol, models.PROTECT, related_name="signatures", verbose_name="протокол"
    )
    capacity = models.CharField("в каком качестве", max_length=20, choices=SignatureCapacity)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто")
    office_title = models.CharField("должность", max_length=200)
    method = models.CharField("как подписан", max_length=20, choices=SignatureMethod)
    content_sha256 = models.CharField("контрольная сумма содержания", max_length=64)
    agreement_text = models.ForeignKey(
        ConsentText,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="соглашение о простой электронной подписи",
    )
    scan = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="скан подлинника",
    )
    note = models.CharField("отметка программы", max_length=300, blank=True)
    signed_on = models.DateField("дата подписи")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_at = models.DateTimeField("когда внесено")

    class Meta:
        verbose_name = "подпись"
        verbose_name_plural = "подписи"
        ordering = ["protocol", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["protocol", "capacity", "content_sha256"], name="signature_once"
            ),
            models.CheckConstraint(
                condition=~Q(method=SignatureMethod.SIMPLE) | Q(agreement_text__isnull=False),
                name="signature_simple_rests_on_agreement",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_capacity_display()}"


class DetachedSignature(models.Model):
    """A file .sig that somebody put beside the protocol; the program offers it and does not check it."""

    protocol = models.ForeignKey(
        Protocol, models.PROTECT, related_name="detached_signatures", verbose_name="протокол"
    )
    title = models.CharField("чья подпись", max_length=200)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="файл"
    )
    content_sha256 = models.CharField("контрольная сумма содержания", max_length=64)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField("приложена")

    class Meta:
        verbose_name = "отсоединённая подпись"
        verbose_name_plural = "отсоединённые подписи"
        ordering = ["protocol", "added_at", "pk"]

    def __str__(self) -> str:
        return self.title
