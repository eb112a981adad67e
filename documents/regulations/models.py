"""A regulation is a page; what it says lives in editions, and an edition is a tree of clauses."""

import datetime

from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from home.pages.models import BasePage
from home.pages.visibility import open_to_all
from home.workdays.queries import today

from .choices import ClauseKind, EditionStatus
from .reading import read_edition


class RegulationIndexPage(BasePage, Page):
    """/regulations/: every regulation with the edition in force."""

    lead = models.TextField("вводка", max_length=500, blank=True)

    max_count = 1
    show_in_menus_default = True
    subpage_types = ["regulations.RegulationPage"]
    content_panels = [*Page.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = "список положений"
        verbose_name_plural = "списки положений"

    def get_context(self, request, *args, **kwargs):
        pages = open_to_all(RegulationPage.objects.child_of(self)).order_by("path")
        regulations = pages.with_edition_in_force(today())
        return super().get_context(request, *args, **kwargs) | {"regulations": regulations}


class RegulationQuerySet(PageQuerySet):
    def with_edition_in_force(self, on: datetime.date) -> list["RegulationPage"]:
        """Pages, each with `edition` (None while none is in force); two queries for any number."""
        pages = list(self)
        editions = Edition.objects.filter(page__in=pages).in_force(on).reverse()
        latest = {edition.page_id: edition for edition in editions}
        for page in pages:
            page.edition = latest.get(page.pk)
        return pages


class RegulationPage(BasePage, Page):
    """One regulation; its text is the edition in force on the day of reading (R1)."""

    key = models.SlugField(
        "ключ",
        max_length=50,
        unique=True,
        null=True,
        blank=True,
        help_text="По этому слову правила программы находят положение; пусто, если не ссылаются.",
    )
    short_name = models.CharField(
        "краткое название",
        max_length=120,
        help_text="Как на положение ссылаются: «Положение об Ассоциации».",
    )

    parent_page_types = ["regulations.RegulationIndexPage"]
    subpage_types = []
    # A copy of a page may not take over the links of the original.
    exclude_fields_in_copy = ["key"]

    content_panels = [*Page.content_panels, FieldPanel("short_name"), FieldPanel("key")]

    objects = PageManager.from_queryset(RegulationQuerySet)()

    class Meta:
        verbose_name = "положение"
        verbose_name_plural = "положения"

    @property
    def description(self) -> str:
        return (
            self.search_description
            or f"{self.title}: действующая редакция, адрес у каждого пункта."
        )

    def get_context(self, request, *args, **kwargs):
        edition = self.editions.in_force(today()).first()
        return super().get_context(request, *args, **kwargs) | {
            "edition": edition,
            "reading": read_edition(edition) if edition else None,
        }


class EditionQuerySet(models.QuerySet):
    def adopted(self):
        return self.filter(status=EditionStatus.ADOPTED)

    def drafts(self):
        return self.filter(status=EditionStatus.DRAFT)

    def in_force(self, on: datetime.date):
        """Adopted editions that had come into force by `on`, the one in force first."""
        return self.adopted().filter(effective_from__lte=on).order_by("-effective_from")


class Edition(models.Model):
    """The text of a regulation as adopted at one time.

    Once adopted, neither it nor its clauses change: operations refuse, and triggers in the
    database refuse too (migration 0002). It stays in force until a later one comes into force.
    """

    page = models.ForeignKey(
        RegulationPage, models.PROTECT, related_name="editions", verbose_name="положение"
    )
    number = models.PositiveIntegerField("номер редакции")
    title = models.TextField("заголовок")
    status = models.CharField(
        "состояние", max_length=10, choices=EditionStatus, default=EditionStatus.DRAFT
    )
    adopted_on = models.DateField("принята", null=True, blank=True)
    adopted_by = models.CharField(
        "чем принята",
        max_length=300,
        blank=True,
        help_text="Вид, дата и номер решения: «приказ от 12.01.2026 №\xa07».",
    )
    effective_from = models.DateField("действует с", null=True, blank=True)
    source_name = models.CharField("исходный файл", max_length=255, blank=True)
    source_sha256 = models.CharField("контрольная сумма файла", max_length=64)
    text_sha256 = models.CharField("контрольная сумма текста", max_length=64)
    created_at = models.DateTimeField("загружена")

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
                condition=Q(status="draft")
                | Q(adopted_on__isnull=False, effective_from__gte=models.F("adopted_on")),
                name="edition_adopted_has_dates",
                violation_error_message="У принятой редакции есть дата принятия и дата вступления в силу, не раньше принятия.",
            ),
        ]

    def __str__(self) -> str:
        if self.adopted_on is None:
            return f"Редакция {self.number} (проект)"
        return f"Редакция {self.number} от {date_format(self.adopted_on)}"

    @property
    def is_adopted(self) -> bool:
        return self.status == EditionStatus.ADOPTED


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
