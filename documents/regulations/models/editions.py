"""An edition is the text of a regulation as adopted at one time; a clause is a piece of it."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format

from documents.uploads.models import StoredFile

from ..choices import ActKind, ClauseKind, EditionStatus


class EditionQuerySet(models.QuerySet):
    def adopted(self):
        return self.filter(status=EditionStatus.ADOPTED)

    def drafts(self):
        """Not adopted yet, also those under review."""
        return self.exclude(status=EditionStatus.ADOPTED)

    def in_force(self, on: datetime.date):
        """Adopted editions that had come into force by `on`, the one in force first."""
        return self.adopted().filter(effective_from__lte=on).order_by("-effective_from")


class Edition(models.Model):
    """The text of a regulation as adopted at one time.

    Once adopted, neither it nor its clauses change: operations refuse, and triggers in the
    database refuse too (migration 0002). It stays in force until a later one comes into force.
    """

    page = models.ForeignKey(
        "regulations.RegulationPage",
        models.PROTECT,
        related_name="editions",
        verbose_name="положение",
    )
    number = models.PositiveIntegerField("номер редакции")
    title = models.TextField("заголовок")
    status = models.CharField(
        "состояние", max_length=10, choices=EditionStatus, default=EditionStatus.DRAFT
    )
    adopted_on = models.DateField("дата документа", null=True, blank=True)
    act_kind = models.CharField("чем принята", max_length=10, choices=ActKind, blank=True)
    act_number = models.CharField("номер документа", max_length=40, blank=True)
    adopted_by = models.CharField(
        "чей документ",
        max_length=300,
        blank=True,
        help_text="В родительном падеже: «Главного управления образования».",
    )
    effective_from = models.DateField("действует с", null=True, blank=True)
    source_name = models.CharField("исходный файл", max_length=255, blank=True)
    source_file = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="файл, из которого загружена",
    )
    source_text = models.TextField(
        "текст файла", blank=True, help_text="Строки, на номера которых ссылаются пункты."
    )
    findings = models.JSONField(
        "замечания", default=dict, blank=True, help_text="Что нашла загрузка: warnings, dropped."
    )
    source_sha256 = models.CharField("контрольная сумма файла", max_length=64)
    text_sha256 = models.CharField("контрольная сумма текста", max_length=64)
    created_at = models.DateTimeField("загружена")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кто загрузил",
    )
    sent_to_review_at = models.DateTimeField("передана на проверку", null=True, blank=True)
    review_remark = models.TextField("замечание проверившего", max_length=2000, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "редакция"
        verbose_name_plural = "редакции"
        ordering = ["page", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["page", "effective_from"],
                condition=Q(status="adopted"),
                name="edition_in_force_once",
                violation_error_message="С этой даты уже действует другая редакция.",
            ),
            models.CheckConstraint(
                condition=~Q(status="adopted")
                | Q(adopted_on__isnull=False, effective_from__gte=models.F("adopted_on")),
                name="edition_adopted_has_dates",
                violation_error_message="У принятой редакции есть дата принятия и дата вступления в силу, не раньше принятия.",
            ),
        ]

    def __str__(self) -> str:
        if not self.is_adopted:
            return f"Редакция {self.number} ({self.get_status_display().lower()})"
        return f"Редакция {self.number} от {date_format(self.adopted_on)}"

    def get_absolute_url(self) -> str:
        """«…/2026-09-01/» for ever; «…/draft/3/», for whom it is shown, until then."""
        if self.is_adopted:
            return self.page.address_of("edition", self.effective_from)
        return self.page.address_of("draft", self.number)

    @property
    def is_adopted(self) -> bool:
        return self.status == EditionStatus.ADOPTED

    @property
    def act(self) -> str:
        """«Приказ Главного управления от 12 января 2026 г. № 7»; older editions keep it in words."""
        if not self.act_kind:
            return self.adopted_by
        day = self.adopted_on and f"от\xa0{date_format(self.adopted_on)}"
        number = self.act_number and f"№\xa0{self.act_number}"
        return " ".join(filter(None, (self.get_act_kind_display(), self.adopted_by, day, number)))

    @property
    def act_in_sentence(self) -> str:
        """«приказ Главного управления…» after a colon or in brackets; old words may begin with a name."""
        if not self.act_kind:
            return self.act
        return self.act[:1].lower() + self.act[1:]


class Clause(models.Model):
    """A piece of an edition that a citation can name; `anchor` is its address for ever."""

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="clauses", verbose_name="редакция"
    )
    parent = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="входит в",
    )
    order = models.PositiveIntegerField("порядок в тексте")
    depth = models.PositiveSmallIntegerField("глубина")
    kind = models.CharField("вид", max_length=10, choices=ClauseKind)
    marker = models.CharField(
        "номер в тексте", max_length=60, blank=True, help_text="Точно как напечатан: «3.16.», «а)»."
    )
    # None where the paper prints no number or heading.
    label = models.CharField(  # noqa: DJ001
        "номер", max_length=30, null=True, blank=True, help_text="Как напечатан, без точки в конце."
    )
    title = models.TextField("заголовок", null=True, blank=True)  # noqa: DJ001
    text = models.TextField("текст", blank=True)
    anchor = models.CharField("якорь", max_length=200)
    text_sha256 = models.CharField("контрольная сумма", max_length=64)
    line = models.PositiveIntegerField("строка файла", null=True, blank=True)

    class Meta:
        verbose_name = "пункт"
        verbose_name_plural = "пункты"
        ordering = ["edition", "order"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "order"], name="clause_order_once"),
            models.UniqueConstraint(fields=["edition", "anchor"], name="clause_anchor_once"),
        ]

    def __str__(self) -> str:
        name = f"{self.get_kind_display()} {self.label or ''}".strip()
        return f"{name}. {self.title}" if self.title else name

    def get_absolute_url(self) -> str:
        """Its own page in its own edition; in a draft, its place in the text."""
        if self.edition.is_adopted:
            effective_from = self.edition.effective_from
            return self.edition.page.address_of("edition_clause", effective_from, self.anchor)
        return f"{self.edition.get_absolute_url()}#{self.anchor}"
