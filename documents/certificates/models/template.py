"""What a certificate of a kind says and looks like, version after version, each approved by an order (R188)."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from documents.uploads.models import private_storage

from .. import rules
from ..choices import Layout, Size, TemplateState
from .kind import CertificateKind, unknown_placeholders


class CertificateTemplate(models.Model):
    """One version. A draft is edited; since its approval it never changes, and papers keep the version they were issued by."""

    kind = models.ForeignKey(
        CertificateKind, models.PROTECT, related_name="templates", verbose_name="вид"
    )
    version = models.PositiveSmallIntegerField("версия")
    state = models.CharField(
        "состояние", max_length=10, choices=TemplateState, default=TemplateState.DRAFT
    )
    layout = models.CharField("оформление", max_length=30, choices=Layout)
    authority = models.TextField("орган управления (шапка)", max_length=200, blank=True)
    association = models.TextField("объединение (шапка)", max_length=200)
    heading = models.CharField("заголовок", max_length=60, default="СЕРТИФИКАТ")
    attestation = models.CharField("слова перед утверждением", max_length=200)
    statement = models.TextField("что удостоверяется", max_length=400)
    signatures = models.PositiveSmallIntegerField(
        "сколько подписей", default=2, validators=[MinValueValidator(1), MaxValueValidator(3)]
    )
    name_size = models.CharField("размер имени", max_length=10, choices=Size, default=Size.NORMAL)
    text_size = models.CharField("размер текста", max_length=10, choices=Size, default=Size.NORMAL)
    background = models.ImageField(
        "фон", storage=private_storage, upload_to="backgrounds/", blank=True
    )
    background_sha256 = models.CharField(max_length=64, blank=True, editable=False)

    order_number = models.CharField("номер приказа", max_length=50, blank=True)
    order_date = models.DateField("дата приказа", null=True, blank=True)
    order_by = models.CharField("чей приказ", max_length=300, blank=True)
    order_file = models.OneToOneField(
        "uploads.StoredFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="скан приказа",
    )
    approval = models.CharField(
        "иное основание",
        max_length=300,
        blank=True,
        help_text="Когда бланк утверждён самим положением, а не приказом.",
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кто внёс утверждение",
    )
    approved_at = models.DateTimeField("утверждение внесено", null=True, blank=True)

    class Meta:
        verbose_name = "бланк сертификата"
        verbose_name_plural = "бланки сертификатов"
        ordering = ["kind", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "version"], name="template_version_once"),
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(state=TemplateState.DRAFT),
                name="template_one_draft",
            ),
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(state=TemplateState.APPROVED),
                name="template_one_approved",
            ),
            models.CheckConstraint(
                condition=Q(state=TemplateState.DRAFT, approved_at__isnull=True)
                | Q(~Q(approval=""), ~Q(state=TemplateState.DRAFT))
                | Q(
                    ~Q(state=TemplateState.DRAFT),
                    ~Q(order_number=""),
                    ~Q(order_by=""),
                    order_date__isnull=False,
                    approved_at__isnull=False,
                ),
                name="template_approved_by_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, версия {self.version}"

    @property
    def is_draft(self) -> bool:
        return self.state == TemplateState.DRAFT

    @property
    def is_approved(self) -> bool:
        return self.state == TemplateState.APPROVED

    @property
    def ground(self) -> str:
        """By what it is approved, for print; empty for a draft."""
        if self.approval:
            return self.approval
        if not self.order_number:
            return ""
        return f"{self.order_by}, приказ №\xa0{self.order_number} от {self.order_date:%d.%m.%Y}"

    def clean(self):
        if unknown := rules.bad_placeholders(self.statement, rules.WORDING_FIELDS):
            raise ValidationError({"statement": unknown_placeholders(unknown)})
