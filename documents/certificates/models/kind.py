"""Kinds of certificates, and who signs them."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from documents.uploads.models import private_storage
from home.accounts.models import Person

from .. import rules


class CertificateKind(models.Model):
    """One kind of certificate: its numbering and its term are data; its wording is in its templates."""

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
    validity_months = models.PositiveSmallIntegerField(
        "сколько месяцев действует",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(1200)],
        help_text="Пусто — пока длится то, что он удостоверяет.",
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
        FieldPanel("validity_months"),
        FieldPanel("shows_person"),
    ]

    def __str__(self) -> str:
        return self.title

    def clean(self):
        errors = {}
        if self.pk and not CertificateKind.objects.filter(pk=self.pk, code=self.code).exists():
            errors["code"] = "Код вида не меняется: по нему сертификаты выдаёт система."
        if unknown := rules.bad_placeholders(self.number_pattern, rules.NUMBER_FIELDS):
            errors["number_pattern"] = unknown_placeholders(unknown)
        elif complaint := rules.pattern_complaint(self.number_pattern, self._other_patterns()):
            errors["number_pattern"] = complaint
        if errors:
            raise ValidationError(errors)

    def _other_patterns(self) -> list[str]:
        others = CertificateKind.objects.exclude(pk=self.pk)
        return list(others.values_list("number_pattern", flat=True))


def unknown_placeholders(unknown: list[str]) -> str:
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
