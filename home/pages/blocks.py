"""What an editor builds a page of. Values that need the database come in one query for a whole page."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import RichText, expand_db_html

from .validators import validate_address

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
CELL_FEATURES = ["bold", "italic", "link", "document-link"]

# Rich text holds no such tag: the editor lets through only the features above.
_BORDER = "<!--border-->"


class JointText(RichText):
    """A rich text whose links are looked up together with those of its neighbours."""

    def __init__(self, source, neighbours):
        super().__init__(source)
        self._neighbours = neighbours

    def __html__(self):
        return self._neighbours.html_of(self.source)

    def __str__(self):
        return mark_safe(self.__html__())  # noqa: S308


class Neighbours:
    """The rich texts of one page; their links cost one query a kind, however many texts there are."""

    def __init__(self, sources):
        self.sources = sources

    def html_of(self, source: str) -> str:
        return self._expanded[source]

    @cached_property
    def _expanded(self) -> dict[str, str]:
        sources = sorted(set(self.sources))
        return dict(zip(sources, expand_db_html(_BORDER.join(sources)).split(_BORDER), strict=True))


class TextBlock(blocks.RichTextBlock):
    """Rich text with the features of our typography."""

    def __init__(self, features=None, **kwargs):
        super().__init__(features=features or TEXT_FEATURES, **kwargs)

    def bulk_to_python(self, values):
        sources = [value or "" for value in values]
        neighbours = Neighbours(sources)
        return [JointText(source, neighbours) for source in sources]

    class Meta:
        label = "Текст"
        icon = "pilcrow"
        template = "pages/blocks/text.html"


class PictureChooserBlock(ImageChooserBlock):
    """Brings the renditions with the images, so that ten pictures cost what one does."""

    def bulk_to_python(self, values):
        found = self._seen_before(values)
        fresh = [value for value in values if value not in found]
        if fresh:
            found |= self.model_class.objects.prefetch_renditions().in_bulk(fresh)
        return [found.get(value) for value in values]

    def _seen_before(self, values) -> dict:
        """Images that have renditions, with them, in one query."""
        renditions = self.model_class.get_rendition_model().objects.filter(image__in=values)
        found = {}
        for rendition in renditions.select_related("image"):
            image = found.setdefault(rendition.image_id, rendition.image)
            rendition.image = image
            image.prefetched_renditions = [*getattr(image, "prefetched_renditions", []), rendition]
        return found


class PictureValue(blocks.StructValue):
    @property
    def alternative(self) -> str:
        """Empty for what only decorates: screen readers pass it by."""
        return "" if self["decorative"] else self["alt_text"]


class PictureBlock(blocks.StructBlock):
    image = PictureChooserBlock(label="Изображение")
    alt_text = blocks.CharBlock(
        label="Что изображено",
        max_length=250,
        required=False,
        help_text="Это прочитает тот, кто не видит изображения.",
    )
    decorative = blocks.BooleanBlock(
        label="Только украшение",
        required=False,
        help_text="Отметьте, если изображение ничего не сообщает.",
    )
    caption = blocks.CharBlock(label="Подпись", max_length=250, required=False)

    def clean(self, value):
        cleaned = super().clean(value)
        if not self.is_deferred_validation and not (cleaned["alt_text"] or cleaned["decorative"]):
            sentence = "Опишите, что изображено, или отметьте «Только украшение»."
            raise StructBlockValidationError(block_errors={"alt_text": ValidationError(sentence)})
        return cleaned

    class Meta:
        label = "Изображение"
        icon = "image"
        template = "pages/blocks/picture.html"
        value_class = PictureValue


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label="Слова", rows=4)
    author = blocks.CharBlock(label="Чьи слова", max_length=150, required=False)
    position = blocks.CharBlock(label="Кто это", max_length=250, required=False)

    class Meta:
        label = "Цитата"
        icon = "openquote"
        template = "pages/blocks/quote.html"


class FileBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label="Файл")
    title = blocks.CharBlock(
        label="Название ссылки",
        max_length=250,
        required=False,
        help_text="Если пусто, ссылкой станет название файла.",
    )
    note = blocks.CharBlock(label="Пояснение", max_length=250, required=False)

    class Meta:
        label = "Файл"
        icon = "doc-full"
        template = "pages/blocks/file.html"


class TableBlock(TypedTableBlock):
    """A table whose columns hold words, formatted text or numbers."""

    text = blocks.CharBlock(label="Слова", required=False)
    rich_text = TextBlock(features=CELL_FEATURES, label="Текст", required=False, template=None)
    number = blocks.FloatBlock(label="Число", required=False)

    def get_context(self, value, parent_context=None):
        """`rows`: lists of (heading, cell), so that a row can become a card on a phone."""
        headings = [column["heading"] for column in value.columns]
        rows = [list(zip(headings, row, strict=True)) for row in value.rows]
        return super().get_context(value, parent_context) | {"rows": rows}

    class Meta:
        label = "Таблица"
        icon = "table"
        template = "pages/blocks/table.html"


class AddressBlock(blocks.CharBlock):
    """An outer address, or one of the site's own pages that stand in no tree: «/cabinet/membership/»."""

    def __init__(self, **kwargs):
        super().__init__(validators=[validate_address], **kwargs)


class CallBlock(blocks.StructBlock):
    """A call to action: one button, to a page of the site or to another address."""

    title = blocks.CharBlock(label="Заголовок", max_length=150)
    text = blocks.TextBlock(label="Пояснение", rows=2, required=False)
    button = blocks.CharBlock(label="Надпись на кнопке", max_length=60)
    page = blocks.PageChooserBlock(label="Страница сайта", required=False)
    url = AddressBlock(
        label="Или другой адрес",
        max_length=500,
        required=False,
        help_text="Внешний, «https://…», или этого сайта: «/cabinet/membership/».",
    )

    def clean(self, value):
        cleaned = super().clean(value)
        if not self.is_deferred_validation and bool(cleaned["page"]) == bool(cleaned["url"]):
            sentence = "Укажите что-то одно: страницу сайта или другой адрес."
            raise StructBlockValidationError(block_errors={"page": ValidationError(sentence)})
        return cleaned

    class Meta:
        label = "Призыв к действию"
        icon = "arrow-right"
        template = "pages/blocks/call.html"


class BodyBlock(blocks.StreamBlock):
    """The body of any page of text."""

    text = TextBlock()
    picture = PictureBlock()
    quote = QuoteBlock()
    file = FileBlock()
    table = TableBlock()
    call = CallBlock()

    class Meta:
        template = "pages/blocks/body.html"


class SectionLinkBlock(blocks.StructBlock):
    page = blocks.PageChooserBlock(label="Раздел")
    note = blocks.CharBlock(label="О чём он", max_length=200, required=False)

    class Meta:
        label = "Раздел"
        icon = "link"


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Шаг", max_length=120)
    text = blocks.TextBlock(label="Пояснение", rows=2, required=False)

    class Meta:
        label = "Шаг"
        icon = "list-ol"
