"""The register of certificates: kinds and signatories as data, and rows that never change once issued."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from documents.uploads.models import private_storage
from home.accounts.models import Person

from . import rules
from .choices import Act, Layout, Status


class CertificateKind(models.Model):
    """One kind of certificate: its wording and numbering are data, its layout is one of a closed list."""

    code = models.SlugField(
        "код",
        max_length=50,
        unique=True,
        help_text="Латинскими буквами; по нему вид узнаёт система.",
    )
    title = models.CharField("название вида", max_length=200)
    number_pattern = models.CharField(
        "образец номера",
        max_length=rules.LONGEST_NUMBER,
        default="{year}-{number:04}",
        help_text="{year} — год, {number} — порядковый номер в году, {number:04} — он же не короче четырёх цифр.",
    )
    layout = models.CharField("оформление", max_length=30, choices=Layout.choices)
    signatures = models.PositiveSmallIntegerField("сколько подписей", default=2)
    authority = models.TextField("орган управления (шапка)", max_length=200, blank=True)
    association = models.TextField("объединение (шапка)", max_length=200)
    heading = models.CharField("заголовок", max_length=60, default="СЕРТИФИКАТ")
    attestation = models.CharField("слова перед утверждением", max_length=200)
    statement = models.TextField(
        "что удостоверяется",
        max_length=400,
        help_text="Можно вставить {holder}, {address}, {number} и {date}.",
    )
    shows_person = models.BooleanField(
        "показывать имя человека на странице проверки по QR-коду",
        default=False,
        help_text="Название организации показывается всегда.",
    )

    class Meta:
        verbose_name = "вид сертификата"
        verbose_name_plural = "виды сертификатов"
        ordering = ["title"]

    panels = [
        FieldRowPanel([FieldPanel("title"), FieldPanel("code")]),
        FieldPanel("number_pattern"),
        FieldPanel("layout"),
        MultiFieldPanel(
            [
                FieldPanel("authority"),
                FieldPanel("association"),
                FieldPanel("heading"),
                FieldPanel("attestation"),
                FieldPanel("statement"),
                FieldPanel("signatures"),
            ],
            heading="Что напечатано",
        ),
        FieldPanel("shows_person"),
    ]

    def __str__(self) -> str:
        return self.title

    def clean(self):
        errors = {}
        if self.pk and not CertificateKind.objects.filter(pk=self.pk, code=self.code).exists():
            errors["code"] = "Код вида не меняется: по нему сертификаты выдаёт система."
        if unknown := rules.bad_placeholders(self.number_pattern, rules.NUMBER_FIELDS):
            errors["number_pattern"] = _unknown_placeholders(unknown)
        elif complaint := rules.pattern_complaint(self.number_pattern, self._other_patterns()):
            errors["number_pattern"] = complaint
        if unknown := rules.bad_placeholders(self.statement, rules.WORDING_FIELDS):
            errors["statement"] = _unknown_placeholders(unknown)
        if errors:
            raise ValidationError(errors)

    def _other_patterns(self) -> list[str]:
        others = CertificateKind.objects.exclude(pk=self.pk)
        return list(others.values_list("number_pattern", flat=True))


def _unknown_placeholders(unknown: list[str]) -> str:
    return f"Таких вставок нет: {', '.join(unknown)}. Проверьте слова в фигурных скобках."


class SignatoryQuerySet(models.QuerySet):
    def in_office(self, kind: CertificateKind, on) -> "SignatoryQuerySet":
        """Who signs certificates of the kind on that day, in the order of the paper."""
        return (
            self.filter(kinds=kind, since__lte=on)
            .filter(Q(until__isnull=True) | Q(until__gte=on))
            .order_by("order", "pk")
            .select_related("person")
        )


class Signatory(models.Model):
    """An office-holder who signs certificates, with the dates of the office (C34, R91)."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name="должностное лицо"
    )
    position = models.TextField("должность, как её печатать", max_length=200)
    kinds = models.ManyToManyField(
        CertificateKind, related_name="signatories", verbose_name="что подписывает"
    )
    order = models.PositiveSmallIntegerField("место подписи", default=1)
    since = models.DateField("подписывает с")
    until = models.DateField("подписывает по", null=True, blank=True)
    facsimile = models.ImageField(
        "факсимиле",
        storage=private_storage,
        upload_to="facsimiles/",
        blank=True,
        help_text="Необязательно. Без него остаётся место для подписи.",
    )

    objects = SignatoryQuerySet.as_manager()

    class Meta:
        verbose_name = "подписант"
        verbose_name_plural = "подписанты"
        ordering = ["order", "-since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="signatory_until_not_before_since",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.position}"

    def clean(self):
        if self.since and self.until and self.until < self.since:
            raise ValidationError({"until": "Последний день раньше первого."})


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
    year = models.PositiveSmallIntegerField("год")
    sequence = models.PositiveIntegerField("порядковый номер в году")
    number = models.CharField("номер", max_length=rules.LONGEST_NUMBER)
    number_key = models.CharField(max_length=rules.LONGEST_NUMBER, editable=False)
    code = models.CharField("код проверки", max_length=rules.CODE_LENGTH, unique=True)
    issued_on = models.DateField("дата регистрации")
    issued_at = models.DateTimeField("внесён в реестр")

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
    rendered_at = models.DateTimeField("PDF изготовлен", null=True, blank=True)
    search_text = models.TextField(editable=False)

    class Meta:
        verbose_name = "сертификат"
        verbose_name_plural = "сертификаты"
        ordering = ["-year", "kind", "-sequence"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="certificate_source")]
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
