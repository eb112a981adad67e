"""Which edition is in force, and where a citation leads."""

import datetime
from dataclasses import dataclass
from functools import lru_cache

from wagtail.models import Page

from home.pages.visibility import open_to_all
from home.rulebook import Citation
from home.workdays.queries import today

from .caching import drop, recall, remember
from .models import Edition, RegulationPage
from .rules import ClauseMap, map_clauses

# What an editor works with; long, and never shown to readers.
UNREAD = ("source_text", "findings")
_LINK_SECONDS = 24 * 60 * 60
_NOWHERE = ("", 0, "")


def edition_in_force(key: str, on: datetime.date) -> Edition | None:
    """The edition of the published regulation `key` that is in force on the day `on`."""
    editions = Edition.objects.filter(page__key=key, page__live=True)
    return editions.in_force(on).select_related("page").first()


def edition_on(page: RegulationPage, date: datetime.date) -> Edition | None:
    """The adopted edition of `page` that is in force on the day; a later day may see a later one."""
    edition = page.editions.in_force(date).defer(*UNREAD).first()
    if edition:
        edition.page = page
    return edition


@dataclass(frozen=True)
class Succession:
    """Adopted editions of one regulation, oldest first; `day` is the day of reading."""

    editions: tuple[Edition, ...]
    day: datetime.date

    @property
    def current(self) -> Edition | None:
        return self.on(self.day)

    def on(self, day: datetime.date) -> Edition | None:
        begun = [edition for edition in self.editions if edition.effective_from <= day]
        return begun[-1] if begun else None

    def before(self, edition: Edition) -> Edition | None:
        """The one that it replaced; of a draft, the last."""
        if not edition.is_adopted:
            return self.editions[-1] if self.editions else None
        earlier = [e for e in self.editions if e.effective_from < edition.effective_from]
        return earlier[-1] if earlier else None

    def after(self, edition: Edition) -> Edition | None:
        """The one that replaced it."""
        later = [e for e in self.editions if e.effective_from > edition.effective_from]
        return later[0] if later else None


def succession(page: RegulationPage, *, future: bool = False) -> Succession:
    """Editions that have come into force by today; `future` ones too, for whom they are shown (T6). One query."""
    day = today()
    editions = page.editions.adopted() if future else page.editions.in_force(day)
    found = tuple(editions.order_by("effective_from").defer(*UNREAD))
    for edition in found:
        edition.page = page
    return Succession(found, day)


def drafts_of(page: RegulationPage) -> list[Edition]:
    """Those under review too, the latest first; for whom they are shown."""
    drafts = list(page.editions.drafts().order_by("-number").defer(*UNREAD))
    for edition in drafts:
        edition.page = page
    return drafts


def has_editions_below(page: Page) -> bool:
    return Edition.objects.filter(page__path__startswith=page.path).exists()


def citation_url(citation: Citation) -> str | None:
    """Address of a cited clause in the edition in force today; None while there is none.

    Thirty citations on one page cost thirty look-ups in the cache and no query.
    """
    if citation.source == "law":
        return None
    page_url, edition_id, text_sha256 = _target(citation.source)
    if not page_url:
        return None
    anchor = _clause_map(edition_id, text_sha256).find(
        citation.label,
        item=citation.item,
        occurrence=citation.occurrence,
        appendix=citation.appendix,
    )
    return f"{page_url}#{anchor}" if anchor else None


def forget_citation_targets() -> None:
    """After an adoption, or when a page was published, moved or taken away."""
    keys = RegulationPage.objects.filter(key__isnull=False).values_list("key", flat=True)
    drop(_cache_key(key) for key in keys)


def _target(key: str) -> tuple[str, int, str]:
    """(address of the page, edition, hash of its text); kept until the day is over. A closed page has none (T6)."""
    cache_key = _cache_key(key)
    target = recall(cache_key)
    if target is None:
        edition = edition_in_force(key, today())
        is_open = edition and open_to_all(Page.objects.filter(pk=edition.page_id)).exists()
        url = edition.page.get_url() if is_open else None
        target = (url, edition.pk, edition.text_sha256) if url else _NOWHERE
        remember(cache_key, target, _LINK_SECONDS)
    return target


def _cache_key(key: str) -> str:
    return f"regulations:target:{key}:{today():%Y%m%d}"


@lru_cache(maxsize=16)
def _clause_map(edition_id: int, text_sha256: str) -> ClauseMap:
    """The hash belongs to the key: a copy in memory is never another text than the database's."""
    clauses = Edition(pk=edition_id).clauses.order_by("order")
    return map_clauses(clauses.values_list("anchor", "kind", "label", "parent__anchor"))
