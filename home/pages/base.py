"""What the pages of every room share. No model of ours stands between them and Wagtail's Page."""

from urllib.parse import urljoin

from django.conf import settings
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from . import blocks
from .cache import kept

SOCIAL_SIZE = "fill-1200x630|format-jpeg"


class BasePage(models.Model):
    """Mixin of every public page: `class NewsPage(BasePage, Page)`."""

    social_image = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="изображение для соцсетей",
        help_text="Появится рядом со ссылкой на страницу; лучше всего 1200 × 630 точек.",
    )

    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            "Для поисковых систем",
        ),
        FieldPanel("social_image"),
        FieldPanel("show_in_menus"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("search_description")]

    # Set by HomePage.route: pages from the home page down to the parent, and whether any of them
    # or this page is restricted.
    routed_ancestors = None
    routed_openly = False

    class Meta:
        abstract = True

    @property
    def description(self) -> str:
        """What stands under the title in a list of results and beside a shared link."""
        return self.search_description or getattr(self, "lead", "")

    @property
    def social_image_url(self) -> str:
        """With the host; no query when it stands in the cache."""
        if self.social_image_id is None:
            return ""
        return kept(f"social-image-{self.social_image_id}", self._read_social_image_url)

    def _read_social_image_url(self) -> str:
        rendition = get_rendition_or_not_found(self.social_image, SOCIAL_SIZE)
        return urljoin(settings.WAGTAILADMIN_BASE_URL, rendition.url)

    def get_view_restrictions(self):
        """No query when routing has met no restriction on the way, where Wagtail asks two (SPEED.md)."""
        if self.routed_openly:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()


class TextPage(BasePage):
    """Mixin of a page with a lead and a body."""

    lead = models.TextField(
        "вводка", max_length=500, blank=True, help_text="Одно-два предложения под заголовком."
    )
    body = StreamField(blocks.BodyBlock(), verbose_name="текст", blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
    ]

    class Meta:
        abstract = True
