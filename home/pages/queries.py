"""The tree as a reader meets it: the menu, the way back, and whose site this is."""

from dataclasses import dataclass

from wagtail.models import Page, Site

from .cache import kept
from .models import AssociationSettings
from .visibility import open_to_all


@dataclass(frozen=True)
class Entry:
    """A page by its title and address."""

    title: str
    url: str


@dataclass(frozen=True)
class Furniture:
    """What stands on every page of a site: open pages right under the home page that editors put in
    the menu, and whose site it is."""

    association: AssociationSettings
    menu: tuple[Entry, ...] = ()


def furniture_for(request) -> Furniture:
    """No query when it stands in the cache, which publishing empties; kept on the request too."""
    if not hasattr(request, "_furniture"):
        # Django has refused every host that is not ours, so there are few of them (T8).
        host = request.get_host()
        request._furniture = kept(f"host-{host}", lambda: _read_furniture(request))
    return request._furniture


def _read_furniture(request) -> Furniture:
    site = Site.find_for_request(request)
    if site is None:
        return Furniture(AssociationSettings())
    pages = open_to_all(Page.objects.child_of(site.root_page).in_menu())
    menu = tuple(Entry(page.title, page.get_url(request)) for page in pages)
    return Furniture(AssociationSettings.for_site(site), menu)


def association_for(request) -> AssociationSettings:
    return furniture_for(request).association


def trail_to(page: Page, request) -> list[Entry]:
    """Published pages from the home page down to the parent; no query when routing has met them."""
    ancestors = getattr(page, "routed_ancestors", None)
    if ancestors is None:
        ancestors = page.get_ancestors().filter(depth__gt=1) if page.path else []
    return [
        Entry(ancestor.title, ancestor.get_url(request)) for ancestor in ancestors if ancestor.live
    ]
