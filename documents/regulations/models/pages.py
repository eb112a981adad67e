"""The pages of the tree: the list of regulations, and one regulation."""

import datetime

from django.db import models
from django.urls import NoReverseMatch
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from home.pages.models import BasePage
from home.pages.visibility import open_to_all
from home.workdays.queries import today

from ..registry import page_routes
from .editions import Edition


class RoutedPage(RoutablePageMixin, BasePage):
    """A page with addresses below it; `registrations` give them, because views stand to the right of models."""

    class Meta:
        abstract = True

    @classmethod
    def get_subpage_urls(cls):
        """Those of the registry first: a room may answer for the page itself."""
        return (*page_routes(cls._meta.model_name), *super().get_subpage_urls())

    def address_of(self, name: str, *args) -> str:
        """The address of a page below this one, by the name of its route."""
        return f"{self.url}{self.reverse_subpage(name, args)}"

    def find_address(self, name: str, *args) -> str:
        """The same, or "" where no room has such a route."""
        try:
            return self.address_of(name, *args)
        except NoReverseMatch:
            return ""

    @property
    def feed_url(self) -> str:
        """Of the feed of editions, a file; "" where no room makes one."""
        return self.find_address("feed").removesuffix("/")


class RegulationIndexPage(RoutedPage, Page):
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
        more = {"regulations": regulations, "acts_url": self.address_of("acts")}
        return super().get_context(request, *args, **kwargs) | more


class RegulationQuerySet(PageQuerySet):
    def with_edition_in_force(self, on: datetime.date) -> list["RegulationPage"]:
        """Pages, each with `edition` (None while none is in force); two queries for any number."""
        pages = list(self)
        editions = Edition.objects.filter(page__in=pages).in_force(on).reverse()
        latest = {edition.page_id: edition for edition in editions}
        for page in pages:
            page.edition = latest.get(page.pk)
        return pages


class RegulationPage(RoutedPage, Page):
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
