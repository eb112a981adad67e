import datetime
import io

import factory
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Site
from wagtail.rich_text import RichText
from wagtail_factories import PageFactory

from home.pages.models import HomePage, NewsIndexPage, NewsPage, SectionPage


def site() -> Site:
    return Site.objects.get(is_default_site=True)


def home_page() -> HomePage:
    """The home page that the migration has made."""
    return site().root_page.specific


class UnderHome(PageFactory):
    class Meta:
        abstract = True

    parent = factory.LazyFunction(home_page)


class SectionPageFactory(UnderHome):
    class Meta:
        model = SectionPage

    title = factory.Sequence(lambda n: f"Раздел {n}")
    slug = factory.Sequence(lambda n: f"section-{n}")
    lead = "О чём этот раздел."
    show_in_menus = True


class NewsIndexPageFactory(UnderHome):
    class Meta:
        model = NewsIndexPage

    title = "Новости"
    slug = "news"
    show_in_menus = True


class NewsPageFactory(PageFactory):
    class Meta:
        model = NewsPage

    title = factory.Sequence(lambda n: f"Новость {n}")
    slug = factory.Sequence(lambda n: f"news-{n}")
    date = datetime.date(2026, 11, 18)
    lead = "Коротко о главном."


def make_image(title: str = "Заседание", colour: str = "navy") -> Image:
    file = io.BytesIO()
    Picture.new("RGB", (1600, 900), colour).save(file, "JPEG")
    return Image.objects.create(title=title, file=ImageFile(file, name=f"{colour}.jpg"))


def make_document(title: str = "Бланк заявки") -> Document:
    return Document.objects.create(
        title=title, file=ContentFile(b"%PDF-1.4", name="form.pdf"), file_size=8
    )


def text(html: str) -> tuple[str, RichText]:
    return ("text", RichText(html))


def rich_body(times: int, page, document) -> list[tuple]:
    """Each kind of block `times` times, with pictures and links of their own."""
    body = []
    for number in range(times):
        link = f'<a linktype="page" id="{page.pk}">раздел</a>'
        file = f'<a linktype="document" id="{document.pk}">бланк</a>'
        image = make_image(f"Снимок {number}", f"rgb({number},0,0)")
        table = {
            "columns": [{"type": "text", "heading": "Срок"}, {"type": "number", "heading": "Часы"}],
            "rows": [{"values": ["май", 12]}],
            "caption": "График",
        }
        body += [
            text(f"<h2>Глава {number}</h2><p>Смотрите {link} и {file}.</p>"),
            ("picture", {"image": image, "alt_text": "Люди за столом", "caption": "В зале"}),
            ("quote", {"text": "Качество — это забота.", "author": "А. Тестова", "position": ""}),
            ("file", {"document": document, "title": "", "note": "заполнить"}),
            ("table", table),
            ("call", {"title": "Вступайте", "text": "", "button": "Подробнее", "page": page}),
        ]
    return body
