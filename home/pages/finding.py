"""Published pages as the search knows them; rooms with pages of their own register those apart."""

from collections.abc import Iterable, Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move

from home.search import operations
from home.search.registry import Entry, register_source

from .visibility import open_to_all

# model → code of the source; pages of every other model belong to the pages of the site.
_apart: dict[type[Page], str] = {}
OTHERS = "pages"


def register_pages_source(code: str, title: str, model: type[Page]) -> None:
    """Pages of one model as a group of results by themselves."""
    _apart[model] = code
    register_source(
        code,
        title,
        owners=lambda: _found(model.objects.all()),
        entries=lambda owners: page_entries(model.objects.filter(pk__in=owners)),
        addresses=open_addresses,
    )


def register_other_pages(title: str) -> None:
    register_source(
        OTHERS,
        title,
        owners=lambda: _found(_other_pages()),
        entries=lambda owners: page_entries(_other_pages().filter(pk__in=owners)),
        addresses=open_addresses,
        closed=closed_doors,
    )
    # Any page, whatever its room: the sender of a signal is the model of the page.
    post_save.connect(_follow_saving, dispatch_uid="pages.follow_saving")
    post_delete.connect(_follow_deletion, sender=Page, dispatch_uid="pages.follow_deletion")
    post_page_move.connect(_follow_move, dispatch_uid="pages.follow_move")


def page_entries(pages) -> Iterator[Entry]:
    pages = [page for page in pages.filter(live=True, alias_of=None).specific() if page.get_url()]
    doors = doors_of(pages)
    for page in pages:
        yield Entry(
            owner=str(page.pk),
            key=str(page.pk),
            title=page.title,
            body=_text_of(page),
            kind=page.get_verbose_name(),
            when=getattr(page, "date", None),
            doors=doors[page.pk],
        )


def doors_of(pages: Iterable[Page]) -> dict[int, tuple[str, ...]]:
    """{page: doors from the root down to itself}: a restriction on any of these pages closes it."""
    ways = {page.pk: _way_to(page) for page in pages}
    every_path = {path for way in ways.values() for path in way}
    ids = dict(Page.objects.filter(path__in=every_path).values_list("path", "pk"))
    return {pk: tuple(f"p{ids[path]}" for path in way) for pk, way in ways.items()}


def open_addresses(owners: list[str]) -> dict[str, str]:
    """{owner: address} of the pages that everybody may see now (T6)."""
    pages = open_to_all(Page.objects.filter(pk__in=owners))
    return {str(page.pk): url for page in pages if (url := page.get_url())}


def closed_doors() -> list[str]:
    pages = PageViewRestriction.objects.values_list("page_id", flat=True)
    return [f"p{pk}" for pk in pages]


def _other_pages():
    types = ContentType.objects.get_for_models(*_apart).values()
    return Page.objects.filter(depth__gt=1).exclude(content_type__in=types)


def _found(pages) -> list[int]:
    return list(pages.filter(live=True).order_by("pk").values_list("pk", flat=True))


def _way_to(page: Page) -> list[str]:
    return [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]


def _text_of(page) -> str:
    """Everything that Wagtail would index of the page, but its title."""
    values = [
        field.get_value(page)
        for field in page.get_searchable_search_fields()
        if field.field_name != "title"
    ]
    return " ".join(
        value if isinstance(value, str) else " ".join(value) for value in values if value
    )


def _follow_saving(instance, update_fields=None, raw=False, **kwargs):
    """A draft is saved by `update_fields`; what readers see changes only by a whole save."""
    if isinstance(instance, Page) and update_fields is None and not raw and instance.depth > 1:
        operations.index(_apart.get(instance.specific_class, OTHERS), [instance.pk])


def _follow_deletion(instance, **kwargs):
    for code in (OTHERS, *_apart.values()):
        operations.take_out(code, [instance.pk])


def _follow_move(instance, parent_page_before, url_path_before, url_path_after, **kwargs):
    """What stands before the pages moved, and before all that hangs on them, is another way now."""
    if url_path_before == url_path_after:
        return
    doors = doors_of([parent_page_before, instance])
    before = (*doors[parent_page_before.pk], f"p{instance.pk}")
    operations.move_doors(before, doors[instance.pk])
