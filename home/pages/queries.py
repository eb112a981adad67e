"""The tree as a reader meets it: the menu, the way back, and whose site this is."""

from dataclasses import dataclass

from wagtail.models import Page, Site

from .models import AssociationSettings
from .visibility import open_to_all


@dataclass(frozen=True)
class Entry:
    """A page by its title and address."""

    title: str
    url: str


def association_for(request) -> AssociationSettings:
    """Details of the association whose site is asked; one query, kept on the request."""
    if Site.find_for_request(request) is None:
        return AssociationSettings()
    return AssociationSettings.for_request(request)


def menu_for(request) -> list[Entry]:
    """Open pages right under the home page that editors put in the menu; kept on the request."""
    if not hasattr(request, "_menu"):
        request._menu = _read_menu(request)
    return request._menu


def _read_menu(request) -> list[Entry]:
    site = Site.find_for_request(request)
    if site is None:
        return []
    pages = open_to_all(Page.objects.child_of(site.root_page).in_menu())
    return [Entry(page.title, page.get_url(request)) for page in pages]


def trail_to(page: Page, request) -> list[Entry]:
    """Published pages from the home page down to the parent; no query when routing has met them."""
    ancestors = getattr(page, "routed_ancestors", None)
    if ancestors is None:
        ancestors = page.get_ancestors().filter(depth__gt=1) if page.path else []
    return [
        Entry(ancestor.title, ancestor.get_url(request)) for ancestor in ancestors if ancestor.live
    ]
