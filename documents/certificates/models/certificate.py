"""The register of certificates: rows that never change once issued, but for their status."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from documents.uploads.models import private_storage

from .. import rules
from ..choices import Act, Layout, Status
from .kind import CertificateKind
from .template import CertificateTemplate


class RegisterBook(models.Model):
    """The book of one kind and year: its locked row gives the numbers and holds the end of the chain."""

    kind = models.ForeignKey(CertificateKind, models.PROTECT, related_name="books")
    year = models.PositiveSmallIntegerField("год")
    last_number = models.PositiveIntegerField("последний номер", default=0)
    last_entry = models.PositiveIntegerField("последняя запись", default=0)
    last_hash = models.CharField("контрольная сумма последней записи", max_length=64, blank=True)

    class Meta:
        verbose_name = "книга регистрации"
        verbose_name_plural = "книги регистрации"
        ordering = ["kind", "year"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "year"], name="register_book_once_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.year}\N{NO-BREAK SPACE}г."


class Certificate(models.Model):
    """A row of the register. Everything printed is a snapshot; only the status may change, once."""

    kind = models.ForeignKey(
        CertificateKind, models.PROTECT, related_name="certificates", verbose_name="вид"
    )
    template = models.ForeignKey(
        CertificateTemplate, models.PROTECT, related_name="certificates", verbose_name="бланк"
    )
    year = models.PositiveSmallIntegerField("год")
    sequence = models.PositiveIntegerField("порядковый номер в году")
    number = models.CharField("номер", max_length=rules.LONGEST_NUMBER)
    number_key = models.CharField(max_length=rules.LONGEST_NUMBER, editable=False)
    code = models.CharField("код проверки", max_length=rules.CODE_LENGTH, unique=True)
    issued_on = models.DateField("дата регистрации")
    issued_at = models.DateTimeField("внесён в реестр")

    valid_until = models.DateField("действует по", null=True, blank=True)
    taken_over_at = models.DateTimeField("перенесён", null=True, blank=True)

    holder_name = models.CharField("кому выдан", max_length=rules.LONGEST_HOLDER)
    holder_address = models.CharField("адрес", max_length=rules.LONGEST_HOLDER, blank=True)
    is_organisation = models.BooleanField("выдан организации", default=True)
    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    source = GenericForeignKey("content_type", "object_id")

    layout = models.CharField("оформление", max_length=30, choices=Layout.choices)
    authority = models.TextField("орган управления", blank=True)
    association = models.TextField("объединение")
    heading = models.CharField("заголовок", max_length=60)
    attestation = models.CharField("слова перед утверждением", max_length=200)
    statement = models.TextField("что удостоверено")
    signatories = models.JSONField("подписи")

    status = models.CharField(
        "состояние", max_length=10, choices=Status.choices, default=Status.VALID
    )
    revoked_on = models.DateField("не действует с", null=True, blank=True)
    ground = models.TextField("основание", max_length=500, blank=True)
    replaced_by = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name="заменён сертификатом",
    )

    pdf = models.FileField("PDF", storage=private_storage, upload_to="certificates/", blank=True)
    pdf_sha256 = models.CharField("SHA-256 файла", max_length=64, blank=True)
    signing_key = models.CharField("ключ подписи файла", max_length=64, blank=True)
    rendered_at = models.DateTimeField("PDF изготовлен", null=True, blank=True)
    search_text = models.TextField(editable=False)

    class Meta:
        verbose_name = "сертификат"
        verbose_name_plural = "сертификаты"
        ordering = ["-year", "kind", "-sequence"]
        indexes = [
            models.Index(fields=["content_type", "object_id"], name="certificate_source"),
            models.Index(fields=["pdf_sha256"], name="certificate_pdf_sha256"),
            models.Index(fields=["status", "valid_until"], name="certificate_valid_until"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "year", "sequence"], name="certificate_sequence_once"
            ),
            models.UniqueConstraint(fields=["number_key"], name="certificate_number_once"),
            models.UniqueConstraint(
                fields=["kind", "content_type", "object_id"],
                condition=Q(status=Status.VALID),
                name="certificate_valid_once_per_source",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.VALID, revoked_on__isnull=True, ground="")
                | (~Q(status=Status.VALID) & Q(revoked_on__isnull=False) & ~Q(ground="")),
                name="certificate_ended_has_date_and_ground",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("issued_on")),
                name="certificate_not_over_before_issue",
            ),
            models.CheckConstraint(
                condition=Q(revoked_on__isnull=True) | Q(revoked_on__gte=F("issued_on")),
                name="certificate_not_ended_before_issue",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | Q(status=Status.REPLACED),
                name="certificate_successor_only_when_replaced",
            ),
            models.CheckConstraint(
                condition=Q(pdf="", pdf_sha256="", rendered_at__isnull=True)
                | (~Q(pdf="") & ~Q(pdf_sha256="") & Q(rendered_at__isnull=False)),
                name="certificate_pdf_with_checksum",
            ),
        ]

    def __str__(self) -> str:
        return f"№\N{NO-BREAK SPACE}{self.number}, {self.holder_name}"

    def get_absolute_url(self) -> str:
        """The public check page: what the QR holds."""
        return reverse("certificates:verify_code", args=[self.code])

    @property
    def is_valid(self) -> bool:
        return self.status == Status.VALID

    @property
    def is_ready(self) -> bool:
        """The PDF has been made and may be downloaded."""
        return bool(self.pdf)


class BookEntry(models.Model):
    """One act of the register, chained to the entry before by SHA-256; rows are only added (T43)."""

    book = models.ForeignKey(RegisterBook, models.PROTECT, related_name="entries")
    position = models.PositiveIntegerField("запись")
    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="entries")
    act = models.CharField("действие", max_length=10, choices=Act.choices)
    at = models.DateTimeField("когда")
    facts = models.JSONField("сведения записи")
    hash = models.CharField("контрольная сумма", max_length=64)

    class Meta:
        verbose_name = "запись книги регистрации"
        verbose_name_plural = "записи книги регистрации"
        ordering = ["book", "position"]
        constraints = [
            models.UniqueConstraint(fields=["book", "position"], name="book_entry_position_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.certificate}"
