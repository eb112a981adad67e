"""Ask every room what it has found."""

from collections.abc import Sequence

from wagtail.models import Page
from wagtail.search.query import PlainText

from .registry import Result, sources
from .rules import excerpt_around, words_of


class Chain(Sequence):
    """Several lazy sequences read as one: only the slice on show is fetched."""

    def __init__(self, parts: list[Sequence]):
        self.parts = parts

    def __len__(self):
        return sum(map(len, self.parts))

    def __getitem__(self, wanted: slice) -> list:
        start, stop, _ = wanted.indices(len(self))
        taken = []
        for part in self.parts:
            here = slice(max(start, 0), max(min(stop, len(part)), 0))
            if here.start < here.stop:
                taken += part[here]
            start, stop = start - len(part), stop - len(part)
        return taken


def find(query: str, user, *, only: str = "") -> Chain:
    """What all sources, or the one with the code `only`, find by a cleaned query."""
    asked = [source for source in sources() if not only or source.code == only]
    return Chain([source.find(query, user) for source in asked])


class FoundPages(Sequence):
    """Open published pages of the tree, by Wagtail's own index (T6)."""

    def __init__(self, query: str):
        self.words = words_of(query)
        pages = Page.objects.live().public().specific()
        self.pages = pages.search(PlainText(" ".join(self.words), operator="and"))

    def __len__(self):
        return self.pages.count()

    def __getitem__(self, wanted: slice) -> list[Result]:
        return [self._result(page) for page in self.pages[wanted]]

    def _result(self, page) -> Result:
        return Result(
            title=page.title,
            url=page.url,
            excerpt=excerpt_around(_text_of(page), self.words),
            kind=page.get_verbose_name(),
            when=getattr(page, "date", None),
        )


def _text_of(page) -> str:
    """Everything that the index knows of the page, but its title."""
    values = [
        field.get_value(page)
        for field in page.get_searchable_search_fields()
        if field.field_name != "title"
    ]
    return " ".join(_flat(value) for value in values if value)


def _flat(value) -> str:
    return value if isinstance(value, str) else " ".join(map(str, value))


def find_pages(query: str, user) -> FoundPages:
    return FoundPages(query)
