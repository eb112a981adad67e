"""Pages that every visitor meets, and the details of the association that stand on them."""

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Count
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from . import blocks
from .base import BasePage, TextPage
from .validators import validate_inn, validate_ogrn
from .visibility import open_to_all, way_to

NEWS_ON_HOME_PAGE = 4
NEWS_PER_PAGE = 12
# No page lies deeper; a longer address is not looked up whole (T71).
DEEPEST = 12


class HomePage(TextPage, Page):
    """The face of the site; it finds every page below itself in one query, whatever the depth."""

    join_title = models.CharField("заголовок", max_length=100, default="Как вступить")
    join_text = models.TextField("пояснение", max_length=500, blank=True)
    join_page = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="страница",
    )
    join_steps = StreamField(
        [("step", blocks.StepBlock())], verbose_name="шаги", blank=True, max_num=7
    )
    sections = StreamField(
        [("section", blocks.SectionLinkBlock())],
        verbose_name="главные разделы",
        blank=True,
        max_num=9,
    )

    parent_page_types = ["wagtailcore.Page"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldPanel("join_title"),
                FieldPanel("join_text"),
                FieldPanel("join_page"),
                FieldPanel("join_steps"),
            ],
            "Приглашение вступить",
        ),
        FieldPanel("sections"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = "главная страница"
        verbose_name_plural = "главные страницы"

    def route(self, request, path_components):
        """The deepest page whose address begins the path answers for the rest of the path."""
        addresses = [self.url_path]
        for component in path_components[:DEEPEST]:
            addresses.append(f"{addresses[-1]}{component}/")
        way = list(way_to(addresses))
        self.routed_ancestors = []
        self.routed_openly = not any(step.guarded or step.alias_of_id for step in way)
        if not path_components:
            return super().route(request, path_components)
        below = [step for step in way if step.depth > self.depth]
        if not below:
            raise Http404
        page = below[-1].specific
        page.routed_ancestors = [self, *below[:-1]]
        page.routed_openly = self.routed_openly
        return page.route(request, path_components[len(below) :])

    def get_context(self, request, *args, **kwargs):
        chosen = [(row["value"]["page"], row["value"]["note"]) for row in self.sections.raw_data]
        wanted = [self.join_page_id, *(pk for pk, _ in chosen)]
        open_pages = open_to_all(Page.objects.filter(pk__in=filter(None, wanted))).in_bulk()
        return super().get_context(request, *args, **kwargs) | {
            "join_page": open_pages.get(self.join_page_id),
            "sections": [(open_pages[pk], note) for pk, note in chosen if pk in open_pages],
            "news": NewsPage.objects.for_public().newest_first()[:NEWS_ON_HOME_PAGE],
            "news_index": open_to_all(NewsIndexPage.objects.child_of(self)).first(),
        }


class SectionPage(TextPage, Page):
    """A page of text, with whatever pages an editor puts below it."""

    show_in_menus_default = True

    class Meta:
        verbose_name = "раздел"
        verbose_name_plural = "разделы"

    def get_context(self, request, *args, **kwargs):
        subpages = [] if self.is_leaf() else open_to_all(self.get_children())
        return super().get_context(request, *args, **kwargs) | {"subpages": subpages}


class NewsQuerySet(PageQuerySet):
    def for_public(self):
        return open_to_all(self)

    def newest_first(self):
        """For lists: without the bodies."""
        return self.defer_streamfields().order_by("-date", "-pk")

    def count_by_year(self) -> dict[int, int]:
        """{2026: 14, 2025: 31}, the newest year first."""
        rows = self.order_by("-date__year").values_list("date__year").annotate(Count("pk"))
        return dict(rows)


class NewsIndexPage(RoutablePageMixin, BasePage, Page):
    """/news/ and /news/2026/: the news of all years and of one."""

    lead = models.TextField("вводка", max_length=500, blank=True)

    show_in_menus_default = True
    subpage_types = ["pages.NewsPage"]
    content_panels = [*Page.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = "лента новостей"
        verbose_name_plural = "ленты новостей"

    @path("", name="all_news")
    def all_news(self, request):
        return self._answer(request, year=None)

    @path("<int:year>/", name="news_of_year")
    def news_of_year(self, request, year):
        return self._answer(request, year)

    def year_url(self, year: int, request=None) -> str:
        return self.get_url(request) + self.reverse_subpage("news_of_year", args=[year])

    def _answer(self, request, year):
        news = NewsPage.objects.child_of(self).for_public()
        years = news.count_by_year()
        if year is not None:
            if year not in years:
                raise Http404
            news = news.filter(date__year=year)
        paginator = Paginator(news.newest_first(), NEWS_PER_PAGE)
        # The years know the number already.
        paginator.count = years[year] if year else sum(years.values())
        context = self.get_context(request) | {
            "year": year,
            "years": [(known, self.year_url(known, request)) for known in years],
            "news": paginator.get_page(request.GET.get("page")),
        }
        return TemplateResponse(request, self.get_template(request), context)


class NewsPage(TextPage, Page):
    """One piece of news."""

    date = models.DateField("дата", default=timezone.localdate)

    parent_page_types = ["pages.NewsIndexPage"]
    subpage_types = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("date"),
        FieldPanel("lead"),
        FieldPanel("body"),
    ]
    search_fields = [*TextPage.search_fields, index.FilterField("date")]

    objects = PageManager.from_queryset(NewsQuerySet)()

    class Meta:
        verbose_name = "новость"
        verbose_name_plural = "новости"


@register_setting(icon="home")
class AssociationSettings(BaseSiteSetting):
    """Who runs the site: data of the administrator, never words in the code (R1)."""

    name = models.CharField(
        "полное название",
        max_length=300,
        default="Ассоциация образовательных организаций",
        help_text="В именительном падеже: «Ассоциация …».",
    )
    name_genitive = models.CharField(
        "полное название, кого?",
        max_length=300,
        default="Ассоциации образовательных организаций",
        help_text="В родительном падеже: «член Ассоциации …».",
    )
    short_name = models.CharField(
        "краткое название",
        max_length=80,
        default="Ассоциация",
        help_text="Стоит в шапке каждой страницы.",
    )
    territory = models.CharField(
        "территория", max_length=150, blank=True, help_text="Край или область: «Приозёрный край»."
    )
    authority = models.CharField(
        "курирующий орган", max_length=300, blank=True, help_text="В именительном падеже."
    )
    authority_genitive = models.CharField(
        "курирующий орган, кого?", max_length=300, blank=True, help_text="В родительном падеже."
    )
    address = models.CharField("адрес", max_length=300, blank=True)
    phones = models.CharField("телефоны", max_length=200, blank=True, help_text="Через запятую.")
    email = models.EmailField("электронная почта", blank=True)
    inn = models.CharField("ИНН", max_length=12, blank=True, validators=[validate_inn])
    ogrn = models.CharField("ОГРН", max_length=15, blank=True, validators=[validate_ogrn])
    footer_text = models.CharField("строка внизу страницы", max_length=300, blank=True)
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="страница о персональных данных",
    )

    select_related = ["privacy_page"]
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("name_genitive"),
                FieldPanel("short_name"),
                FieldPanel("territory"),
            ],
            "Ассоциация",
        ),
        MultiFieldPanel(
            [FieldPanel("authority"), FieldPanel("authority_genitive")], "Курирующий орган"
        ),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldPanel("phones"),
                FieldPanel("email"),
                FieldPanel("inn"),
                FieldPanel("ogrn"),
            ],
            "Реквизиты",
        ),
        MultiFieldPanel([FieldPanel("footer_text"), FieldPanel("privacy_page")], "Низ страницы"),
    ]

    class Meta:
        verbose_name = "сведения об ассоциации"
        verbose_name_plural = "сведения об ассоциации"

    def __str__(self) -> str:
        return self.name

    @property
    def phone_list(self) -> list[str]:
        return [phone.strip() for phone in self.phones.split(",") if phone.strip()]
