"""Pages of the programmes that the centre teaches."""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from home.pages.blocks import BodyBlock
from home.pages.models import BasePage
from home.pages.visibility import open_to_all

from .choices import HalfYear, ProgrammeKind, StudyForm

PROGRAMMES_PER_PAGE = 30


class ProgrammeQuerySet(PageQuerySet):
    def for_public(self):
        return open_to_all(self)

    def by_half_year(self):
        """For lists: the latest half-year first, the undated last, without the contents."""
        return self.defer_streamfields().order_by(
            F("year").desc(nulls_last=True), F("half_year").desc(), "title"
        )


class ProgrammeIndexPage(BasePage, Page):
    """/programmes/: programmes by half-year."""

    lead = models.TextField("вводка", max_length=500, blank=True)

    show_in_menus_default = True
    subpage_types = ["catalogue.ProgrammePage"]
    content_panels = [*Page.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = "список программ"
        verbose_name_plural = "списки программ"

    def get_context(self, request, *args, **kwargs):
        programmes = ProgrammePage.objects.child_of(self).for_public().by_half_year()
        page = Paginator(programmes, PROGRAMMES_PER_PAGE).get_page(request.GET.get("page"))
        return super().get_context(request, *args, **kwargs) | {"programmes": page}


class ProgrammePage(BasePage, Page):
    """One programme, as the public reads it; groups, calls and enrolment stand in other rooms."""

    kind = models.CharField(
        "вид", max_length=20, choices=ProgrammeKind, default=ProgrammeKind.ADVANCED
    )
    hours = models.PositiveSmallIntegerField(
        "объём, часов", validators=[MinValueValidator(1), MaxValueValidator(5000)]
    )
    study_form = models.CharField(
        "форма обучения", max_length=20, choices=StudyForm, default=StudyForm.FULL_TIME
    )
    audience = models.CharField("для кого", max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(
        "год",
        null=True,
        blank=True,
        validators=[MinValueValidator(2000), MaxValueValidator(2100)],
    )
    half_year = models.CharField("полугодие", max_length=10, choices=HalfYear, blank=True)
    lead = models.TextField("вводка", max_length=500, blank=True)
    contents = StreamField(BodyBlock(), verbose_name="содержание", blank=True)

    objects = PageManager.from_queryset(ProgrammeQuerySet)()

    parent_page_types = ["catalogue.ProgrammeIndexPage"]
    subpage_types = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("hours")]),
                FieldPanel("study_form"),
                FieldPanel("audience"),
                FieldRowPanel([FieldPanel("year"), FieldPanel("half_year")]),
            ],
            "О программе",
        ),
        FieldPanel("contents"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("lead"),
        index.SearchField("audience"),
        index.SearchField("contents"),
    ]

    class Meta:
        verbose_name = "программа"
        verbose_name_plural = "программы"
        constraints = [
            models.CheckConstraint(
                condition=Q(year__isnull=True, half_year="")
                | Q(year__isnull=False, half_year__in=HalfYear.values),
                name="programme_half_year_has_its_year",
                violation_error_message="Укажите и год, и полугодие или ни того ни другого.",
            )
        ]

    def clean(self):
        super().clean()
        if bool(self.year) != bool(self.half_year):
            missing = "half_year" if self.year else "year"
            raise ValidationError({missing: "Укажите и год, и полугодие или ни того ни другого."})

    @property
    def period(self) -> str:
        """«Первое полугодие 2027 года», or empty while the programme is in no list."""
        if not self.year:
            return ""
        return f"{self.get_half_year_display()} {self.year}\N{NO-BREAK SPACE}года"

    @property
    def facts(self) -> list[tuple[str, str]]:
        """(label, value) of what is known."""
        rows = [
            ("Вид", self.get_kind_display()),
            ("Объём", f"{self.hours}\N{NO-BREAK SPACE}ч"),
            ("Форма обучения", self.get_study_form_display()),
            ("Для кого", self.audience),
            ("Когда", self.period),
        ]
        return [(label, value) for label, value in rows if value]
